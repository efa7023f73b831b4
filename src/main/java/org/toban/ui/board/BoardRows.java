package org.toban.ui.board;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
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

  /** An incident at risk or with less than this left counts as due soon. */
  private static final Duration SOON = Duration.ofMinutes(15);

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
        lines(before, tally.visible, filter),
        entries,
        tally.sums(board.overLimits()),
        tally.counts,
        tally.kinds);
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

  private static final Comparator<BoardLine.Entry> URGENCY =
      Comparator.comparing(BoardLine.Entry::over)
          .thenComparing(BoardLine.Entry::severity)
          .thenComparing(entry -> !entry.unanswered())
          .thenComparing(BoardRows::deadline, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(BoardLine.Entry::since)
          .thenComparing(BoardLine.Entry::key);

  private static Comparator<BoardLine.Entry> order(BoardFilter.Sort sort) {
    return switch (sort) {
      case URGENCY -> URGENCY;
      case NAME -> Comparator.comparing(BoardLine.Entry::name).thenComparing(URGENCY);
      case TARGET -> Comparator.comparing(BoardLine.Entry::target).thenComparing(URGENCY);
      case NEWEST -> Comparator.comparing(BoardLine.Entry::since).reversed().thenComparing(URGENCY);
      case OLDEST -> Comparator.comparing(BoardLine.Entry::since).thenComparing(URGENCY);
    };
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
        .min(URGENCY)
        .orElse(null);
  }

  private static @Nullable Instant deadline(BoardLine.Entry entry) {
    Incident incident = entry.incident();
    return incident == null ? null : incident.deadline();
  }

  private static List<BoardLine> lines(
      BoardRows before, List<BoardLine.Entry> visible, BoardFilter filter) {
    Map<String, List<BoardLine.Entry>> groups = new TreeMap<>();
    for (BoardLine.Entry entry : visible) {
      groups.computeIfAbsent(entry.groupBy(filter.groupBy()), name -> new ArrayList<>()).add(entry);
    }
    Comparator<BoardLine.Entry> order = order(filter.sort());
    groups.values().forEach(members -> members.sort(order));
    List<Map.Entry<String, List<BoardLine.Entry>>> sorted = new ArrayList<>(groups.entrySet());
    sorted.sort(
        Comparator.comparing(
                (Map.Entry<String, List<BoardLine.Entry>> group) -> worst(group.getValue()),
                Comparator.comparing(BoardLine.Entry::over)
                    .thenComparing(BoardLine.Entry::severity))
            .thenComparing(group -> group.getKey().isEmpty()));
    Map<String, BoardLine> headings = new HashMap<>();
    before.lines.stream()
        .filter(BoardLine.Group.class::isInstance)
        .forEach(line -> headings.put(line.key(), line));
    List<BoardLine> lines = new ArrayList<>(visible.size() + sorted.size());
    for (var group : sorted) {
      BoardLine.Group heading = heading(group.getKey(), group.getValue(), filter);
      BoardLine earlier = headings.get(heading.key());
      lines.add(earlier != null && earlier.equals(heading) ? earlier : heading);
      if (!heading.collapsed()) {
        lines.addAll(group.getValue());
      }
    }
    return lines;
  }

  private static BoardLine.Entry worst(List<BoardLine.Entry> members) {
    BoardLine.Entry worst = members.getFirst();
    for (BoardLine.Entry member : members) {
      if (URGENCY.compare(member, worst) < 0) {
        worst = member;
      }
    }
    return worst;
  }

  private static BoardLine.Group heading(
      String title, List<BoardLine.Entry> members, BoardFilter filter) {
    String key = "group:" + title;
    Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
    members.forEach(member -> counts.merge(member.severity(), 1, Integer::sum));
    return new BoardLine.Group(
        key, title, counts, members.size(), filter.collapsed().contains(key));
  }

  /** Counts every entry once, and keeps those that the filter lets through. */
  private static final class Tally {
    private final BoardFilter filter;
    private final Predicate<BoardLine.Entry> typed;
    private final Instant now;
    private final String person;
    private final List<BoardLine.Entry> visible = new ArrayList<>();
    private final Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
    private final Map<BoardFilter.Kind, Integer> kinds = new EnumMap<>(BoardFilter.Kind.class);
    private final Map<Status, Integer> hidden = new EnumMap<>(Status.class);
    private int rows;
    private int shown;
    private int filtered;

    Tally(BoardFilter filter, Instant now, String person) {
      this.filter = filter;
      this.typed = Query.parse(filter.text()).condition();
      this.now = now;
      this.person = person;
    }

    void add(BoardLine.Entry entry) {
      boolean row = entry.row() != null;
      rows += row ? 1 : 0;
      if (row && !entry.status().heldBack()) {
        counts.merge(entry.severity(), 1, Integer::sum);
      }
      for (BoardFilter.Kind kind : BoardFilter.Kind.values()) {
        if (isOf(kind, entry)) {
          kinds.merge(kind, 1, Integer::sum);
        }
      }
      if (isOf(filter.kind(), entry) && typed.test(entry)) {
        visible.add(entry);
        shown += row ? 1 : 0;
      } else if (entry.status().heldBack()) {
        hidden.merge(entry.status(), 1, Integer::sum);
      } else {
        filtered += row ? 1 : 0;
      }
    }

    private boolean isOf(BoardFilter.Kind kind, BoardLine.Entry entry) {
      if (kind == BoardFilter.Kind.HELD_BACK || entry.status().heldBack()) {
        return kind == BoardFilter.Kind.HELD_BACK && entry.status().heldBack();
      }
      Incident incident = entry.incident();
      return switch (kind) {
        case ALL -> true;
        case MINE -> incident != null && isMine(incident);
        case DUE_SOON -> isDueSoon(Due.of(incident, now));
        case NO_RUNBOOK -> incident != null && incident.runbook() == null;
        case HELD_BACK -> false;
      };
    }

    private boolean isMine(Incident incident) {
      Incident.Acknowledgement acknowledgement = incident.acknowledgement();
      return (acknowledgement != null && acknowledgement.by().equals(person))
          || incident.runs().stream().anyMatch(run -> run.intent().by().equals(person));
    }

    private static boolean isDueSoon(Due due) {
      return switch (due) {
        case Due.Overrun it -> true;
        case Due.Counting it -> it.atRisk() || it.left().compareTo(SOON) < 0;
        case Due.None it -> false;
        case Due.Met it -> false;
        case Due.Missed it -> false;
      };
    }

    Sums sums(int overLimit) {
      return new Sums(
          rows + overLimit,
          shown,
          hidden.getOrDefault(Status.SUPPRESSED, 0),
          hidden.getOrDefault(Status.PENDING, 0),
          hidden.getOrDefault(Status.QUIET, 0),
          filtered,
          overLimit);
    }
  }
}
