package org.toban.ui.board;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Severity;
import org.toban.incident.Incident;
import org.toban.ui.parts.Order;

/** In which order alerts stand on the board: groups by their worst, and their members as asked. */
final class Sorting {
  static final Comparator<BoardLine.Entry> URGENCY =
      Comparator.comparing(BoardLine.Entry::over)
          .thenComparing(BoardLine.Entry::severity)
          .thenComparing(entry -> !entry.unanswered())
          .thenComparing(Sorting::deadline, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(BoardLine.Entry::since)
          .thenComparing(BoardLine.Entry::key);

  private Sorting() {}

  /** By what was asked, then by urgency; who lacks it stands last, whichever way round. */
  private static Comparator<BoardLine.Entry> of(Order order) {
    boolean reversed = order.reversed();
    return switch (order.by()) {
      case URGENCY -> reversed ? URGENCY.reversed() : URGENCY;
      case NAME -> by(BoardLine.Entry::name, reversed);
      case TARGET -> by(entry -> filled(entry.target()), reversed);
      case DUE -> by(Sorting::deadline, reversed);
      case PHASE -> by(BoardLine.Entry::status, reversed);
      case OWNER -> by(entry -> filled(entry.owner()), reversed);
      case ACKNOWLEDGED -> by(entry -> filled(entry.acknowledgedBy()), reversed);
      case SOURCE -> by(entry -> filled(entry.sources()), reversed);
      case AGE -> by(BoardLine.Entry::since, !reversed);
    };
  }

  private static <T extends Comparable<? super T>> Comparator<BoardLine.Entry> by(
      Function<BoardLine.Entry, @Nullable T> key, boolean reversed) {
    Comparator<T> order = reversed ? Comparator.reverseOrder() : Comparator.naturalOrder();
    return Comparator.comparing(key, Comparator.nullsLast(order)).thenComparing(URGENCY);
  }

  private static @Nullable String filled(String text) {
    return text.isEmpty() ? null : text;
  }

  private static @Nullable Instant deadline(BoardLine.Entry entry) {
    Incident incident = entry.incident();
    return incident == null ? null : incident.deadline();
  }

  static List<BoardLine> lines(
      BoardRows before, List<BoardLine.Entry> visible, BoardFilter filter) {
    Map<String, List<BoardLine.Entry>> groups = new TreeMap<>();
    for (BoardLine.Entry entry : visible) {
      groups.computeIfAbsent(entry.groupBy(filter.groupBy()), name -> new ArrayList<>()).add(entry);
    }
    Comparator<BoardLine.Entry> order = of(filter.order());
    groups.values().forEach(members -> members.sort(order));
    List<Map.Entry<String, List<BoardLine.Entry>>> sorted = new ArrayList<>(groups.entrySet());
    sorted.sort(
        Comparator.comparing(
                (Map.Entry<String, List<BoardLine.Entry>> group) -> worst(group.getValue()),
                Comparator.comparing(BoardLine.Entry::over)
                    .thenComparing(BoardLine.Entry::severity))
            .thenComparing(group -> group.getKey().isEmpty()));
    Map<String, BoardLine> headings = new HashMap<>();
    before.lines().stream()
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
}
