package org.toban.incident;

import java.time.Instant;

/**
 * One person's time on call.
 *
 * @param end the first instant that is no longer theirs
 */
public record Shift(String who, Instant begin, Instant end) {
  public Shift {
    if (who.isBlank() || !begin.isBefore(end)) {
      throw new IllegalArgumentException("no shift: '" + who + "' " + begin + " to " + end);
    }
  }

  boolean covers(Instant at) {
    return !at.isBefore(begin) && at.isBefore(end);
  }
}
