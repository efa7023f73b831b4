package org.toban.history;

import java.sql.SQLException;
import java.time.Instant;

/** Removes what is over and older than a time; the weekly counts stay. */
final class Retention {
  private static final String OLD = " IN (SELECT id FROM incident WHERE closed_at < ?)";

  private Retention() {}

  static long purge(Session session, Instant before) throws SQLException {
    long end = before.toEpochMilli();
    session.change(
        "DELETE FROM output WHERE run IN (SELECT id FROM run WHERE incident" + OLD + ")", end);
    session.change("DELETE FROM run WHERE incident" + OLD, end);
    session.change("DELETE FROM target WHERE incident" + OLD, end);
    session.change("DELETE FROM fired WHERE incident" + OLD, end);
    session.change("DELETE FROM event WHERE incident" + OLD, end);
    session.change("DELETE FROM letter WHERE at < ? AND state <> 'waiting'", end);
    long gone = session.change("DELETE FROM incident WHERE closed_at < ?", end);
    return gone + session.change("DELETE FROM episode WHERE ended_at < ?", end);
  }
}
