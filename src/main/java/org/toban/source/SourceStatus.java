package org.toban.source;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.toban.source.fault.Fault;

/**
 * What is known of a source now. Pure: readings and time come in.
 *
 * @param lastComplete when the last complete answer came, null before the first
 * @param fault why the newest poll failed, null when it did not
 * @param alerts how many alerts the last complete answer held
 * @param recoversUntil until when a server that has started lately may lack alerts that fire; null
 *     when it is known to be settled or says nothing
 * @param skew how far its clock is ahead of this machine's, null when it is not known
 * @param missing the watchdogs that the last complete answer lacks
 * @param remembered whether the last complete answer is from before this program's start
 * @param cadence how often it is asked for everything, and when it answered at all
 * @param links where its alerts can be looked at; null when that is not known
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
    @Nullable Duration took,
    @Nullable Instant recoversUntil,
    @Nullable Duration skew,
    List<String> missing,
    boolean remembered,
    Cadence cadence,
    @Nullable GrafanaLinks links) {
  /** Less is the network and the whole seconds of a Date header. */
  private static final Duration NOTABLE_SKEW = Duration.ofSeconds(30);

  /** Whether a source can be believed now. */
  public enum Health {
    LIVE,
    /** It answers, but its server has just started and may not know yet what fires. */
    RECOVERING,
    /**
     * The last answer is older than two intervals or from before this program's start, or the
     * newest poll failed.
     */
    STALE,
    /** No complete answer for a long while: itself worth an alert. */
    FAILED,
    /** Asked, but never answered yet. */
    NEVER
  }

  public SourceStatus {
    missing = List.copyOf(missing);
  }

  /** Of a settled server with an exact clock and every watchdog, as tests of views need it. */
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
        lastTried,
        fault,
        failuresInARow,
        alerts,
        took,
        null,
        null,
        List.of(),
        false,
        new Cadence(lastComplete, interval),
        null);
  }

  public static SourceStatus unasked(SourceSettings settings) {
    return new SourceStatus(
        settings.name(),
        settings.kind(),
        settings.interval(),
        null,
        null,
        null,
        0,
        0,
        null,
        null,
        null,
        List.of(),
        false,
        new Cadence(null, settings.interval()),
        GrafanaLinks.of(settings));
  }

  public SourceStatus after(Reading reading) {
    return switch (reading) {
      case Reading.Complete it ->
          new SourceStatus(
              name,
              kind,
              interval,
              it.at(),
              it.at(),
              null,
              0,
              it.alerts().size(),
              it.took(),
              it.vitals().isSettled() ? null : it.at().plus(it.vitals().settlesIn()),
              it.vitals().skew(),
              missing,
              false,
              new Cadence(it.at(), interval),
              links);
      case Reading.Partial it ->
          new SourceStatus(
              name,
              kind,
              interval,
              lastComplete,
              it.at(),
              null,
              0,
              alerts,
              took,
              recoversUntil,
              skew,
              missing,
              remembered,
              new Cadence(it.at(), it.completeEvery()),
              links);
      case Reading.Inspected _ -> this;
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
              took,
              recoversUntil,
              skew,
              missing,
              remembered,
              cadence,
              links);
    };
  }

  public SourceStatus lacking(List<String> watchdogs) {
    return watchdogs.equals(missing)
        ? this
        : new SourceStatus(
            name,
            kind,
            interval,
            lastComplete,
            lastTried,
            fault,
            failuresInARow,
            alerts,
            took,
            recoversUntil,
            skew,
            watchdogs,
            remembered,
            cadence,
            links);
  }

  /** Of a source that has not answered since the start, and what it said before. */
  public SourceStatus remembering(Instant answered, int count) {
    return new SourceStatus(
        name,
        kind,
        interval,
        answered,
        lastTried,
        fault,
        failuresInARow,
        count,
        null,
        null,
        null,
        List.of(),
        true,
        new Cadence(answered, interval),
        links);
  }

  /**
   * STALE beyond two intervals (or at once when a poll failed), FAILED beyond five intervals, but
   * not before a minute; each kind of answer by its own cadence. An answer from the future, which a
   * clock that was set back makes, is as doubtful as one from the past.
   */
  public Health health(Instant now) {
    if (lastComplete == null) {
      return fault == null ? Health.NEVER : Health.FAILED;
    }
    if (remembered && fault == null) {
      return Health.STALE;
    }
    Instant answer = cadence.lastAnswer() == null ? lastComplete : cadence.lastAnswer();
    Duration age = Duration.between(answer, now).abs();
    Duration completeAge = Duration.between(lastComplete, now).abs();
    if (age.compareTo(Cadence.failedAfter(interval)) > 0
        || completeAge.compareTo(Cadence.failedAfter(cadence.completeEvery())) > 0) {
      return Health.FAILED;
    }
    if (fault != null
        || age.compareTo(interval.multipliedBy(2)) > 0
        || completeAge.compareTo(cadence.completeEvery().multipliedBy(2)) > 0) {
      return Health.STALE;
    }
    return recoversUntil != null && now.isBefore(recoversUntil) ? Health.RECOVERING : Health.LIVE;
  }

  /**
   * Whether a board without its alerts may be green: it answers in full, and its watchdogs fire.
   */
  public boolean isTrustworthy(Instant now) {
    return health(now) == Health.LIVE && missing.isEmpty();
  }

  /** The skew when it is so large that people must know of it, else null. */
  public @Nullable Duration notableSkew() {
    return skew != null && skew.abs().compareTo(NOTABLE_SKEW) > 0 ? skew : null;
  }
}
