package org.toban.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.alert.Fingerprint;
import org.toban.alert.Severity;

/**
 * An incident while events are applied to it. Every event counts in the version; one that makes no
 * sense in the present state changes nothing else, so that no order of events leads to a state that
 * the flow does not have.
 */
final class Fold {
  private final Incident before;
  private final Arrangement arrangement = new Arrangement(this);
  Phase phase;
  final Members alerts;
  Incident.@Nullable Acknowledgement acknowledgement;
  private @Nullable Instant respondedAt;
  private Severity severity;
  private Policy policy;
  Deadlines deadlines;
  Handling handling;
  private int escalationLevel;
  private Incident.@Nullable Response response;
  private int verifications;
  private List<Run> runs;
  private List<Rollout> rollouts;
  private Map<String, Incident.Check> checks;
  private @Nullable Instant lastNotifiedAt;
  private @Nullable Instant recoveredAt;
  private @Nullable Instant reviewedAt;
  private Instant roundSince;
  private Instant movedAt;
  private long version;

  Fold(Incident it) {
    this(it, it.firing(), it.cleared());
  }

  /** As if these were all its alerts. */
  Fold(Incident it, Map<Fingerprint, Alert> firing, Map<Fingerprint, Alert> cleared) {
    before = it;
    alerts = new Members(firing, cleared);
    phase = it.phase();
    acknowledgement = it.acknowledgement();
    respondedAt = it.respondedAt();
    severity = it.severity();
    policy = it.policy();
    deadlines = it.deadlines();
    handling = it.handling();
    escalationLevel = it.escalationLevel();
    response = it.response();
    verifications = it.verifications();
    runs = it.runs();
    rollouts = it.rollouts();
    checks = it.checks();
    lastNotifiedAt = it.lastNotifiedAt();
    recoveredAt = it.recoveredAt();
    reviewedAt = it.reviewedAt();
    roundSince = it.roundSince();
    movedAt = it.movedAt();
    version = it.version();
  }

  static Fold opening(String id, Event.Opened it) {
    return new Fold(
        new Incident(
            id,
            it.name(),
            it.alertName(),
            it.group(),
            it.severity(),
            it.policy(),
            it.at(),
            Deadlines.of(it.at(), it.deadline(), it.recovery()),
            it.runbook(),
            it.book(),
            it.contacts(),
            it.escalation(),
            new Phase.Waiting(it.at()),
            Map.of(),
            Map.of(),
            null,
            null,
            Handling.NONE,
            0,
            null,
            0,
            List.of(),
            List.of(),
            Map.of(),
            null,
            null,
            null,
            it.at(),
            it.at(),
            1));
  }

  Fold applyAll(List<? extends Event> events) {
    alerts.own();
    events.forEach(this::apply);
    return this;
  }

  Fold apply(Event event) {
    version++;
    movedAt = event.at();
    switch (event) {
      case Event.Opened _, Event.NoteAdded _, Event.NotifyFailed _, Event.RunRefused _ -> {}
      case Event.Silenced _, Event.SilenceEnded _, Event.EvidenceAdded _ -> {}
      case Event.NobodyOnCall it -> ask(it.level(), null);
      case Event.Asked it -> ask(it.level(), it.who());
      case Event.AlertFired it -> fire(it);
      case Event.AlertCleared it -> alerts.clear(it.alert());
      case Event.Notified it -> lastNotifiedAt = it.at();
      case Event.Acknowledged it -> acknowledge(it);
      case Event.AcknowledgementEnded it -> endAcknowledgement(it.at());
      case Event.DiagnosisStarted it -> diagnose(it.at(), it.by());
      case Event.ResponseChosen it -> choose(it);
      case Event.CheckSet it -> check(it);
      case Event.RunPlanned it -> plan(it);
      case Event.RunEnded it -> end(it);
      case Event.OfRollout it -> rollouts = Rollout.after(rollouts, it, runs);
      case Event.VerificationStarted it -> verify(it);
      case Event.VerificationPassed it -> pass(it);
      case Event.VerificationFailed it -> fail(it);
      case Event.RecoveryConfirmed it -> recover(it.at());
      case Event.DeadlineHalfway _ -> reach(true, false, false);
      case Event.DeadlineAtRisk _ -> reach(true, true, false);
      case Event.DeadlineBreached _ -> reach(true, true, true);
      case Event.RecoveryOverdue _ -> deadlines = deadlines.overdue(isUnderWay());
      case Event.SeverityRaised it -> raise(it);
      case Event.Teamwork it -> arrangement.apply(it);
      case Event.HandedOver it -> handOver(it);
      case Event.ReviewDrafted it -> review(it.at());
      case Event.Closed it -> close(it);
      case Event.Reopened it -> reopen(it.at());
    }
    return this;
  }

  boolean isUnderWay() {
    return phase.isOpen() && !(phase instanceof Phase.Recovered);
  }

  private boolean isAwaited() {
    return isUnderWay() && deadlines.response() != null && respondedAt == null;
  }

  private void reach(boolean half, boolean risk, boolean breach) {
    if (isAwaited()) {
      deadlines = deadlines.reached(half, risk, breach);
    }
  }

  /** Whoever had it had taken something less severe, and is asked again. */
  private void raise(Event.SeverityRaised it) {
    if (isUnderWay() && it.severity().compareTo(severity) < 0) {
      severity = it.severity();
      policy = it.policy();
      deadlines = deadlines.raised(it.at(), it.deadline(), it.recovery());
      handling = handling.snoozed(null);
      endAcknowledgement(it.at());
    }
  }

  private void respond(Instant at) {
    if (respondedAt == null) {
      respondedAt = at;
    }
  }

  void fire(Event.AlertFired it) {
    if (!phase.isOpen() || handling.splitOff().contains(it.alert().fingerprint())) {
      return;
    }
    if (phase instanceof Phase.Recovered) {
      newRound(it.at());
    }
    alerts.fire(it.alert());
  }

  private void acknowledge(Event.Acknowledged it) {
    if (isUnderWay()) {
      acknowledgement = new Incident.Acknowledgement(it.at(), it.by(), it.reason(), it.until());
      handling = handling.snoozed(null);
      diagnose(it.at(), it.by());
    }
  }

  void endAcknowledgement(Instant at) {
    if (acknowledgement != null) {
      phase = phase instanceof Phase.Diagnosing ? new Phase.Waiting(at) : phase;
      acknowledgement = null;
      arrangement.askAnew(at);
    }
  }

  private void diagnose(Instant at, String by) {
    if (isUnderWay()) {
      respond(at);
      if (phase instanceof Phase.Waiting) {
        phase = new Phase.Diagnosing(at, by);
      }
    }
  }

  /** A manual response begins when somebody begins it; until then the page goes on. */
  private void choose(Event.ResponseChosen it) {
    if (isUnderWay()) {
      response = new Incident.Response(it.at(), it.automatic(), it.why());
      if (it.automatic() && !(phase instanceof Phase.Verifying)) {
        phase = new Phase.Responding(it.at(), true);
      }
    }
  }

  private void check(Event.CheckSet it) {
    if (phase.isOpen()) {
      checks = new LinkedHashMap<>(checks);
      checks.put(
          it.checkId(), new Incident.Check(it.checkId(), it.text(), it.done(), it.by(), it.at()));
    }
  }

  private void plan(Event.RunPlanned it) {
    Run.Intent intent = it.intent();
    if (!phase.isOpen() || runs.stream().anyMatch(run -> isInTheWay(run, intent))) {
      return;
    }
    runs = new ArrayList<>(runs);
    runs.add(new Run(intent, it.at(), null));
    boolean itsOwnCheck = intent.automatic() && intent.stage() == Run.Stage.VERIFY;
    if (!isUnderWay() || itsOwnCheck) {
      return;
    }
    respond(it.at());
    if (intent.stage() == Run.Stage.RESPOND) {
      phase = new Phase.Responding(it.at(), intent.automatic());
    } else if (intent.stage() == Run.Stage.DIAGNOSE) {
      diagnose(it.at(), intent.by());
    }
  }

  /** One run at a time on a host, and a run's id is used once. */
  private static boolean isInTheWay(Run run, Run.Intent intent) {
    return run.intent().runId().equals(intent.runId())
        || (run.ended() == null && run.intent().host().equals(intent.host()));
  }

  private void end(Event.RunEnded it) {
    runs =
        runs.stream()
            .map(run ->
                run.ended() == null && run.intent().runId().equals(it.runId())
                    ? new Run(run.intent(), run.plannedAt(), it.ending())
                    : run)
            .toList();
  }

  private void verify(Event.VerificationStarted it) {
    if (isUnderWay() && it.attempt() > verifications) {
      verifications = it.attempt();
      phase = new Phase.Verifying(it.at(), it.attempt(), false);
    }
  }

  private void pass(Event.VerificationPassed it) {
    if (phase instanceof Phase.Verifying now && now.attempt() == it.attempt()) {
      phase = new Phase.Verifying(now.since(), now.attempt(), true);
    }
  }

  private void fail(Event.VerificationFailed it) {
    if (phase instanceof Phase.Verifying now && now.attempt() == it.attempt()) {
      phase = new Phase.Responding(it.at(), false);
    }
  }

  private void recover(Instant at) {
    if (phase instanceof Phase.Verifying now && now.stepsPassed() && !alerts.isAnyFiring()) {
      arrangement.endMaintenance(at);
      phase = new Phase.Recovered(at);
      recoveredAt = at;
      acknowledgement = null;
      handling = handling.snoozed(null);
    }
  }

  private void handOver(Event.HandedOver it) {
    if (isUnderWay() && it.level() > escalationLevel) {
      escalationLevel = it.level();
      acknowledgement = null;
      handling = handling.assigned(null).snoozed(null).asked(null);
      phase = new Phase.Escalated(it.at(), it.level(), it.to());
    }
  }

  private void ask(int level, @Nullable String who) {
    if (isUnderWay() && level == escalationLevel) {
      handling = handling.asked(new Handling.Asked(level, who));
    }
  }

  private void review(Instant at) {
    if (!isUnderWay()) {
      reviewedAt = at;
    }
  }

  private void close(Event.Closed it) {
    boolean allowed = Closing.of(severity, phase, alerts.firing(), reviewedAt) == Closing.FREE;
    if (phase.isOpen() && (allowed || !it.reason().isBlank())) {
      if (!it.by().equals(Incident.AUTOMATIC)) {
        respond(it.at());
      }
      arrangement.endMaintenance(it.at());
      acknowledgement = null;
      handling = handling.snoozed(null);
      phase = new Phase.Closed(it.at(), it.verdict());
    }
  }

  /** What a person closed while it fired stays closed: only a later firing is news. */
  private void reopen(Instant at) {
    if (!alerts.isAnyFiring() && handling.mergedInto() == null) {
      newRound(at);
    }
  }

  void newRound(Instant at) {
    phase = new Phase.Waiting(at);
    roundSince = at;
    acknowledgement = null;
    response = null;
    escalationLevel = 0;
    recoveredAt = null;
    reviewedAt = null;
    handling = handling.snoozed(null).asked(null);
  }

  Incident incident() {
    return new Incident(
        before.id(),
        before.name(),
        before.alertName(),
        before.group(),
        severity,
        policy,
        before.openedAt(),
        deadlines,
        before.runbook(),
        before.book(),
        before.contacts(),
        before.escalation(),
        phase,
        alerts.firing(),
        alerts.cleared(),
        acknowledgement,
        respondedAt,
        handling,
        escalationLevel,
        response,
        verifications,
        runs,
        rollouts,
        checks,
        lastNotifiedAt,
        recoveredAt,
        reviewedAt,
        roundSince,
        movedAt,
        version);
  }
}
