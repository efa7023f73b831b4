-- Times are milliseconds since 1970 UTC; the events' own texts keep them in full.

CREATE TABLE schema_version (
  version    INTEGER PRIMARY KEY,
  applied_at INTEGER NOT NULL
) STRICT;

-- The truth: everything else of an incident is computed from these rows. The hash of each row
-- covers the row before it, so that a changed or missing row is found when they are read.
CREATE TABLE event (
  id       INTEGER PRIMARY KEY,
  incident TEXT    NOT NULL,
  seq      INTEGER NOT NULL,
  at       INTEGER NOT NULL,
  type     TEXT    NOT NULL,
  json     TEXT    NOT NULL,
  hash     TEXT    NOT NULL,
  UNIQUE (incident, seq)
) STRICT;

-- One line of the history list for each incident, kept by the writer with the events.
CREATE TABLE incident (
  n            INTEGER PRIMARY KEY,
  id           TEXT    NOT NULL UNIQUE,
  name         TEXT    NOT NULL,
  severity     TEXT    NOT NULL,
  opened_at    INTEGER NOT NULL,
  deadline     INTEGER,
  responded_at INTEGER,
  recovered_at INTEGER,
  closed_at    INTEGER,
  verdict      TEXT    NOT NULL,
  phase        TEXT    NOT NULL,
  events       INTEGER NOT NULL
) STRICT;
CREATE INDEX incident_opened ON incident (opened_at);
CREATE INDEX incident_name ON incident (name, opened_at);
CREATE INDEX incident_open ON incident (opened_at, id) WHERE closed_at IS NULL;
CREATE INDEX incident_closed ON incident (closed_at) WHERE closed_at IS NOT NULL;

-- Counts and sums by name and week, so that reports need not read every incident. Weeks begin on
-- Monday, in UTC, and are counted from the one that holds 1970-01-01.
CREATE TABLE week (
  week       INTEGER NOT NULL,
  name       TEXT    NOT NULL,
  incidents  INTEGER NOT NULL,
  responded  INTEGER NOT NULL,
  respond_ms INTEGER NOT NULL,
  recovered  INTEGER NOT NULL,
  recover_ms INTEGER NOT NULL,
  missed     INTEGER NOT NULL,
  PRIMARY KEY (week, name)
) STRICT, WITHOUT ROWID;

-- Every start of a command, for the start limit.
CREATE TABLE run (
  id         TEXT    PRIMARY KEY,
  incident   TEXT    NOT NULL,
  sha256     TEXT    NOT NULL,
  host       TEXT    NOT NULL,
  planned_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX run_starts ON run (sha256, host, planned_at);
CREATE INDEX run_incident ON run (incident);

CREATE TABLE output (
  run  TEXT PRIMARY KEY,
  gzip BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Every firing of every alert, also of those that never made an incident.
CREATE TABLE episode (
  id          INTEGER PRIMARY KEY,
  source      TEXT    NOT NULL,
  fingerprint INTEGER NOT NULL,
  name        TEXT    NOT NULL,
  severity    TEXT    NOT NULL,
  started_at  INTEGER NOT NULL,
  ended_at    INTEGER,
  flaps       INTEGER NOT NULL DEFAULT 0,
  UNIQUE (fingerprint, source, started_at)
) STRICT;
CREATE INDEX episode_started ON episode (started_at);

-- Which alert fired in which incident.
CREATE TABLE fired (
  fingerprint INTEGER NOT NULL,
  at          INTEGER NOT NULL,
  incident    TEXT    NOT NULL,
  PRIMARY KEY (fingerprint, at, incident)
) STRICT, WITHOUT ROWID;
CREATE INDEX fired_incident ON fired (incident);
