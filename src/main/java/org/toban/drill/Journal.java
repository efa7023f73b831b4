package org.toban.drill;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/** A host's journal, as journald keeps it; the oldest entries fall out. */
final class Journal {
  private static final int MOST = 5000;
  private static final DateTimeFormatter SHORT =
      DateTimeFormatter.ofPattern("MMM dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final InstantSource clock;
  private final Deque<Entry> entries = new ArrayDeque<>();

  /** The priorities of syslog that are used here. */
  enum Priority {
    ERROR(3),
    WARNING(4),
    INFO(6);

    final int number;

    Priority(int number) {
      this.number = number;
    }
  }

  /**
   * @param unit without {@code .service}; {@code kernel} for the kernel
   * @param identifier the program, with its process id when it has one
   */
  record Entry(Instant at, String unit, Priority priority, String identifier, String message) {
    /** As journalctl prints it. */
    String line(String host) {
      return SHORT.format(at) + " " + host + " " + identifier + ": " + message;
    }
  }

  Journal(InstantSource clock) {
    this.clock = clock;
  }

  synchronized void add(String unit, Priority priority, String identifier, String message) {
    addAt(clock.instant(), unit, priority, identifier, message);
  }

  /** An entry from before the practice began. */
  synchronized void addAt(
      Instant at, String unit, Priority priority, String identifier, String message) {
    if (entries.size() == MOST) {
      entries.removeFirst();
    }
    entries.add(new Entry(at, unit, priority, identifier, message));
  }

  synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }
}
