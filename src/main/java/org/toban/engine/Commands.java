package org.toban.engine;

import java.util.List;
import org.toban.incident.Cause;
import org.toban.incident.Closing;
import org.toban.incident.Denial;
import org.toban.incident.Event;
import org.toban.incident.Incident;
import org.toban.incident.Run;
import org.toban.notice.Notice;
import org.toban.notice.NoticePlan;
import org.toban.notice.NoticePolicy;
import org.toban.notice.Outlet;
import org.toban.runbook.Runbook;
import org.toban.runbook.Step;

/** What people ask for; what cannot be done leaves a message that says why. */
final class Commands {
  private final State state;
  private final Remedies remedies;
  private final Rollouts rollouts;
  private final Verification verification;
  private final Arrangements arrangements;
  private final Trusting trusting;

  Commands(
      State state,
      Remedies remedies,
      Rollouts rollouts,
      Verification verification,
      Arrangements arrangements) {
    this.state = state;
    this.remedies = remedies;
    this.rollouts = rollouts;
    this.verification = verification;
    this.arrangements = arrangements;
    this.trusting = new Trusting(state);
  }

  Trusting trusts() {
    return trusting;
  }

  void obey(Command command) {
    switch (command) {
      case Command.Acknowledge it -> acknowledge(it);
      case Command.EndAcknowledgement it -> endAcknowledgement(it);
      case Command.Arrange it -> arrangements.obey(it);
      case Command.Diagnose it -> add(it, new Event.DiagnosisStarted(state.now, it.by()));
      case Command.RunStep it -> run(it);
      case Command.RunOnHosts it -> onKnown(it, () -> rollouts.begin(it));
      case Command.GoOnRollout it -> onKnown(it, () -> rollouts.goOn(it));
      case Command.StopRollout it -> onKnown(it, () -> rollouts.stop(it));
      case Command.StopRun it -> stop(it);
      case Command.SetCheck it -> check(it);
      case Command.AddNote it -> note(it);
      case Command.AddEvidence it ->
          add(it, new Event.EvidenceAdded(state.now, it.by(), it.step(), it.evidence()));
      case Command.Escalate it -> escalate(it);
      case Command.Verify it -> verify(it);
      case Command.DraftReview it -> review(it);
      case Command.Close it -> close(it);
      case Command.Hold it -> hold(it);
      case Command.DeclareMaintenance it -> state.maintenance.add(it.window());
      case Command.EndMaintenance it -> state.maintenance.end(it.name());
      case Command.Approve it -> trusting.approve(it);
      case Command.Revoke it -> trusting.revoke(it);
      case Command.PutSilence it ->
          state.effect(new Effect.PutSilence(it.by(), it.source(), it.draft()));
      case Command.ExpireSilence it ->
          state.effect(new Effect.ExpireSilence(it.by(), it.source(), it.silence()));
      case Command.NarrowNotices it -> state.noticesOnly = it.only();
      case Command.TestNotices it -> testNotices(it.by());
      case Command.PollNow it -> state.effect(new Effect.Poll(it.source()));
    }
  }

  private void testNotices(String by) {
    for (Outlet outlet : state.settings.notices().outlets()) {
      Notice notice = NoticePolicy.test(by, state.settings.console(), outlet.reader());
      state.send(
          NoticePlan.letter(
              outlet.name(), notice, List.of(), state.now, state.now, state.settings.console()));
    }
  }

  private boolean isKnown(String id) {
    if (state.cases.get(id) != null) {
      return true;
    }
    state.say(null, "incident.unknown", id);
    return false;
  }

  private void onKnown(Command.OnIncident command, Runnable action) {
    if (isKnown(command.incident())) {
      action.run();
    }
  }

  private boolean isUnderWay(Command.OnIncident command) {
    if (!isKnown(command.incident())) {
      return false;
    }
    if (state.cases.require(command.incident()).isUnderWay()) {
      return true;
    }
    state.deny(command, Denial.OVER, "");
    return false;
  }

  private void add(Command.OnIncident command, Event event) {
    if (isUnderWay(command)) {
      state.cases.add(command.incident(), event);
    }
  }

  /** Whoever comes second wanted to pass on what was passed on meanwhile. */
  private void escalate(Command.Escalate it) {
    if (!isUnderWay(it)) {
      return;
    }
    if (state.cases.require(it.incident()).escalationLevel() == it.seen()) {
      state.handOver(it.incident(), it.by(), it.reason());
    } else {
      state.deny(it, Denial.ESCALATED, "");
    }
  }

  /** Nobody loses an incident to another without either of them knowing. */
  private void acknowledge(Command.Acknowledge it) {
    if (!isUnderWay(it)) {
      return;
    }
    Incident.Acknowledgement held = state.cases.require(it.incident()).acknowledgement();
    if (held != null && !held.by().equals(it.by())) {
      state.deny(it, Denial.HELD, held.by());
      return;
    }
    state.cases.add(
        it.incident(),
        new Event.Acknowledged(
            state.now,
            it.by(),
            it.reason(),
            it.length() == null ? null : state.now.plus(it.length())));
  }

  private void endAcknowledgement(Command.EndAcknowledgement it) {
    Incident incident = state.cases.get(it.incident());
    if (incident != null && incident.acknowledgement() != null) {
      add(it, new Event.AcknowledgementEnded(state.now, Cause.ENDED_BY.said(it.by())));
    }
  }

  private void run(Command.RunStep it) {
    if (!isKnown(it.incident())) {
      return;
    }
    Incident incident = state.cases.require(it.incident());
    Runbook runbook = state.runbook(incident);
    Step step =
        runbook == null
            ? null
            : runbook.steps().stream()
                .filter(one -> one.id().equals(it.stepId()))
                .findFirst()
                .orElse(null);
    if (step == null) {
      state.deny(it, Denial.STEP_UNKNOWN, it.stepId());
    } else {
      remedies.runByHand(incident, step, it);
    }
  }

  private void stop(Command.StopRun it) {
    if (state.runs.underWay(it.runId()) == null) {
      state.say(it.incident(), "run.over", it.runId());
    } else {
      state.effect(new Effect.Stop(it.runId()));
    }
  }

  private void check(Command.SetCheck it) {
    if (!isKnown(it.incident())) {
      return;
    }
    Incident incident = state.cases.require(it.incident());
    Runbook runbook = state.runbook(incident);
    String text =
        runbook == null
            ? it.checkId()
            : runbook.checks().stream()
                .filter(item -> item.id().equals(it.checkId()))
                .map(Runbook.CheckItem::text)
                .findFirst()
                .orElse(it.checkId());
    if (incident.isOpen()) {
      state.cases.add(
          it.incident(), new Event.CheckSet(state.now, it.by(), it.checkId(), text, it.done()));
    } else {
      state.deny(it, Denial.OVER, "");
    }
  }

  private void note(Command.AddNote it) {
    if (isKnown(it.incident()) && !it.text().isBlank()) {
      state.cases.add(it.incident(), new Event.NoteAdded(state.now, it.by(), it.text(), it.step()));
    }
  }

  private void verify(Command.Verify it) {
    if (!isUnderWay(it)) {
      return;
    }
    Run running = state.cases.require(it.incident()).running();
    if (running != null && running.intent().stage() == Run.Stage.RESPOND) {
      state.deny(it, Denial.RUNNING, running.intent().title());
    } else {
      verification.byHand(it.incident(), it.by());
    }
  }

  private void review(Command.DraftReview it) {
    if (!isKnown(it.incident())) {
      return;
    }
    if (state.cases.require(it.incident()).isUnderWay()) {
      state.deny(it, Denial.REVIEW_EARLY, "");
    } else {
      state.cases.add(it.incident(), new Event.ReviewDrafted(state.now, it.by()));
    }
  }

  private void close(Command.Close it) {
    if (!isKnown(it.incident())) {
      return;
    }
    Incident incident = state.cases.require(it.incident());
    Closing closing = Closing.of(incident);
    Denial denial =
        switch (closing) {
          case FREE -> null;
          case NOT_RECOVERED -> it.reason().isBlank() ? Denial.NOT_RECOVERED : null;
          case NOT_REVIEWED -> it.reason().isBlank() ? Denial.NOT_REVIEWED : null;
          case CLOSED -> Denial.OVER;
        };
    if (denial == null) {
      state.cases.add(
          it.incident(),
          new Event.Closed(
              state.now, it.by(), it.verdict(), it.reason(), !incident.firing().isEmpty()));
    } else {
      state.deny(it, denial, "");
    }
  }

  /** Nothing new starts by itself; a command that is under way is not cut off half-way. */
  private void hold(Command.Hold it) {
    state.hold = it.on() ? new Board.Hold(state.now, it.by(), it.reason()) : null;
    if (it.on()) {
      rollouts.hold();
    }
    state.effect(new Effect.SaveHold(it.on(), it.by(), it.reason()));
    state.say(null, it.on() ? "hold.on" : "hold.off", it.by(), it.reason());
  }
}
