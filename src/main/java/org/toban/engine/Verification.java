package org.toban.engine;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.toban.engine.consent.Consents;
import org.toban.engine.rollout.Hosts;
import org.toban.incident.Cause;
import org.toban.incident.Event;
import org.toban.incident.Flow;
import org.toban.incident.Incident;
import org.toban.incident.Phase;
import org.toban.incident.Run;
import org.toban.notice.NoticePolicy;
import org.toban.remedy.Destination;
import org.toban.runbook.Runbook;
import org.toban.runbook.Step;

/**
 * Takes an incident from "the response is done" to recovered or escalated: every verify step passes
 * and every alert has cleared. Approved verify steps run by themselves, others when a person
 * verifies; a failed one is tried again until the verification's time is over.
 */
final class Verification {
  private final State state;
  private final Remedies remedies;

  /** Who verifies by hand, by incident: their verify steps need no approval. */
  private final Map<String, String> persons = new HashMap<>();

  /** Attempts whose verify steps wait for a person, who has been told so. */
  private final Set<String> told = new HashSet<>();

  Verification(State state, Remedies remedies) {
    this.state = state;
    this.remedies = remedies;
  }

  /** A person says that the response is done. */
  void byHand(String id, String by) {
    Incident it = state.cases.require(id);
    if (it.respondedAt() == null) {
      state.cases.add(id, new Event.DiagnosisStarted(state.now, by));
    }
    persons.put(id, by);
    if (it.phase() instanceof Phase.Verifying) {
      progress(id);
    } else {
      start(id);
    }
  }

  /** Begins an attempt. */
  void start(String id) {
    state.cases.add(id, Flow.nextVerification(state.cases.require(id), state.now));
    progress(id);
  }

  /** Every alert has cleared: verify, unless a remedy is still under way. */
  void onClear(String id) {
    Incident it = state.cases.require(id);
    if (!it.isUnderWay() || !it.firing().isEmpty()) {
      return;
    }
    if (it.acknowledgement() != null) {
      state.cases.add(id, new Event.AcknowledgementEnded(state.now, Cause.ALERT_CLEARED.said()));
    }
    if (it.phase() instanceof Phase.Verifying) {
      progress(id);
    } else if (it.runs().stream().noneMatch(Verification::isRemedyUnderWay)) {
      start(id);
    }
  }

  private static boolean isRemedyUnderWay(Run run) {
    return run.ended() == null && run.intent().stage() == Run.Stage.RESPOND;
  }

  /** Does the next thing that this attempt needs, if it can be done now. */
  void progress(String id) {
    Incident it = state.cases.require(id);
    if (!(it.phase() instanceof Phase.Verifying attempt)) {
      persons.remove(id);
      return;
    }
    if (!attempt.stepsPassed() && !stepsPass(it, attempt)) {
      return;
    }
    it = state.cases.require(id);
    if (it.firing().isEmpty()) {
      state.cases.add(id, new Event.RecoveryConfirmed(state.now, Cause.ALERT_CLEARED.said()));
      persons.remove(id);
      state.tell(id, NoticePolicy.Reason.RECOVERED, "");
    }
  }

  private boolean stepsPass(Incident it, Phase.Verifying attempt) {
    Runbook runbook = state.runbook(it);
    List<Step> all = runbook == null ? List.of() : runbook.steps(Run.Stage.VERIFY);
    List<Step> steps = all.stream().filter(Step::isRunnable).toList();
    if (steps.isEmpty()) {
      Cause cause = all.isEmpty() ? Cause.NO_VERIFY_STEP : Cause.NO_VERIFY_COMMAND;
      return pass(it, attempt, cause.said());
    }
    if (steps.stream()
        .filter(step -> step.kind() == Step.Kind.SHELL)
        .anyMatch(step -> isNowhere(it, step))) {
      return pass(it, attempt, Cause.NO_VERIFY_HOST.said());
    }
    for (Step step : steps) {
      Hosts hosts = Hosts.of(it, step, state.inventory);
      boolean passes =
          hosts.isSaid()
              ? hosts.every().stream()
                  .allMatch(host -> passes(hosts.about(host), attempt, hosts.at(host)))
              : passes(it, attempt, step);
      if (!passes) {
        return false;
      }
    }
    return pass(it, attempt, Cause.VERIFY_STEPS_PASS.said(steps.size(), steps.size()));
  }

  private boolean isNowhere(Incident it, Step step) {
    Hosts hosts = Hosts.of(it, step, state.inventory);
    return hosts.isSaid() ? hosts.every().isEmpty() : Guards.target(remedies, it, step) == null;
  }

  private boolean pass(Incident it, Phase.Verifying attempt, String how) {
    state.cases.add(it.id(), new Event.VerificationPassed(state.now, attempt.attempt(), how));
    return true;
  }

  /** Whether a step has passed in this attempt; starts it when it is its turn. */
  private boolean passes(Incident it, Phase.Verifying attempt, Step step) {
    Run last = lastRun(it, attempt, step);
    Run.Ending ended = last == null ? null : last.ended();
    if (ended != null && ended.succeeded()) {
      return true;
    }
    boolean due =
        last == null
            || (ended != null
                && !state.now.isBefore(ended.at().plus(state.settings.times().verifyEvery())));
    if (due) {
      run(it, attempt, step);
    }
    return false;
  }

  private static @Nullable Run lastRun(Incident it, Phase.Verifying attempt, Step step) {
    return it.runs().reversed().stream()
        .filter(run -> run.intent().stepId().equals(step.id()))
        .filter(run -> step.host() == null || run.intent().host().equals(step.host()))
        .filter(run -> !run.plannedAt().isBefore(attempt.since()))
        .findFirst()
        .orElse(null);
  }

  private void run(Incident it, Phase.Verifying attempt, Step step) {
    String person = persons.get(it.id());
    Guard guard = Guards.judge(remedies, it, step, state.now);
    Guard.Refusal refusal = person == null ? guard.automaticRefusal() : guard.refusal();
    if (refusal == null) {
      refusal = Consents.ofNobody(step).map(Guard.Refusal::of).orElse(null);
    }
    Destination target = guard.target();
    Map<String, String> values = DryRun.values(it, step, Map.of());
    if (refusal == null && !DryRun.faults(step, values).isEmpty()) {
      refusal = Guard.Refusal.NEEDS_VALUES;
    }
    if (refusal == null && target != null) {
      String by = person == null ? Incident.AUTOMATIC : person;
      remedies.start(it, Remedies.runId(it), step, target, by, values, person == null);
    } else if (refusal != null
        && refusal != Guard.Refusal.HOST_BUSY
        && told.add(it.id() + "/" + attempt.attempt())) {
      state.say(it.id(), "verify.waits", step.title(), guard.inWords(refusal));
    }
  }

  /** The verification's time is over: say what did not hold, and hand it on. */
  void end(String id) {
    Incident it = state.cases.require(id);
    boolean asks = it.runs().stream().anyMatch(run -> run.ended() == null);
    if (it.phase() instanceof Phase.Verifying attempt && !asks) {
      fail(id, attempt, reason(it, attempt));
    }
  }

  private void fail(String id, Phase.Verifying attempt, String why) {
    Incident it = state.cases.require(id);
    state.cases.add(id, new Event.VerificationFailed(state.now, attempt.attempt(), why));
    persons.remove(id);
    lastRemedy(it)
        .filter(run -> run.intent().automatic())
        .ifPresent(run -> blame(id, run.intent()));
    state.handOver(id, Incident.AUTOMATIC, why);
  }

  /** Counts a failed recovery against an automatic action. */
  void blame(String id, Run.Intent intent) {
    state.runs.failed(intent.sha256(), state.now);
    if (state.runs.barred(state.now).contains(intent.sha256())) {
      state.say(id, "action.barred", intent.title());
    }
  }

  static java.util.Optional<Run> lastRemedy(Incident it) {
    return it.runs().reversed().stream()
        .filter(run -> run.intent().stage() == Run.Stage.RESPOND)
        .filter(run -> !run.plannedAt().isBefore(it.roundSince()))
        .findFirst();
  }

  private String reason(Incident it, Phase.Verifying attempt) {
    Instant since = attempt.since();
    if (attempt.stepsPassed()) {
      return Cause.STILL_FIRES.said();
    }
    return it.runs().reversed().stream()
        .filter(run -> run.intent().stage() == Run.Stage.VERIFY)
        .filter(run -> !run.plannedAt().isBefore(since))
        .filter(run -> run.ended() != null && !run.ended().succeeded())
        .findFirst()
        .map(run -> Cause.VERIFY_STEP_FAILS.said(run.intent().title(), inWords(run.ended())))
        .orElse(Cause.NOT_VERIFIED.said());
  }

  static String inWords(Run.@Nullable Ending ended) {
    return switch (ended) {
      case null -> Cause.IT_RUNS.said();
      case Run.Exited it -> Cause.EXIT_STATUS.said(it.status());
      case Run.Failed it -> it.reason() + (it.detail().isBlank() ? "" : ": " + it.detail());
      case Run.Unknown it -> Cause.OUTCOME_UNKNOWN.said(it.why());
    };
  }
}
