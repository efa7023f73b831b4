package org.toban.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.toban.incident.Cause;
import org.toban.incident.Event;
import org.toban.incident.Flow;
import org.toban.incident.Incident;
import org.toban.incident.NextAction;
import org.toban.incident.Verdict;
import org.toban.notice.NoticePolicy;

/** What the passing of time does. */
final class Timers {
  /** A tick that comes this late means that the machine slept or the clock was set. */
  private static final Duration JUMP = Duration.ofSeconds(30);

  /** How long timers wait for the first answers after a start or a sleep. */
  private static final Duration CATCH_UP = Duration.ofSeconds(30);

  /** More turns than an incident has kinds of timers: one of them does not move on. */
  private static final int MOST_TURNS = 2 * NextAction.Kind.values().length;

  private static final Duration OVERDUE = Duration.ofMinutes(2);

  private final State state;
  private final Verification verification;
  private @Nullable Instant lastTick;
  private Instant catchUpUntil;
  private boolean catchingUp = true;

  Timers(State state, Verification verification) {
    this.state = state;
    this.verification = verification;
    this.catchUpUntil = state.now.plus(CATCH_UP);
  }

  /** Notices a jump of the clock before anything is judged by it. */
  void noticeJump() {
    if (lastTick != null && Duration.between(lastTick, state.now).abs().compareTo(JUMP) > 0) {
      catchingUp = true;
      catchUpUntil = state.now.plus(CATCH_UP);
      state.sources.values().forEach(source -> source.resume(state.now));
      state.cases.open().forEach(state::plan);
      state.effect(new Effect.Poll(null));
    }
    lastTick = state.now;
  }

  /** Does what is due; after a sleep only when the sources have answered, and as one message. */
  void tick() {
    if (catchingUp && state.now.isBefore(catchUpUntil) && !everySourceAnswered()) {
      return;
    }
    if (catchingUp) {
      catchingUp = false;
      state.summarise();
    }
    state.maintenance.look();
    for (Map.Entry<String, NextAction> entry : Map.copyOf(state.next).entrySet()) {
      if (!entry.getValue().at().isAfter(state.now)) {
        doDue(entry.getKey());
      }
    }
    audit();
  }

  private boolean everySourceAnswered() {
    Instant since = catchUpUntil.minus(CATCH_UP);
    return state.sources.values().stream()
        .map(source -> source.status().lastComplete())
        .allMatch(complete -> complete != null && !complete.isBefore(since));
  }

  private void doDue(String id) {
    for (int turn = 0; turn < MOST_TURNS; turn++) {
      state.plan(id);
      NextAction next = state.next.get(id);
      if (next == null || next.at().isAfter(state.now)) {
        return;
      }
      long version = state.cases.require(id).version();
      act(id, next.kind());
      boolean only = state.cases.require(id).version() == version;
      if (only && next.kind() == NextAction.Kind.END_VERIFICATION) {
        return;
      }
    }
  }

  private void act(String id, NextAction.Kind kind) {
    Instant now = state.now;
    switch (kind) {
      case END_ACKNOWLEDGEMENT -> {
        state.cases.add(id, new Event.AcknowledgementEnded(now, Cause.TIME_OVER.said()));
        state.tell(id, NoticePolicy.Reason.UNANSWERED, "");
      }
      case END_SNOOZE -> {
        state.cases.add(id, new Event.SnoozeEnded(now, Incident.AUTOMATIC));
        state.tell(id, NoticePolicy.Reason.UNANSWERED, "");
      }
      case HALFWAY -> {
        state.cases.add(id, new Event.DeadlineHalfway(now));
        state.tell(id, NoticePolicy.Reason.HALFWAY, "");
      }
      case OVERDUE -> {
        state.cases.add(id, new Event.RecoveryOverdue(now));
        state.tell(id, NoticePolicy.Reason.OVERDUE, "");
      }
      case AT_RISK -> {
        state.cases.add(id, new Event.DeadlineAtRisk(now));
        state.tell(id, NoticePolicy.Reason.AT_RISK, "");
      }
      case BREACH -> {
        state.cases.add(id, new Event.DeadlineBreached(now));
        state.tell(id, NoticePolicy.Reason.BREACHED, "");
      }
      case ESCALATE ->
          state.handOver(
              id,
              Incident.AUTOMATIC,
              Cause.NOBODY_ANSWERED.said(
                  minutes(Flow.patience(state.cases.require(id), state.timing))));
      case PAGE_AGAIN -> state.tell(id, NoticePolicy.Reason.UNANSWERED, "");
      case END_VERIFICATION -> verification.end(id);
      case REMIND -> state.tell(id, NoticePolicy.Reason.REMINDER, "");
      case CLOSE ->
          state.cases.add(
              id,
              new Event.Closed(
                  now,
                  Incident.AUTOMATIC,
                  Verdict.UNREVIEWED,
                  Cause.NO_VERDICT.said(state.timing.closeAfter().toHours()),
                  false));
    }
  }

  private static long minutes(Duration time) {
    return time.toMinutes();
  }

  /** Toban checks itself: every open incident has something that happens next, and it happens. */
  private void audit() {
    for (String id : state.cases.open()) {
      NextAction next = state.next.get(id);
      if (next == null) {
        state.plan(id);
      } else if (next.at().plus(OVERDUE).isBefore(state.now)
          && next.kind() != NextAction.Kind.END_VERIFICATION) {
        state.plan(id);
        NextAction again = state.next.get(id);
        if (again == null || again.at().plus(OVERDUE).isBefore(state.now)) {
          state.say(id, "timer.overdue", next.kind().name());
        }
      }
    }
  }
}
