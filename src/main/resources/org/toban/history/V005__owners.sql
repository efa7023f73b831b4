-- Who is in charge of an incident, so that the history can be asked for it: it stands in the policy of
-- the opening, and in that of what raised the severity since.
ALTER TABLE incident ADD COLUMN owner TEXT NOT NULL DEFAULT '';
UPDATE incident SET owner = coalesce(
  (SELECT CASE WHEN json_valid(json) THEN json_extract(json, '$.policy.owner') END
   FROM event WHERE event.incident = incident.id AND type IN ('opened', 'severity-raised')
   ORDER BY seq DESC LIMIT 1), '');
CREATE INDEX incident_owner ON incident (owner, opened_at);
