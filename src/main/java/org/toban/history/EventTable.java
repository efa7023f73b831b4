package org.toban.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.toban.incident.Event;

/** The events: append-only, each row's hash over the row before it. */
final class EventTable {
  private EventTable() {}

  /** What stands before the first event's hash. */
  static final String NO_HASH = "";

  /** The events of one incident and the hash of the last. */
  record Chain(List<Event> events, String hash) {}

  /**
   * Appends one event and gives its hash.
   *
   * @param seq 1 for the first of an incident
   */
  static String append(Session session, String incident, long seq, Event event, String before)
      throws SQLException {
    String json = Json.text(event);
    String hash = hash(before, incident, seq, json);
    session.change(
        "INSERT INTO event (incident, seq, at, type, json, hash) VALUES (?, ?, ?, ?, ?, ?)",
        incident,
        seq,
        event.at().toEpochMilli(),
        Json.type(event),
        json,
        hash);
    return hash;
  }

  /**
   * The events of one incident in order, and none but all of them.
   *
   * @throws HistoryFault when a row was changed or is missing
   */
  static Chain read(Session session, String incident) throws SQLException {
    return read(session, incident, 0);
  }

  /**
   * Those that follow the first ones, for who has read these.
   *
   * @param after how many are known
   * @throws HistoryFault when one of them was changed or is missing, or does not follow those
   */
  static Chain read(Session session, String incident, int after) throws SQLException {
    List<Event> events = new ArrayList<>();
    String[] last = {after == 0 ? NO_HASH : hashOf(session, incident, after)};
    session.each(
        "SELECT seq, json, hash FROM event WHERE incident = ? AND seq > ? ORDER BY seq",
        line -> {
          long seq = after + events.size() + 1L;
          last[0] = verify(line, incident, seq, last[0]);
          return events.add(parse(incident, seq, line.getString(2)));
        },
        incident,
        after);
    Long expected =
        session.first("SELECT events FROM incident WHERE id = ?", it -> it.getLong(1), incident);
    if (after + events.size() != (expected == null ? 0 : expected)) {
      throw damaged(incident, after + events.size() + 1L, null);
    }
    return new Chain(events, last[0]);
  }

  private static String hashOf(Session session, String incident, long seq) throws SQLException {
    String hash =
        session.first(
            "SELECT hash FROM event WHERE incident = ? AND seq = ?",
            line -> line.getString(1),
            incident,
            seq);
    if (hash == null) {
      throw damaged(incident, seq, null);
    }
    return hash;
  }

  /** One event as it is stored, null when there is none. */
  static @Nullable Event read(Session session, String incident, long seq) throws SQLException {
    return session.first(
        "SELECT json FROM event WHERE incident = ? AND seq = ?",
        line -> parse(incident, seq, line.getString(1)),
        incident,
        seq);
  }

  private static String verify(ResultSet line, String incident, long seq, String before)
      throws SQLException {
    String stored = line.getString(3);
    boolean intact =
        line.getLong(1) == seq && hash(before, incident, seq, line.getString(2)).equals(stored);
    if (!intact) {
      throw damaged(incident, seq, null);
    }
    return stored;
  }

  private static Event parse(String incident, long seq, String json) {
    try {
      return Json.event(json);
    } catch (JsonProcessingException e) {
      throw damaged(incident, seq, e);
    }
  }

  private static HistoryFault damaged(String incident, long seq, @Nullable Exception cause) {
    return new HistoryFault(
        HistoryFault.Kind.DAMAGED,
        "event %d of %s is missing, damaged or was changed outside Toban: restore a backup"
            .formatted(seq, incident),
        cause);
  }

  static String hash(String before, String incident, long seq, String json) {
    MessageDigest digest = sha256();
    digest.update(before.getBytes(StandardCharsets.US_ASCII));
    digest.update((incident + '\0' + seq + '\0').getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest.digest(json.getBytes(StandardCharsets.UTF_8)));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
