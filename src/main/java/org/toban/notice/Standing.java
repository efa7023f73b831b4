package org.toban.notice;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Severity;
import org.toban.incident.Flow;
import org.toban.incident.Handling;
import org.toban.incident.Incident;
import org.toban.incident.Phase;

/**
 * How an incident stands, as the message that a channel keeps of it says it. Two that are equal
 * need no edit.
 *
 * @param who has it, or is asked; empty for nobody
 * @param since when this holds
 * @param until when it ends by itself; null when it does not
 * @param late whether a deadline of it is over
 */
record Standing(
    Severity severity,
    State state,
    String who,
    Instant since,
    @Nullable Instant until,
    boolean late) {
  private static final String WHY = "it stands otherwise";

  enum State {
    WAITING,
    ACKNOWLEDGED,
    DIAGNOSING,
    RESPONDING,
    VERIFYING,
    ESCALATED,
    SNOOZED,
    MAINTENANCE,
    RECOVERED,
    CLOSED
  }

  static Standing of(Incident it) {
    Incident.Acknowledgement taken = it.acknowledgement();
    Handling.Snooze snooze = it.handling().snooze();
    Handling.Maintenance maintenance = it.handling().maintenance();
    if (!it.isUnderWay()) {
      return of(it, state(it.phase()), "", it.phase().since(), null);
    }
    if (maintenance != null) {
      return of(it, State.MAINTENANCE, "", maintenance.since(), maintenance.until());
    }
    if (snooze != null) {
      return of(it, State.SNOOZED, snooze.by(), snooze.at(), snooze.until());
    }
    if (taken != null) {
      return of(it, takenState(it.phase()), taken.by(), taken.at(), taken.until());
    }
    String who = it.phase() instanceof Phase.Diagnosing by ? by.by() : Flow.holder(it);
    return of(it, state(it.phase()), who, it.phase().since(), null);
  }

  private static Standing of(
      Incident it, State state, String who, Instant since, @Nullable Instant until) {
    boolean late = it.isUnderWay() && (it.breached() || it.deadlines().overdue());
    String name = who.equals(Incident.AUTOMATIC) ? "Toban" : who;
    return new Standing(it.severity(), state, name, since, until, late);
  }

  private static State state(Phase phase) {
    return switch (phase) {
      case Phase.Waiting _ -> State.WAITING;
      case Phase.Diagnosing _ -> State.DIAGNOSING;
      case Phase.Responding _ -> State.RESPONDING;
      case Phase.Verifying _ -> State.VERIFYING;
      case Phase.Escalated _ -> State.ESCALATED;
      case Phase.Recovered _ -> State.RECOVERED;
      case Phase.Closed _ -> State.CLOSED;
    };
  }

  /** Whoever has taken it is all that counts until a remedy is under way. */
  private static State takenState(Phase phase) {
    State state = state(phase);
    return state == State.RESPONDING || state == State.VERIFYING ? state : State.ACKNOWLEDGED;
  }

  /** In the words of a reader; times are whole, for it may be read on another day. */
  Notice notice(Incident of, Reader reader) {
    NoticeWords words = NoticeWords.of(reader.language());
    List<String> lines = new ArrayList<>();
    lines.add(words.since(who, reader.dayAndClock(since)));
    if (until != null) {
      lines.add(words.until(reader.dayAndClock(until)));
    }
    if (late) {
      lines.add(words.late());
    }
    String title = words.state(state) + ": " + NoticePolicy.called(of);
    return new Notice(of.id(), severity, title, String.join("\n", lines), "", WHY);
  }
}
