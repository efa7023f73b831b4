package org.toban.ui.incident;

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

  /** The events as lines of the timeline, and what of them stands under steps. */
  record Told(List<Event> events, List<EventRow> rows, Map<String, List<Kept>> kept) {
    private static Told of(List<Event> events, Times times) {
      return new Told(events, EventRow.of(events, times), Kept.of(events, times));
    }
  }

  private final Book book;
  private final Times times;
  private final Reader reader;
  private String incident = "";
  private String wanted = "";
  private List<Event> known = List.of();
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
      known = List.of();
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

  private void read(String id, List<Event> before) {
    again = false;
    reading =
        FxFeed.read(
            () -> Told.of(joined(before, book.events(id, before.size())), times),
            told -> {
              if (id.equals(incident)) {
                known = told.events();
                reader.show(told);
                goOn();
              }
            },
            failure -> {
              if (id.equals(incident)) {
                known = List.of();
                reader.failed(Plain.line(String.valueOf(failure.getMessage())));
                goOn();
              }
            });
  }

  private static List<Event> joined(List<Event> before, List<Event> more) {
    return Stream.concat(before.stream(), more.stream()).toList();
  }

  private void goOn() {
    reading = null;
    if (again) {
      read(incident, known);
    }
  }
}
