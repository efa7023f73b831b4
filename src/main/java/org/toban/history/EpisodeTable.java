package org.toban.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Severity;

/** Every firing of every alert; a return inside the flap window continues the episode. */
final class EpisodeTable {
  /** Longer names are cut: the table stays small whatever a source sends. */
  private static final int NAME_LIMIT = 300;

  private static final HexFormat HEX = HexFormat.of();

  private EpisodeTable() {}

  private record Last(long id, @Nullable Instant endedAt) {}

  static void record(Session session, History.EpisodeChange change, Duration flapWindow)
      throws SQLException {
    long fingerprint = change.alert().fingerprint().value();
    Last last =
        session.first(
            "SELECT id, ended_at FROM episode WHERE fingerprint = ? AND source = ?"
                + " ORDER BY started_at DESC LIMIT 1",
            line -> new Last(line.getLong(1), Session.instant(line, 2)),
            fingerprint,
            change.source());
    boolean lasts = last != null && last.endedAt() == null;
    if (change.firing() && last != null && continues(last, change, flapWindow)) {
      session.change(
          "UPDATE episode SET ended_at = NULL, flaps = flaps + 1 WHERE id = ?", last.id());
    } else if (change.firing() && !lasts) {
      begin(session, change, fingerprint);
    } else if (!change.firing() && last != null && lasts) {
      session.change(
          "UPDATE episode SET ended_at = ? WHERE id = ?", change.at().toEpochMilli(), last.id());
    }
  }

  private static boolean continues(Last last, History.EpisodeChange change, Duration flapWindow) {
    return last.endedAt() != null
        && change.at().toEpochMilli() <= last.endedAt().plus(flapWindow).toEpochMilli();
  }

  private static void begin(Session session, History.EpisodeChange change, long fingerprint)
      throws SQLException {
    String name = change.alert().name();
    session.change(
        "INSERT OR IGNORE INTO episode (source, fingerprint, name, severity, started_at)"
            + " VALUES (?, ?, ?, ?, ?)",
        change.source(),
        fingerprint,
        name.length() > NAME_LIMIT ? name.substring(0, NAME_LIMIT) : name,
        change.severity().name(),
        change.at().toEpochMilli());
  }

  private static final String SELECT =
      "SELECT fingerprint, name, source, severity, started_at, ended_at, flaps,"
          + " (SELECT incident FROM fired WHERE fired.fingerprint = episode.fingerprint"
          + " AND fired.at >= started_at AND (ended_at IS NULL OR fired.at <= ended_at)"
          + " ORDER BY fired.at LIMIT 1)"
          + " FROM episode WHERE ";

  /** Open to the room's tests, which look at how it is answered. */
  static final String ENDED =
      SELECT + "ended_at >= ? AND +started_at < ? ORDER BY ended_at DESC, id DESC LIMIT ?";

  /** Newest first. */
  static List<History.Episode> since(Session session, Instant since, int limit)
      throws SQLException {
    return session.list(
        SELECT + "started_at >= ? ORDER BY started_at DESC, id DESC LIMIT ?",
        EpisodeTable::episode,
        since.toEpochMilli(),
        limit);
  }

  /** Those that began before, the last to end first. */
  static List<History.Episode> endedSince(Session session, Instant since, int limit)
      throws SQLException {
    long from = since.toEpochMilli();
    return session.list(ENDED, EpisodeTable::episode, from, from, limit);
  }

  private static History.Episode episode(ResultSet line) throws SQLException {
    return new History.Episode(
        HEX.toHexDigits(line.getLong(1)),
        line.getString(2),
        line.getString(3),
        Severity.valueOf(line.getString(4)),
        Objects.requireNonNull(Session.instant(line, 5)),
        Session.instant(line, 6),
        line.getInt(7),
        line.getString(8));
  }
}
