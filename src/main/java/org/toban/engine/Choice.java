package org.toban.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.alert.Fingerprint;
import org.toban.engine.lease.Claims;
import org.toban.incident.Cause;
import org.toban.incident.Event;
import org.toban.incident.Incident;
import org.toban.incident.Phase;
import org.toban.incident.Run;
import org.toban.runbook.Runbook;
import org.toban.runbook.Step;

/** Whether the response to an incident is automatic or manual. */
final class Choice {
  private final State state;
  private final Remedies remedies;

  /** Incidents whose automatic response waits for its turn or for a fresh sighting. */
  private final Set<String> waiting = new LinkedHashSet<>();

  private @Nullable Instant askedAt;

  Choice(State state, Remedies remedies) {
    this.state = state;
    this.remedies = remedies;
  }

  /** Chooses once a round; what only has to wait for its turn is chosen later. */
  void choose(String id) {
    waiting.remove(id);
    state.maintenance.expect(id);
    Incident it = state.cases.require(id);
    boolean again = Claims.isPutOff(it);
    if (it.handling().maintenance() != null
        || (it.response() != null && !again)
        || !it.isUnderWay()
        || it.firing().isEmpty()) {
      return;
    }
    Step step = automaticStep(it);
    if (!again && !(it.phase() instanceof Phase.Waiting)) {
      manual(it, Cause.RESPONSE_BEGAN.said());
    } else if (!it.policy().allowsAutomatic()) {
      manual(it, Cause.NO_AUTOMATIC_RESPONSE.said());
    } else if (isOverHosts(it)) {
      manual(it, Cause.SEVERAL_HOSTS.said());
    } else if (step == null) {
      manual(it, Cause.NO_AUTOMATIC_STEP.said());
    } else {
      choose(it, step);
    }
  }

  /** Where a host makes an incident, only a storm or a merge has several. */
  private boolean isOverHosts(Incident it) {
    boolean chosen = !state.settings.groupBy().isEmpty();
    return (!chosen || state.settings.answering().serverGroups())
        && it.firing().values().stream().map(Alert::target).distinct().count() > 1;
  }

  private @Nullable Step automaticStep(Incident it) {
    Runbook runbook = state.runbook(it);
    return runbook == null
        ? null
        : runbook.steps(Run.Stage.RESPOND).stream()
            .filter(step -> step.automatic() && step.isRunnable())
            .findFirst()
            .orElse(null);
  }

  private void choose(Incident it, Step step) {
    Guard guard = Guards.judge(remedies, it, step, state.now);
    Guard.Refusal refusal = guard.automaticRefusal();
    boolean passes = refusal == null || isPassing(refusal);
    if (passes && (refusal != null || !isFresh(it))) {
      if (mayWait(it)) {
        waiting.add(it.id());
        return;
      }
      refusal = refusal == null ? Guard.Refusal.STALE_SOURCE : refusal;
    }
    if (refusal == null) {
      if (!Claims.isPutOff(it)) {
        String why = Cause.EVERY_GUARD_PASSES.said(step.title());
        state.cases.add(it.id(), new Event.ResponseChosen(state.now, true, why));
      }
      Map<String, String> values = DryRun.fromLabels(it, step).orElseThrow();
      remedies.start(
          it.id(), step, Objects.requireNonNull(guard.target()), Incident.AUTOMATIC, values);
    } else {
      remedies.refuse(it, step, guard, refusal, Incident.AUTOMATIC);
      manual(it, guard.inWords(refusal));
      if (refusal == Guard.Refusal.START_LIMIT && !Claims.isPutOff(it)) {
        state.handOver(it.id(), Incident.AUTOMATIC, guard.inWords(refusal));
      }
    }
  }

  /** What was automatic until now and put off is nobody's: its next contact is told. */
  private void manual(Incident it, String why) {
    state.cases.add(it.id(), new Event.ResponseChosen(state.now, false, why));
    if (Claims.isPutOff(it)) {
      state.handOver(it.id(), Incident.AUTOMATIC, why);
    }
  }

  /** Whether a response that found its host busy may wait for another turn. */
  boolean mayWait(Incident it) {
    return state.now.isBefore(it.roundSince().plus(state.settings.limits().patience()));
  }

  private static boolean isPassing(Guard.Refusal refusal) {
    return refusal == Guard.Refusal.HOST_BUSY || refusal == Guard.Refusal.TOO_MANY_RUNS;
  }

  /** Whether a source has said a moment ago that an alert of it is active. */
  private boolean isFresh(Incident it) {
    Instant from = state.now.minus(state.settings.limits().freshness());
    return it.firing().keySet().stream().anyMatch(alert -> wasSeenSince(alert, from));
  }

  private boolean wasSeenSince(Fingerprint fingerprint, Instant from) {
    Board.Row row = state.rows.get(fingerprint);
    if (row == null || row.alert().state() != Alert.State.ACTIVE) {
      return false;
    }
    if (row.sources().contains(OwnAlerts.SOURCE)) {
      return true;
    }
    for (String name : row.sources()) {
      SourceWatch source = state.sources.get(name);
      Instant complete = source == null ? null : source.status().lastComplete();
      Alert seen = source == null ? null : source.latest(fingerprint);
      if (complete != null
          && !complete.isBefore(from)
          && seen != null
          && seen.state() == Alert.State.ACTIVE) {
        return true;
      }
    }
    return false;
  }

  /** A host was busy, or an earlier life of the program ended before it could choose. */
  void goOn(Incident it) {
    boolean left =
        it.phase() instanceof Phase.Waiting
            && it.response() == null
            && it.runs().isEmpty()
            && !waiting.contains(it.id());
    boolean due = Claims.isDue(it, state.now);
    // right after a start no source has answered yet
    if (((left || due) && isFresh(it)) || (due && !mayWait(it))) {
      choose(it.id());
    }
  }

  /** Tries what waits again, and asks for a fresh answer when that is all that is missing. */
  void chooseWaiting() {
    for (String id : List.copyOf(waiting)) {
      choose(id);
    }
    Duration freshness = state.settings.limits().freshness();
    boolean due = askedAt == null || !state.now.isBefore(askedAt.plus(freshness));
    if (!waiting.isEmpty() && due && !remedies.isCrowded()) {
      askedAt = state.now;
      state.effect(new Effect.Poll(null));
    }
  }
}
