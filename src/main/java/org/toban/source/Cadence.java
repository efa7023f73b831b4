package org.toban.source;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a source is asked: for all its alerts each time, or for the urgent ones often and for all
 * more rarely.
 *
 * @param lastAnswer when the last answer came, be it to a narrower question; null before the first
 * @param completeEvery how often all alerts are asked for: the interval, or longer when that would
 *     cost the server too much
 */
public record Cadence(@Nullable Instant lastAnswer, Duration completeEvery) {
  private static final Duration SHORTEST = Duration.ofMinutes(1);

  /** How old an answer may be before the source counts as failed: five times, at least a minute. */
  public static Duration failedAfter(Duration interval) {
    Duration five = interval.multipliedBy(5);
    return five.compareTo(SHORTEST) < 0 ? SHORTEST : five;
  }
}
