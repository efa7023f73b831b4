package org.toban.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.toban.engine.evidence.Gathering;
import org.toban.engine.lease.Claims;
import org.toban.incident.Cause;
import org.toban.incident.Event;
import org.toban.incident.Incident;
import org.toban.incident.Phase;
import org.toban.incident.Run;
import org.toban.remedy.Outcome;

/** What follows from a run's end. */
final class Endings {
  private static final int TAIL_CHARS = 4096;

  private final State state;
  private final Choice choice;
  private final Rollouts rollouts;
  private final Verification verification;

  Endings(State state, Choice choice, Rollouts rollouts, Verification verification) {
    this.state = state;
    this.choice = choice;
    this.rollouts = rollouts;
    this.verification = verification;
  }

  void finished(Input.RunFinished input) {
    String text = input.outcome().output().text();
    Runs.Running running = state.runs.underWay(input.runId());
    if (running == null) {
      return;
    }
    if (!text.isEmpty()) {
      state.effect(new Effect.StoreOutput(input.runId(), text));
    }
    end(input.runId(), ending(running.intent(), input));
    choice.chooseWaiting();
  }

  /** Lost connections are unknown outcomes: the command may have done its work. */
  private Run.Ending ending(Run.Intent intent, Input.RunFinished input) {
    Outcome outcome = input.outcome();
    Instant at = input.at();
    state.runs.counted(intent, Claims.starts(outcome, at));
    String text = outcome.output().text();
    String tail = text.length() > TAIL_CHARS ? text.substring(text.length() - TAIL_CHARS) : text;
    return switch (outcome) {
      case Outcome.Exited it -> new Run.Exited(at, it.status(), it.took(), tail);
      case Outcome.Failed it when it.reason() == Outcome.Reason.LOST ->
          new Run.Unknown(at, it.detail());
      case Outcome.Failed it ->
          new Run.Failed(
              at,
              Run.FailureReason.valueOf(it.reason().name()),
              detail(it, intent, at),
              it.took(),
              tail);
    };
  }

  private String detail(Outcome.Failed outcome, Run.Intent intent, Instant at) {
    String refusal = Claims.refusal(outcome, state.settings.startLimit(), intent.host(), at);
    return refusal == null ? outcome.detail() : refusal;
  }

  /** Nobody saw the end of this run: store it as unknown and look at what it did. */
  void lost(String runId, String why) {
    end(runId, new Run.Unknown(state.now, why));
  }

  private void end(String runId, Run.Ending ending) {
    Runs.Running running = state.runs.end(runId);
    if (running == null) {
      return;
    }
    String id = running.incident();
    state.cases.add(id, new Event.RunEnded(state.now, runId, ending));
    Incident it = state.cases.require(id);
    Gathering.after(it, running.intent(), ending, state.runbook(it), state.now)
        .ifPresent(this::keep);
    it.runs().stream()
        .filter(run -> run.intent().runId().equals(runId))
        .forEach(state.runs::refused);
    rollouts.progress(id);
    it = state.cases.require(id);
    if (!it.isUnderWay()) {
      return;
    }
    if (running.intent().stage() == Run.Stage.RESPOND) {
      afterRemedy(it, running.intent(), ending);
    } else if (it.phase() instanceof Phase.Verifying) {
      verification.progress(id);
    }
  }

  private void keep(Gathering it) {
    state.cases.add(it.incident().id(), it.output());
    if (!it.panels().isEmpty()) {
      state.effect(new Effect.Look(it.incident(), it.step(), it.panels()));
    }
  }

  /** A remedy by hand may be one of several: its verification begins when the person says so. */
  private void afterRemedy(Incident it, Run.Intent intent, Run.@Nullable Ending ending) {
    boolean unknown = ending instanceof Run.Unknown;
    boolean worked = ending != null && ending.succeeded();
    if (it.phase() instanceof Phase.Verifying) {
      verification.progress(it.id());
    } else if (unknown || (intent.automatic() && worked)) {
      verification.start(it.id());
    } else if (Claims.isPutOff(it) && (it.firing().isEmpty() || choice.mayWait(it))) {
      verification.onClear(it.id()); // or it is tried again in a while
    } else if (intent.automatic()
        && ending instanceof Run.Failed elsewhere
        && Claims.wasElsewhere(elsewhere)) {
      state.cases.add(it.id(), new Event.ResponseChosen(state.now, false, elsewhere.detail()));
      verification.start(it.id());
    } else if (intent.automatic()) {
      if (!Claims.wasRefused(ending)) {
        verification.blame(it.id(), intent);
      }
      state.handOver(
          it.id(),
          Incident.AUTOMATIC,
          Cause.RUN_ON.said(intent.title(), intent.host(), Verification.inWords(ending)));
      verification.onClear(it.id());
    } else {
      verification.onClear(it.id());
    }
  }
}
