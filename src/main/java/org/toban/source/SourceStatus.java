package org.toban.source;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a source now. Pure: readings and time come in.
 *
 * @param lastComplete when the last complete answer came, null before the first
 * @param fault why the newest poll failed, null when it did not
 * @param alerts how many alerts the last complete answer held
 */
public record SourceStatus(
    String name,
    SourceSettings.Kind kind,
    Duration interval,
    @Nullable Instant lastComplete,
    @Nullable Instant lastTried,
    @Nullable Fault fault,
    int failuresInARow,
    int alerts,
    @Nullable Duration took) {

  /** Live, stale or failed; NEVER before the first complete answer. */
  public enum Health {
    LIVE,
    /** The last answer is older than two intervals, or the newest poll failed. */
    STALE,
    /** No complete answer for a long while: itself worth an alert. */
    FAILED,
    /** Asked, but never answered yet. */
    NEVER
  }

  public static SourceStatus unasked(SourceSettings settings) {
    return new SourceStatus(
        settings.name(), settings.kind(), settings.interval(), null, null, null, 0, 0, null);
  }

  public SourceStatus after(Reading reading) {
    return switch (reading) {
      case Reading.Complete it ->
          new SourceStatus(
              name, kind, interval, it.at(), it.at(), null, 0, it.alerts().size(), it.took());
      case Reading.Failed it ->
          new SourceStatus(
              name,
              kind,
              interval,
              lastComplete,
              it.at(),
              it.fault(),
              failuresInARow + 1,
              alerts,
              took);
    };
  }

  /**
   * STALE beyond two intervals (or at once when a poll failed), FAILED beyond five intervals, but
   * not before a minute. An answer from the future, which a clock that was set back makes, is as
   * doubtful as one from the past.
   */
  public Health health(Instant now) {
    if (lastComplete == null) {
      return fault == null ? Health.NEVER : Health.FAILED;
    }
    Duration age = Duration.between(lastComplete, now).abs();
    Duration failedAfter = interval.multipliedBy(5);
    if (failedAfter.compareTo(Duration.ofMinutes(1)) < 0) {
      failedAfter = Duration.ofMinutes(1);
    }
    if (age.compareTo(failedAfter) > 0) {
      return Health.FAILED;
    }
    return fault != null || age.compareTo(interval.multipliedBy(2)) > 0
        ? Health.STALE
        : Health.LIVE;
  }
}
