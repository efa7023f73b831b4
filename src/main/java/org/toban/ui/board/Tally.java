package org.toban.ui.board;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.toban.alert.Severity;
import org.toban.incident.Incident;

/** Counts every entry once, and keeps those that the filter lets through. */
final class Tally {
  /** An incident at risk or with less than this left counts as due soon. */
  private static final Duration SOON = Duration.ofMinutes(15);

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

  List<BoardLine.Entry> visible() {
    return visible;
  }

  Map<Severity, Integer> counts() {
    return counts;
  }

  Map<BoardFilter.Kind, Integer> kinds() {
    return kinds;
  }

  BoardRows.Sums sums(int overLimit) {
    return new BoardRows.Sums(
        rows + overLimit,
        shown,
        hidden.getOrDefault(Status.SUPPRESSED, 0),
        hidden.getOrDefault(Status.PENDING, 0),
        hidden.getOrDefault(Status.QUIET, 0),
        filtered,
        overLimit);
  }
}
