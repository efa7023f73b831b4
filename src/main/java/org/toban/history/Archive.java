package org.toban.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.toban.history.HistoryFault.Kind;
import org.toban.incident.Event;

/**
 * The history as JSON lines: a header, then events in the order in which they were stored,
 * episodes, output and changes of hosts. Lists and counts are not in it, they follow from the
 * events.
 */
final class Archive {
  private static final int FORMAT = 1;
  private static final int BATCH = 1_000;

  private Archive() {}

  static void write(Session session, Appendable out) throws SQLException {
    line(out, "{\"kind\":\"toban-history\",\"format\":" + FORMAT + "}");
    session.each(
        "SELECT incident, seq, json FROM event ORDER BY id", it -> line(out, eventLine(it)));
    session.each(
        "SELECT source, fingerprint, name, severity, started_at, ended_at, flaps FROM episode"
            + " ORDER BY id",
        it -> line(out, Json.text(EpisodeLine.of(it))));
    session.each(
        "SELECT run, gzip FROM output ORDER BY run", it -> line(out, Json.text(OutputLine.of(it))));
    session.each(
        "SELECT json FROM host_change ORDER BY n",
        it -> line(out, "{\"kind\":\"host-change\",\"change\":%s}".formatted(it.getString(1))));
  }

  private static String eventLine(ResultSet it) throws SQLException {
    return "{\"kind\":\"event\",\"incident\":%s,\"seq\":%d,\"event\":%s}"
        .formatted(Json.text(it.getString(1)), it.getLong(2), it.getString(3));
  }

  private record EpisodeLine(
      String kind,
      String source,
      long fingerprint,
      String name,
      String severity,
      long startedAt,
      @Nullable Long endedAt,
      int flaps) {
    static EpisodeLine of(ResultSet it) throws SQLException {
      return new EpisodeLine(
          "episode",
          it.getString(1),
          it.getLong(2),
          it.getString(3),
          it.getString(4),
          it.getLong(5),
          (Long) it.getObject(6, Long.class),
          it.getInt(7));
    }
  }

  private record OutputLine(String kind, String run, String text) {
    static OutputLine of(ResultSet it) throws SQLException {
      return new OutputLine(
          "output", it.getString(1), RunTable.gunzip(it.getString(1), it.getBytes(2)));
    }
  }

  private static boolean line(Appendable out, String text) {
    try {
      out.append(text).append('\n');
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lines to take in within one transaction; gives how many held anything new. */
  interface Batch {
    long into(Session session, Ledger ledger) throws SQLException;
  }

  /**
   * Reads lines and takes them in, a transaction for each batch.
   *
   * @return how many held anything new
   */
  static long takeAll(Reader in, ToLongFunction<Batch> transaction) {
    BufferedReader reader = new BufferedReader(in);
    long added = 0;
    long number = 0;
    while (true) {
      List<String> lines = read(reader);
      if (lines.isEmpty()) {
        return added;
      }
      long first = number + 1;
      added += transaction.applyAsLong((session, ledger) -> take(session, ledger, lines, first));
      number += lines.size();
    }
  }

  private static List<String> read(BufferedReader reader) {
    try {
      List<String> lines = new ArrayList<>();
      while (lines.size() < BATCH) {
        String line = reader.readLine();
        if (line == null) {
          break;
        }
        lines.add(line);
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long take(Session session, Ledger ledger, List<String> lines, long first)
      throws SQLException {
    long added = 0;
    long number = first;
    for (String line : lines) {
      try {
        added += take(session, ledger, line) ? 1 : 0;
      } catch (HistoryFault e) {
        throw new HistoryFault(e.kind(), "line " + number + " " + e.getMessage(), e);
      }
      number++;
    }
    return added;
  }

  /**
   * Takes in one line.
   *
   * @return whether it held anything new
   * @throws HistoryFault when the line cannot be taken in
   */
  private static boolean take(Session session, Ledger ledger, String line) throws SQLException {
    try {
      JsonNode node = Json.tree(line);
      return switch (node.path("kind").asText()) {
        case "toban-history" -> header(node);
        case "event" -> event(session, ledger, node);
        case "episode" -> episode(session, Json.value(node, EpisodeLine.class));
        case "output" -> output(session, Json.value(node, OutputLine.class));
        case "host-change" ->
            HostChangeTable.append(session, Json.value(node.path("change"), HostChange.class)) > 0;
        default -> throw refused("is no record of a history", null);
      };
    } catch (JsonProcessingException e) {
      throw refused("cannot be read: " + e.getOriginalMessage(), e);
    }
  }

  private static boolean header(JsonNode node) {
    int format = node.path("format").asInt();
    if (format != FORMAT) {
      throw new HistoryFault(
          Kind.NEWER, "was exported by a newer Toban (format " + format + "): update Toban", null);
    }
    return false;
  }

  private static boolean event(Session session, Ledger ledger, JsonNode node)
      throws SQLException, JsonProcessingException {
    String incident = node.path("incident").asText();
    long seq = node.path("seq").asLong();
    if (!node.path("event").isObject() || incident.isEmpty()) {
      throw refused("has no event", null);
    }
    Event event = Json.event(node.path("event"));
    Standing standing = ledger.standing(session, incident);
    long version = standing == null ? 0 : standing.incident().version();
    if (seq > version) {
      if (seq != version + 1) {
        throw refused(
            "is event %d of %s, but %d is missing".formatted(seq, incident, version + 1), null);
      }
      ledger.append(session, new History.Addition(incident, version, List.of(event)));
      return true;
    }
    if (!event.equals(EventTable.read(session, incident, seq))) {
      throw new HistoryFault(
          Kind.CONFLICT,
          "is event %d of %s, which is something else in this history".formatted(seq, incident),
          null);
    }
    return false;
  }

  private static boolean episode(Session session, EpisodeLine it) throws SQLException {
    return session.change(
            "INSERT OR IGNORE INTO episode"
                + " (source, fingerprint, name, severity, started_at, ended_at, flaps)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?)",
            it.source(),
            it.fingerprint(),
            it.name(),
            it.severity(),
            it.startedAt(),
            it.endedAt(),
            it.flaps())
        > 0;
  }

  private static boolean output(Session session, OutputLine it) throws SQLException {
    if (RunTable.output(session, it.run()) != null) {
      return false;
    }
    return RunTable.output(session, it.run(), it.text()) > 0;
  }

  private static HistoryFault refused(String why, @Nullable Exception cause) {
    return new HistoryFault(Kind.FAILED, why, cause);
  }
}
