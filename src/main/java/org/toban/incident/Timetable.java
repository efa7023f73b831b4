package org.toban.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Severity;

/**
 * What will happen to an incident by itself, and when. Deadlines are the instants that they are.
 * All else counts from something that has happened; while the clock, set back, is behind that, it
 * counts from when it was set, so that nobody waits for hours that were wrong.
 */
public final class Timetable {
  private static final int CALM = 8;

  private final Incident it;
  private final Timing timing;
  private final Instant now;
  private final Instant setAt;

  private Timetable(Incident it, Timing timing, Instant now, Instant setAt) {
    this.it = it;
    this.timing = timing;
    this.now = now;
    this.setAt = setAt;
  }

  /** With a clock that was never set back. */
  static List<NextAction> of(
      Incident it, Timing timing, @Nullable Instant triedAt, boolean silenced) {
    return of(it, timing, triedAt, silenced, Instant.MAX, Instant.MAX);
  }

  /**
   * Everything that will happen by itself, soonest first; never empty while the incident is open.
   *
   * @param triedAt when a notice of it was last handed to the channels, however that ended
   * @param silenced whether every alert of it is held back by its source: then nobody is paged
   * @param setAt what the clock showed when it was last set back, or when the program began
   */
  public static List<NextAction> of(
      Incident it,
      Timing timing,
      @Nullable Instant triedAt,
      boolean silenced,
      Instant now,
      Instant setAt) {
    List<NextAction> timers = new ArrayList<>();
    if (it.isOpen()) {
      new Timetable(it, timing, now, setAt).write(timers, triedAt, silenced);
      timers.sort(Comparator.comparing(NextAction::at).thenComparing(NextAction::kind));
    }
    return timers;
  }

  private void write(List<NextAction> timers, @Nullable Instant triedAt, boolean silenced) {
    Instant since = past(it.phase().since());
    Instant told = latest(since, it.lastNotifiedAt(), triedAt);
    if (it.phase() instanceof Phase.Recovered) {
      boolean reviewDue = it.severity() == Severity.CRITICAL;
      timers.add(
          reviewDue
              ? new NextAction(NextAction.Kind.REMIND, told.plus(timing.closeAfter()))
              : new NextAction(NextAction.Kind.CLOSE, since.plus(timing.closeAfter())));
      return;
    }
    acknowledgementEnd().ifPresent(timers::add);
    deadline().ifPresent(timers::add);
    recovery().ifPresent(timers::add);
    Handling.Snooze snooze = it.handling().snooze();
    if (snooze != null) {
      timers.add(new NextAction(NextAction.Kind.END_SNOOZE, until(snooze.at(), snooze.until())));
    } else if (Flow.isLoud(it) && !silenced) {
      timers.add(new NextAction(NextAction.Kind.PAGE_AGAIN, told.plus(timing.repeatPage())));
      if (Flow.hasNextContact(it)) {
        timers.add(new NextAction(NextAction.Kind.ESCALATE, since.plus(Flow.patience(it, timing))));
      }
    } else {
      timers.add(new NextAction(NextAction.Kind.REMIND, restsUntil(told)));
    }
    if (it.phase() instanceof Phase.Verifying verifying && canFail(verifying)) {
      timers.add(
          new NextAction(NextAction.Kind.END_VERIFICATION, since.plus(timing.verifyLimit())));
    }
  }

  /** What has cleared and only waits for somebody to run its verify steps has not failed. */
  private boolean canFail(Phase.Verifying verifying) {
    return !it.firing().isEmpty()
        || it.runs().stream()
            .filter(run -> run.intent().stage() == Run.Stage.VERIFY)
            .filter(run -> !run.plannedAt().isBefore(verifying.since()))
            .anyMatch(run -> run.ended() == null || !run.ended().succeeded());
  }

  private Optional<NextAction> acknowledgementEnd() {
    Incident.Acknowledgement taken = it.acknowledgement();
    return taken == null || taken.until() == null
        ? Optional.empty()
        : Optional.of(
            new NextAction(NextAction.Kind.END_ACKNOWLEDGEMENT, until(taken.at(), taken.until())));
  }

  private Optional<NextAction> deadline() {
    Deadlines due = it.deadlines();
    Instant response = due.response();
    boolean counts = it.respondedAt() == null && !due.breached() && due.pausedSince() == null;
    if (response == null || !counts) {
      return Optional.empty();
    }
    if (due.atRisk()) {
      return Optional.of(new NextAction(NextAction.Kind.BREACH, response));
    }
    Instant at = Objects.requireNonNull(due.halfway() ? due.riskAt() : due.halfAt());
    return Optional.of(
        new NextAction(due.halfway() ? NextAction.Kind.AT_RISK : NextAction.Kind.HALFWAY, at));
  }

  private Optional<NextAction> recovery() {
    Deadlines due = it.deadlines();
    return due.recovery() == null || due.overdue() || due.pausedSince() != null
        ? Optional.empty()
        : Optional.of(new NextAction(NextAction.Kind.OVERDUE, due.recovery()));
  }

  private Instant restsUntil(Instant told) {
    Duration rest =
        it.severity() == Severity.CRITICAL
            ? timing.remindAfter()
            : timing.remindAfter().multipliedBy(CALM);
    return latest(told, it.movedAt(), null).plus(rest);
  }

  private Instant latest(Instant least, @Nullable Instant one, @Nullable Instant other) {
    return Stream.of(one, other)
        .filter(Objects::nonNull)
        .map(this::past)
        .filter(least::isBefore)
        .max(Comparator.naturalOrder())
        .orElse(least);
  }

  /** When something happened, by the clock as it is now. */
  private Instant past(Instant at) {
    return at.isAfter(now) ? setAt : at;
  }

  /** The end of a time that was agreed on. */
  private Instant until(Instant agreed, Instant until) {
    return until.minus(Duration.between(past(agreed), agreed));
  }
}
