-- On which hosts the alerts of an incident fired (without a port), so that the history can be asked
-- for what happened to a host before. Name and opening stand here too: one index answers.
CREATE TABLE target (
  host      TEXT    NOT NULL,
  name      TEXT    NOT NULL,
  opened_at INTEGER NOT NULL,
  incident  TEXT    NOT NULL,
  PRIMARY KEY (host, name, opened_at, incident)
) STRICT, WITHOUT ROWID;
CREATE INDEX target_incident ON target (incident);
WITH label AS (
  SELECT incident, coalesce(
      json_extract(json, '$.alert.labels.instance'), json_extract(json, '$.alert.labels.host'),
      json_extract(json, '$.alert.labels.hostname'), json_extract(json, '$.alert.labels.node'),
      json_extract(json, '$.alert.labels.pod')) AS text
  FROM event WHERE type = 'alert-fired' AND json_valid(json)),
part AS (SELECT incident, text, rtrim(text, '0123456789') AS head FROM label WHERE text <> '')
INSERT OR IGNORE INTO target (host, name, opened_at, incident)
  SELECT CASE WHEN head LIKE '%_:' AND head <> text THEN substr(head, 1, length(head) - 1) ELSE text END,
    incident.name, incident.opened_at, incident.id
  FROM part JOIN incident ON incident.id = part.incident;
-- For the episodes of a day: those that ended in it began whenever.
CREATE INDEX episode_ended ON episode (ended_at) WHERE ended_at IS NOT NULL;
