package org.toban.review;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.toban.history.History;
import org.toban.incident.Event;
import org.toban.incident.Incident;
import org.toban.incident.MaintenanceWindow;
import org.toban.incident.Phase;

/** Makes the facts of a handover. */
public final class Handovers {
  private static final int NOTES = 2;

  private Handovers() {}

  /**
   * The incidents of a handover. Blocks.
   *
   * @param known open ones; what is closed among them is left out
   * @param unrecorded ids of those that the history does not have as they are here
   * @param history where notes and closed incidents are; null when it cannot be read
   */
  public static Handover.Incidents incidents(
      Collection<Incident> known,
      Set<String> unrecorded,
      Handover.Shift shift,
      @Nullable History history) {
    Instant now = shift.at();
    List<Incident> open =
        known.stream().filter(Incident::isUnderWay).sorted(Handover.worstFirst(now)).toList();
    List<Incident> recovered =
        known.stream()
            .filter(it -> it.phase() instanceof Phase.Recovered)
            .sorted(
                Comparator.comparing(Incident::severity)
                    .thenComparing(it -> it.phase().since())
                    .thenComparing(Incident::id))
            .toList();
    History.Found closed =
        history == null
            ? new History.Found(0, List.of())
            : history.closedSince(shift.since(), Handover.MOST);
    return new Handover.Incidents(
        open.stream()
            .limit(Handover.MOST)
            .map(
                it -> new Handover.Open(it, notes(it.id(), history), !unrecorded.contains(it.id())))
            .toList(),
        Handover.Sums.of(open, now),
        recovered.stream().limit(Handover.MOST).toList(),
        recovered.size(),
        closed.rows().stream().map(it -> closed(it, history)).toList(),
        closed.count());
  }

  private static List<Event.NoteAdded> notes(String id, @Nullable History history) {
    if (history == null) {
      return List.of();
    }
    List<Event.NoteAdded> notes = all(history.events(id), Event.NoteAdded.class);
    return notes.subList(Math.max(0, notes.size() - NOTES), notes.size());
  }

  private static Handover.Closed closed(History.Row row, @Nullable History history) {
    List<Event.Closed> said =
        history == null ? List.of() : all(history.events(row.id()), Event.Closed.class);
    Event.@Nullable Closed last = said.isEmpty() ? null : said.getLast();
    Instant at = row.closedAt();
    return new Handover.Closed(
        row.id(),
        row.name(),
        row.severity(),
        at == null ? row.openedAt() : at,
        row.verdict(),
        last == null ? "" : last.by(),
        last == null ? "" : last.reason(),
        last != null && last.stillFiring());
  }

  private static <T extends Event> List<T> all(List<Event> events, Class<T> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /**
   * Maintenance in the order in which it matters: under way, to come, each week; what is over is
   * left out, and what was said twice stands once.
   */
  public static List<MaintenanceWindow> maintenance(
      Collection<MaintenanceWindow> windows, Instant now) {
    List<MaintenanceWindow> all = new ArrayList<>();
    windows.stream().distinct().filter(it -> !it.isOver(now)).forEach(all::add);
    all.sort(
        Comparator.comparing((MaintenanceWindow it) -> it.time().endFor(now) == null)
            .thenComparing(it -> begin(it, now))
            .thenComparing(MaintenanceWindow::name));
    return all;
  }

  private static Instant begin(MaintenanceWindow window, Instant now) {
    Instant end = window.time().endFor(now);
    if (end != null) {
      return end;
    }
    return window.time() instanceof MaintenanceWindow.Once once ? once.from() : Instant.MAX;
  }
}
