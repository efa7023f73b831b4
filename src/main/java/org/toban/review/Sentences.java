package org.toban.review;

import java.util.Map;
import java.util.Objects;
import org.commonmark.node.Node;
import org.toban.alert.Alert;
import org.toban.alert.Fingerprint;
import org.toban.incident.Event;
import org.toban.incident.Run;

/** Each event as a sentence of the timeline. */
final class Sentences {
  private final Wording wording;
  private final Map<String, Run> runs;
  private final Map<Fingerprint, Alert> alerts;

  Sentences(Review review, Wording wording) {
    this.wording = wording;
    this.runs = review.runs();
    this.alerts = review.alerts();
  }

  Node[] of(Event event) {
    return switch (event) {
      case Event.Opened it ->
          words("opened", wording.text("severity." + it.severity()), why(it.why()));
      case Event.AlertFired it ->
          words("alert-fired", it.source(), Page.code(it.alert().labels().toString()));
      case Event.AlertCleared it -> cleared(it);
      case Event.Notified it -> words("notified", it.to(), it.channel(), why(it.why()));
      case Event.NotifyFailed it -> words("notify-failed", it.to(), it.channel(), it.error());
      case Event.Acknowledged it -> acknowledged(it);
      case Event.AcknowledgementEnded it -> words("acknowledgement-ended", why(it.why()));
      case Event.DiagnosisStarted it -> words("diagnosis-started", wording.who(it.by()));
      case Event.ResponseChosen it ->
          words(it.automatic() ? "response.automatic" : "response.manual", why(it.why()));
      case Event.CheckSet it ->
          words(it.done() ? "check.done" : "check.undone", wording.who(it.by()), it.text());
      case Event.NoteAdded it ->
          words("note-added", wording.who(it.by()), Keeping.of(it.step()) + it.text());
      case Event.EvidenceAdded it ->
          words(
              "evidence-added." + it.evidence().kind(),
              wording.who(it.by()),
              Keeping.of(it.step()),
              Keeping.name(it.evidence()));
      case Event.Silenced it ->
          words(
              "silenced",
              wording.who(it.by()),
              Page.code(it.matchers()),
              wording.time(it.until()),
              it.comment());
      case Event.SilenceEnded it -> words("silence-ended", wording.who(it.by()));
      case Event.RunPlanned _, Event.RunEnded _, Event.RunRefused _ -> run(event);
      case Event.OfRollout it -> rollout(it);
      case Event.VerificationStarted it -> words("verification-started", it.attempt());
      case Event.VerificationPassed it -> words("verification-passed", it.attempt(), why(it.how()));
      case Event.VerificationFailed it -> words("verification-failed", it.attempt(), why(it.why()));
      case Event.RecoveryConfirmed it -> words("recovery-confirmed", why(it.how()));
      case Event.SeverityRaised it ->
          words("severity-raised", wording.text("severity." + it.severity()), why(it.why()));
      case Event.RecoveryOverdue _ -> words("recovery-overdue");
      case Event.Asked it -> words("asked", it.who(), it.contact(), it.level());
      case Event.NobodyOnCall it -> words("nobody-on-call", it.level(), why(it.why()));
      case Event.Teamwork it -> teamwork(it);
      case Event.DeadlineHalfway _ -> words("deadline-halfway");
      case Event.DeadlineAtRisk _ -> words("deadline-at-risk");
      case Event.DeadlineBreached _ -> words("deadline-breached");
      case Event.HandedOver it ->
          words("handed-over", wording.who(it.by()), it.to(), it.level(), why(it.why()));
      case Event.ReviewDrafted it -> words("review-drafted", wording.who(it.by()));
      case Event.Closed it -> closed(it);
      case Event.Reopened it -> words("reopened", why(it.why()));
    };
  }

  private Node[] teamwork(Event.Teamwork event) {
    String who = wording.who(event.by());
    return switch (event) {
      case Event.Snoozed it -> words("snoozed", who, wording.time(it.until()), it.reason());
      case Event.SnoozeEnded _ -> words("snooze-ended", who);
      case Event.TakenOver it -> words("taken-over", who, it.from(), it.reason());
      case Event.Reassigned it -> words("reassigned", who, it.to(), it.reason());
      case Event.Linked it -> words("linked", who, it.other(), it.reason());
      case Event.Absorbed it -> words("absorbed", who, it.other(), it.firing().size(), it.reason());
      case Event.MergedInto it -> words("merged-into", who, it.other(), it.reason());
      case Event.SplitOff it ->
          words("split-off", who, it.alerts().size(), it.other(), it.reason());
      case Event.SplitFrom it -> words("split-from", who, it.other(), it.reason());
      case Event.DeadlinePaused it -> words("deadline-paused", who, it.why());
      case Event.DeadlineResumed _ -> words("deadline-resumed", who);
      case Event.MaintenanceBegan it ->
          words(
              "maintenance-began",
              it.by(),
              it.name(),
              it.until() == null ? "-" : wording.time(it.until()));
      case Event.MaintenanceEnded it -> words("maintenance-ended", it.name());
      case Event.ReopenedByHand it -> words("reopened-by-hand", who, it.reason());
      case Event.CommandRefused it ->
          words(
              "command-refused",
              who,
              wording.text("command." + it.command()),
              wording.text("denied." + it.why()),
              it.detail());
    };
  }

  private Node[] cleared(Event.AlertCleared it) {
    Alert alert = alerts.get(it.alert());
    String name = alert == null ? it.alert().toString() : alert.labels().toString();
    return words("alert-cleared", it.source(), Page.code(name), why(it.why()));
  }

  private Node[] acknowledged(Event.Acknowledged it) {
    String who = wording.who(it.by());
    return it.until() == null
        ? words("acknowledged", who, it.reason())
        : words("acknowledged.until", who, it.reason(), wording.time(it.until()));
  }

  private Node[] run(Event event) {
    return switch (event) {
      case Event.RunPlanned it ->
          words(
              "run-planned",
              wording.who(it.intent().by()),
              it.intent().title(),
              Page.code(it.intent().host()));
      case Event.RunEnded it -> {
        Run run = runs.get(it.runId());
        String title = run == null ? it.runId() : run.intent().title();
        String host = run == null ? "?" : run.intent().host();
        yield words("run-ended", title, Page.code(host), wording.ending(it.ending()));
      }
      case Event.RunRefused it ->
          words(
              "run-refused",
              Page.code(it.stepId()),
              Page.code(it.host()),
              wording.who(it.by()),
              Page.code(it.guard()),
              why(it.reason()));
      default -> throw new IllegalArgumentException(Objects.toString(event));
    };
  }

  private Node[] rollout(Event.OfRollout event) {
    return switch (event) {
      case Event.RolloutPlanned it ->
          words(
              "rollout-planned",
              wording.who(it.by()),
              it.plan().title(),
              it.plan().hosts().size(),
              it.plan().share(),
              String.join(", ", it.plan().hosts()));
      case Event.RolloutWentOn it -> words("rollout-went-on", wording.who(it.by()));
      case Event.RolloutEnded it when it.rest().isEmpty() -> words("rollout-over", why(it.why()));
      case Event.RolloutEnded it ->
          words("rollout-ended", why(it.why()), String.join(", ", it.rest()));
    };
  }

  private Node[] closed(Event.Closed it) {
    return words(
        it.stillFiring() ? "closed.firing" : "closed",
        wording.who(it.by()),
        wording.text("verdict." + it.verdict()),
        why(it.reason()));
  }

  private String why(String kept) {
    return wording.causes().of(kept);
  }

  private Node[] words(String key, Object... values) {
    return Page.words(wording, "event." + key, values);
  }
}
