package org.toban.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.toban.alert.Alert;
import org.toban.alert.Fingerprint;
import org.toban.incident.Cause;
import org.toban.incident.Event;
import org.toban.incident.Incident;
import org.toban.incident.Phase;
import org.toban.incident.Policy;
import org.toban.incident.Run;

/**
 * Takes up where an earlier run of the program left off: incidents as their events say, runs whose
 * end nobody saw as unknown, and the alerts that fired then as rows until complete answers speak of
 * them.
 */
final class Resuming {
  private final State state;
  private final Endings endings;
  private final Rollouts rollouts;
  private final Verification verification;
  private final OwnAlerts ownAlerts;
  private final Map<Fingerprint, String> sourceOf = new HashMap<>();

  Resuming(
      State state,
      Endings endings,
      Rollouts rollouts,
      Verification verification,
      OwnAlerts ownAlerts) {
    this.state = state;
    this.endings = endings;
    this.rollouts = rollouts;
    this.verification = verification;
    this.ownAlerts = ownAlerts;
  }

  void resume(Recollection.Past past) {
    past.ids().forEach(state.cases::reserve);
    past.told().forEach(state::wasTold);
    past.starts()
        .forEach((key, times) -> {
          int at = key.indexOf('@');
          state.runs.count(key.substring(0, at), key.substring(at + 1), times);
        });
    List<Incident> all = new ArrayList<>();
    past.incidents().forEach((id, events) -> all.add(replay(id, events)));
    all.sort(Comparator.comparing(Incident::openedAt));
    all.forEach(state.cases::remember);
    for (Incident it : all) {
      it.firing().values().forEach(alert -> showAgain(it, alert));
    }
    for (Incident it : all) {
      goOn(it);
    }
  }

  /** Folds, and remembers by the way what forbids automatic runs. */
  private Incident replay(String id, List<Event> events) {
    Incident it = Incident.fold(id, events.subList(0, 1));
    for (Event event : events.subList(1, events.size())) {
      switch (event) {
        case Event.AlertFired fired -> {
          sourceOf.put(fired.alert().fingerprint(), fired.source());
          state.flapping.fired(fired.alert().fingerprint(), fired.at());
        }
        case Event.AlertCleared cleared -> state.flapping.cleared(cleared.alert(), cleared.at());
        case Event.RunRefused refused -> {
          String wish = refused.wish();
          if (wish != null) {
            state.consents.recall(id, refused.stepId(), refused.by(), wish, refused.at());
          }
        }
        case Event.RunPlanned planned -> {
          state.consents.usedUp(id, planned.intent().stepId());
          state.runs.count(planned.intent(), planned.at());
          state.runs.attempt(planned.intent(), it.firing().values());
        }
        case Event.RunEnded ended ->
            it.apply(ended).runs().stream()
                .filter(run -> run.intent().runId().equals(ended.runId()))
                .forEach(state.runs::refused);
        case Event.VerificationFailed failed ->
            Verification.lastRemedy(it)
                .filter(run -> run.intent().automatic())
                .ifPresent(run -> state.runs.failed(run.intent().sha256(), failed.at()));
        default -> {}
      }
      it = it.apply(event);
    }
    return it;
  }

  /** An alert that fired counts as firing until every source that may have shown it lacks it. */
  private void showAgain(Incident it, Alert alert) {
    String from = sourceOf.getOrDefault(alert.fingerprint(), "");
    List<String> sources =
        from.equals(OwnAlerts.SOURCE) || state.sources.containsKey(from)
            ? List.of(from)
            : List.copyOf(state.sources.keySet());
    Policy policy = state.library.policyFor(alert, state.settings.severities());
    state.rows.put(
        new Board.Row(
            alert.fingerprint(),
            alert,
            sources,
            policy.severity(),
            policy,
            it.id(),
            it.openedAt(),
            !from.equals(OwnAlerts.SOURCE)));
    for (String source : sources) {
      SourceWatch watch = state.sources.get(source);
      if (watch != null) {
        watch.miss(alert.fingerprint(), state.now);
        if (state.flapping.isFlapping(alert.fingerprint())) {
          watch.hold(alert.fingerprint(), state.flapping.believedFrom(state.now));
        }
      } else if (source.equals(OwnAlerts.SOURCE)) {
        ownAlerts.resume(alert);
      }
    }
  }

  private void goOn(Incident it) {
    rollouts.cut(it.id());
    for (Run run : it.runs()) {
      if (run.ended() == null) {
        state.runs.begin(it.id(), run.intent());
        endings.lost(run.intent().runId(), Cause.ENDED_BEFORE_RUN.said());
      }
    }
    Incident now = state.cases.require(it.id());
    if (now.phase() instanceof Phase.Responding && endedUnseen(now)) {
      verification.start(it.id());
    } else if (now.isUnderWay()
        && now.firing().isEmpty()
        && !(now.phase()
            instanceof Phase.Escalated) // handed over after it cleared: a person has it
        && !(now.phase() instanceof Phase.Verifying)) {
      verification.onClear(it.id());
    }
    if (it.isOpen()) {
      state.upkeep.remember(it.id());
    }
    state.touch(it.id());
  }

  private static boolean endedUnseen(Incident it) {
    return Verification.lastRemedy(it)
        .filter(run -> run.ended() instanceof Run.Unknown)
        .isPresent();
  }
}
