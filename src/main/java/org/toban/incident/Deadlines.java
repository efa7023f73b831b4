package org.toban.incident;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a response and a recovery are due, and what the clock has said of them so far. All are
 * instants, so that a restart changes nothing; a pause moves them when it ends.
 *
 * @param begun when the time to the response began to count, moved by pauses
 * @param response when a response must have begun; null when none is due
 * @param halfway whether half of the response time was seen to be over
 * @param atRisk whether four fifths of it were
 * @param breached whether all of it was
 * @param recovery when the service must have recovered; null when no such time is set
 * @param overdue whether that time was seen to be over
 * @param pausedSince null while the clock runs
 */
public record Deadlines(
    Instant begun,
    @Nullable Instant response,
    boolean halfway,
    boolean atRisk,
    boolean breached,
    @Nullable Instant recovery,
    boolean overdue,
    @Nullable Instant pausedSince) {

  static Deadlines of(Instant begun, @Nullable Instant response, @Nullable Instant recovery) {
    return new Deadlines(begun, response, false, false, false, recovery, false, null);
  }

  /** When half of the time to a response is over; null when none is due. */
  public @Nullable Instant halfAt() {
    return partAt(1, 2);
  }

  /** When four fifths of the time to a response are over; null when none is due. */
  public @Nullable Instant riskAt() {
    return partAt(4, 5);
  }

  private @Nullable Instant partAt(int parts, int of) {
    return response == null
        ? null
        : begun.plus(Duration.between(begun, response).multipliedBy(parts).dividedBy(of));
  }

  /** The time by which these deadlines are judged: it stands still in a pause. */
  public Instant clock(Instant now) {
    return pausedSince == null || now.isBefore(pausedSince) ? now : pausedSince;
  }

  /** With the next mark of the response time reached. */
  Deadlines reached(boolean half, boolean risk, boolean breach) {
    return new Deadlines(
        begun,
        response,
        halfway || half || risk || breach,
        atRisk || risk,
        breached || breach,
        recovery,
        overdue,
        pausedSince);
  }

  Deadlines overdue(boolean isOver) {
    return new Deadlines(
        begun, response, halfway, atRisk, breached, recovery, overdue || isOver, pausedSince);
  }

  Deadlines paused(Instant at) {
    return pausedSince != null
        ? this
        : new Deadlines(begun, response, halfway, atRisk, breached, recovery, overdue, at);
  }

  /** The clock goes on; whatever was still to come comes later by the length of the pause. */
  Deadlines resumed(Instant at) {
    if (pausedSince == null) {
      return this;
    }
    Duration pause = at.isAfter(pausedSince) ? Duration.between(pausedSince, at) : Duration.ZERO;
    return new Deadlines(
        breached ? begun : begun.plus(pause),
        response == null || breached ? response : response.plus(pause),
        halfway,
        atRisk,
        breached,
        recovery == null || overdue ? recovery : recovery.plus(pause),
        overdue,
        null);
  }

  /** Those of a higher severity: whichever is due sooner. */
  Deadlines raised(Instant at, @Nullable Instant newResponse, @Nullable Instant newRecovery) {
    boolean sooner =
        newResponse != null && !breached && (response == null || newResponse.isBefore(response));
    Instant due = earlier(recovery, newRecovery);
    return sooner
        ? new Deadlines(at, newResponse, false, false, false, due, overdue, pausedSince)
        : new Deadlines(begun, response, halfway, atRisk, breached, due, overdue, pausedSince);
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }
}
