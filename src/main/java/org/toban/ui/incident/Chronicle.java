package org.toban.ui.incident;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.toban.incident.Event;
import org.toban.ui.look.FxFeed;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Times;

/**
 * The events of the incident that is shown, read off the window's thread: all of them when it
 * comes, then what is new. One read at a time: an incident that changes faster than it is read is
 * shown all the same.
 */
final class Chronicle {
  /** Where they are kept. */
  interface Book {
    /** Those of an incident that follow the first ones. */
    List<Event> events(String incident, int after);
  }

  /** Who shows them, on the FX thread. */
  interface Reader {
    /** What was shown is of another incident. */
    void forget();

    void show(Told told);

    void failed(String why);
  }

  /**
   * What the events tell.
   *
   * @param events how many they are
   * @param earlier lines of the timeline that are left out
   * @param rows the newest lines
   * @param kept what stands under steps
   * @param hosts of runs on several hosts, by run
   */
  record Told(
      int events,
      int earlier,
      List<EventRow> rows,
      Map<String, List<Kept>> kept,
      Map<String, String> hosts) {
    private static final int MOST = 500;
    private static final Told NOTHING = new Told(0, 0, List.of(), Map.of(), Map.of());

    /** How many lines there are, shown or not. */
    int lines() {
      return earlier + rows.size();
    }

    /** The same with what happened since. */
    private Told and(List<Event> more, Times times) {
      Map<String, String> runs = new HashMap<>(hosts);
      runs.putAll(EventRow.hosts(more));
      List<EventRow> all = joined(rows, EventRow.of(more, runs, times));
      int over = Math.max(0, all.size() - MOST);
      Map<String, List<Kept>> under = new HashMap<>(kept);
      Kept.of(more, times).forEach((step, its) -> under.merge(step, its, Told::joined));
      return new Told(
          events + more.size(),
          earlier + over,
          List.copyOf(all.subList(over, all.size())),
          under,
          runs);
    }

    private static <T> List<T> joined(List<T> before, List<T> more) {
      return Stream.concat(before.stream(), more.stream()).toList();
    }
  }

  private final Book book;
  private final Times times;
  private final Reader reader;
  private String incident = "";
  private String wanted = "";
  private Told known = Told.NOTHING;
  private FxFeed.@Nullable Reading reading;
  private boolean again;

  Chronicle(Book book, Times times, Reader reader) {
    this.book = book;
    this.times = times;
    this.reader = reader;
  }

  /**
   * Shows an incident as it is now.
   *
   * @param version how many events it has
   * @param problem of the history; null while there is none
   */
  void show(String id, long version, @Nullable String problem) {
    String next = id + "/" + version + "/" + problem;
    if (next.equals(wanted)) {
      return;
    }
    wanted = next;
    if (!id.equals(incident)) {
      incident = id;
      known = Told.NOTHING;
      if (reading != null) {
        reading.drop();
        reading = null;
      }
      reader.forget();
    }
    if (reading == null) {
      read(incident, known);
    } else {
      again = true;
    }
  }

  private void read(String id, Told before) {
    again = false;
    reading =
        FxFeed.read(
            () -> before.and(book.events(id, before.events()), times),
            told -> {
              if (id.equals(incident)) {
                known = told;
                reader.show(told);
                goOn();
              }
            },
            failure -> {
              if (id.equals(incident)) {
                known = Told.NOTHING;
                reader.failed(Plain.line(String.valueOf(failure.getMessage())));
                goOn();
              }
            });
  }

  private void goOn() {
    reading = null;
    if (again) {
      read(incident, known);
    }
  }
}
