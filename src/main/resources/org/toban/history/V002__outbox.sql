-- Messages to people: stored in the same write as the events that they come from, before they are
-- sent, and kept with what became of them.
CREATE TABLE letter (
  n         INTEGER PRIMARY KEY,
  key       TEXT    NOT NULL UNIQUE,
  channel   TEXT    NOT NULL,
  incident  TEXT,
  at        INTEGER NOT NULL,
  state     TEXT    NOT NULL,
  attempts  INTEGER NOT NULL DEFAULT 0,
  reference TEXT,
  problem   TEXT,
  json      TEXT    NOT NULL
) STRICT;
CREATE INDEX letter_waiting ON letter (n) WHERE state = 'waiting';
CREATE INDEX letter_reference ON letter (incident, channel) WHERE reference IS NOT NULL;
