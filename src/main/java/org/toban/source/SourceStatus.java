package org.toban.source;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a source now. Pure: readings and time come in.
 *
 * @param lastComplete when the last complete answer came, null before the first
 * @param lastAnswer when the last answer came, be it to a narrower question; null before the first
 * @param completeEvery how often all alerts are asked for: the interval, or longer when that would
 *     cost the server too much
 * @param fault why the newest poll failed, null when it did not
 * @param links where its alerts can be looked at; null when that is not known
 * @param alerts how many alerts the last complete answer held
 */
public record SourceStatus(
    String name,
    SourceSettings.Kind kind,
    Duration interval,
    @Nullable Instant lastComplete,
    @Nullable Instant lastAnswer,
    Duration completeEvery,
    @Nullable Instant lastTried,
    @Nullable Fault fault,
    int failuresInARow,
    int alerts,
    @Nullable Duration took,
    @Nullable GrafanaLinks links) {

  /** One that is asked for all its alerts each time. */
  public SourceStatus(
      String name,
      SourceSettings.Kind kind,
      Duration interval,
      @Nullable Instant lastComplete,
      @Nullable Instant lastTried,
      @Nullable Fault fault,
      int failuresInARow,
      int alerts,
      @Nullable Duration took) {
    this(
        name,
        kind,
        interval,
        lastComplete,
        lastComplete,
        interval,
        lastTried,
        fault,
        failuresInARow,
        alerts,
        took,
        null);
  }

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
    GrafanaLinks links =
        settings.kind() == SourceSettings.Kind.GRAFANA
            ? new GrafanaLinks(settings.urls().getFirst(), settings.scope().explore())
            : null;
    return new SourceStatus(
        settings.name(),
        settings.kind(),
        settings.interval(),
        null,
        null,
        settings.interval(),
        null,
        null,
        0,
        0,
        null,
        links);
  }

  public SourceStatus after(Reading reading) {
    return switch (reading) {
      case Reading.Complete it ->
          answered(it.at(), it.at(), interval, it.alerts().size(), it.took());
      case Reading.Partial it -> answered(lastComplete, it.at(), it.completeEvery(), alerts, took);
      case Reading.Inspected _ -> this;
      case Reading.Failed it ->
          new SourceStatus(
              name,
              kind,
              interval,
              lastComplete,
              lastAnswer,
              completeEvery,
              it.at(),
              it.fault(),
              failuresInARow + 1,
              alerts,
              took,
              links);
    };
  }

  private SourceStatus answered(
      @Nullable Instant complete,
      Instant at,
      Duration every,
      int size,
      @Nullable Duration completeTook) {
    return new SourceStatus(
        name, kind, interval, complete, at, every, at, null, 0, size, completeTook, links);
  }

  /**
   * STALE beyond two intervals (or at once when a poll failed), FAILED beyond five intervals, but
   * not before a minute. An answer from the future, which a clock that was set back makes, is as
   * doubtful as one from the past. Where all alerts are asked for more rarely than at each
   * interval, both kinds of answer must be young by their own measure.
   */
  public Health health(Instant now) {
    if (lastComplete == null || lastAnswer == null) {
      return fault == null ? Health.NEVER : Health.FAILED;
    }
    Duration age = Duration.between(lastAnswer, now).abs();
    Duration completeAge = Duration.between(lastComplete, now).abs();
    if (age.compareTo(failedAfter(interval)) > 0
        || completeAge.compareTo(failedAfter(completeEvery)) > 0) {
      return Health.FAILED;
    }
    return fault != null
            || age.compareTo(interval.multipliedBy(2)) > 0
            || completeAge.compareTo(completeEvery.multipliedBy(2)) > 0
        ? Health.STALE
        : Health.LIVE;
  }

  /** Five times, but at least a minute. */
  public static Duration failedAfter(Duration interval) {
    Duration five = interval.multipliedBy(5);
    Duration minute = Duration.ofMinutes(1);
    return five.compareTo(minute) < 0 ? minute : five;
  }
}
