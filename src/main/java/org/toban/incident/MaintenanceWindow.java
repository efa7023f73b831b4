package org.toban.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.alert.Matchers;

/**
 * Work on systems that was said beforehand: what it causes is expected, so that notices and
 * automation wait until it is over.
 *
 * @param name what the work is called
 * @param matchers which alerts are expected; none for all
 * @param time when it is
 * @param by who declared it, or where it is written
 * @param origin how it became known
 */
public record MaintenanceWindow(
    String name, Matchers matchers, Time time, String by, Origin origin) {

  /** How a window becomes known. */
  public enum Origin {
    /** It stands in the configuration. */
    CONFIGURED,
    /** A person said so on this machine, and may end it. */
    DECLARED,
    /** An alert says so while it fires. */
    ANNOUNCED,
    /** The alerts say so themselves. */
    MARKED
  }

  /** A window that a person declares. */
  public static MaintenanceWindow declared(
      String name, Matchers matchers, Instant from, Instant until, String by) {
    return new MaintenanceWindow(name, matchers, new Once(from, until), by, Origin.DECLARED);
  }

  /** When a window is open. */
  public sealed interface Time {
    /** When it closes, as it is open at an instant; null when it is not. */
    @Nullable Instant endFor(Instant at);
  }

  /** From one instant to another. */
  public record Once(Instant from, Instant until) implements Time {
    public Once {
      if (!from.isBefore(until)) {
        throw new IllegalArgumentException("a window ends after it begins: " + from + ", " + until);
      }
    }

    @Override
    public @Nullable Instant endFor(Instant at) {
      return at.isBefore(from) || !at.isBefore(until) ? null : until;
    }
  }

  /** Again each week. */
  public record Weekly(WeeklyHours hours) implements Time {
    @Override
    public @Nullable Instant endFor(Instant at) {
      return hours.endFor(at);
    }
  }

  public boolean covers(Alert alert) {
    return matchers.matches(alert.labels());
  }

  /** Whether it will never be open again. */
  public boolean isOver(Instant now) {
    return time instanceof Once once && !now.isBefore(once.until());
  }
}
