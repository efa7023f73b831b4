package org.toban.ui.board;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.alert.Severity;
import org.toban.engine.Board;
import org.toban.incident.Incident;
import org.toban.ui.look.Plain;

/**
 * The board as lines in groups, worst first, and how many stand where: a pure function of a board,
 * a filter and a time. It takes over the lines of the rows before it that did not change.
 *
 * @param entries every entry by key, shown or not
 * @param counts active alerts by severity, filtered or not
 */
public record BoardRows(
    List<BoardLine> lines,
    Map<String, BoardLine.Entry> entries,
    Sums sums,
    Map<Severity, Integer> counts,
    Map<BoardFilter.Kind, Integer> kinds) {

  /** After how many entries it is asked whether a newer filter has come. */
  private static final int LOOK_UP = 2048;

  /** Where every alert of the sources stands; {@code total} is the sum of the others. */
  public record Sums(
      int total, int shown, int suppressed, int pending, int quiet, int filtered, int overLimit) {}

  public static BoardRows empty() {
    return new BoardRows(List.of(), Map.of(), new Sums(0, 0, 0, 0, 0, 0, 0), Map.of(), Map.of());
  }

  /** The rows of a board; {@code person} decides what is mine. */
  public static BoardRows of(
      BoardRows before, Board board, BoardFilter filter, Instant now, String person) {
    BoardRows rows = of(before, board, filter, now, person, () -> false);
    return rows == null ? before : rows;
  }

  /**
   * As above, unless nobody wants them any more.
   *
   * @param overtaken asked now and then whether the filter has changed meanwhile
   * @return null when it was overtaken
   */
  public static @Nullable BoardRows of(
      BoardRows before,
      Board board,
      BoardFilter filter,
      Instant now,
      String person,
      BooleanSupplier overtaken) {
    Map<String, BoardLine.Entry> entries = entries(before, board);
    Tally tally = new Tally(filter, now, person);
    int looked = 0;
    for (BoardLine.Entry entry : entries.values()) {
      if (++looked % LOOK_UP == 0 && overtaken.getAsBoolean()) {
        return null;
      }
      tally.add(entry);
    }
    return new BoardRows(
        Sorting.lines(before, tally.visible(), filter),
        entries,
        tally.sums(board.overLimits()),
        tally.counts(),
        tally.kinds());
  }

  private static Map<String, BoardLine.Entry> entries(BoardRows before, Board board) {
    Map<String, BoardLine.Entry> entries = HashMap.newHashMap(board.rows().size());
    Set<String> seen = new HashSet<>();
    for (Board.Row row : board.rows()) {
      String id = row.incident();
      Incident incident = id == null ? null : board.incidents().get(id);
      if (id != null) {
        seen.add(id);
      }
      put(entries, before, row.fingerprint().toString(), row, incident, board.began(row));
    }
    for (Incident incident : board.incidents().values()) {
      if (incident.isOpen() && !seen.contains(incident.id())) {
        put(entries, before, incident.id(), null, incident, incident.openedAt());
      }
    }
    return entries;
  }

  private static void put(
      Map<String, BoardLine.Entry> entries,
      BoardRows before,
      String key,
      Board.@Nullable Row row,
      @Nullable Incident incident,
      Instant since) {
    BoardLine.Entry earlier = before.entries.get(key);
    boolean same = earlier != null && earlier.isOf(row, incident);
    entries.put(key, same ? earlier : entry(key, row, incident, since));
  }

  private static BoardLine.Entry entry(
      String key, Board.@Nullable Row row, @Nullable Incident incident, Instant since) {
    Status status = Status.of(row, incident);
    if (row != null) {
      Alert alert = row.alert();
      String name = row.policy().name().isBlank() ? alert.name() : row.policy().name();
      return new BoardLine.Entry(
          key,
          Telling.group(alert.labels()),
          row.severity(),
          Plain.line(name, 120),
          Telling.chip(alert),
          Plain.line(alert.target(), 120),
          Plain.line(row.policy().owner(), 60),
          status,
          since,
          row,
          incident);
    }
    if (incident == null) {
      throw new IllegalArgumentException("neither row nor incident: " + key);
    }
    Alert last = incident.cleared().values().stream().findFirst().orElse(null);
    return new BoardLine.Entry(
        key,
        Telling.group(last == null ? incident.group() : last.labels()),
        incident.severity(),
        Plain.line(incident.name(), 120),
        last == null ? "" : Telling.chip(last),
        last == null ? "" : Plain.line(last.target(), 120),
        Plain.line(incident.policy().owner(), 60),
        status,
        since,
        null,
        incident);
  }

  /**
   * The entry of a key, or where it has gone on: an alert that clears goes on as its incident, and
   * an incident whose alert fires again as that alert. Null when neither is there.
   *
   * @param was the entry that had the key before, null when there was none
   */
  public BoardLine.@Nullable Entry follow(String key, BoardLine.@Nullable Entry was) {
    BoardLine.Entry entry = entries.get(key);
    Incident incident = was == null ? null : was.incident();
    if (entry != null || incident == null) {
      return entry;
    }
    return entries.values().stream()
        .filter(it -> it.incident() != null && it.incident().id().equals(incident.id()))
        .findFirst()
        .orElse(null);
  }

  /** The line that most needs a person, or null on an empty board. */
  public BoardLine.@Nullable Entry first() {
    return lines.stream()
        .filter(BoardLine.Entry.class::isInstance)
        .map(BoardLine.Entry.class::cast)
        .min(Sorting.URGENCY)
        .orElse(null);
  }
}
