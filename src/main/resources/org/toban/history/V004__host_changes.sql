-- Changes of hosts that no incident asked for: declared files, installed and put back. Two rows each:
-- the plan, before anything is sent, and what became of it. The hash of each row covers the row
-- before it, as that of an event does.
CREATE TABLE host_change (
  n     INTEGER PRIMARY KEY,
  id    TEXT    NOT NULL,
  stage TEXT    NOT NULL,
  at    INTEGER NOT NULL,
  json  TEXT    NOT NULL,
  hash  TEXT    NOT NULL,
  UNIQUE (id, stage)
) STRICT;
