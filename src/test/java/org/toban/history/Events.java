package org.toban.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.toban.alert.Alert;
import org.toban.alert.Fingerprint;
import org.toban.alert.Labels;
import org.toban.alert.Severity;
import org.toban.incident.AboutStep;
import org.toban.incident.Denial;
import org.toban.incident.Event;
import org.toban.incident.Evidence;
import org.toban.incident.Policy;
import org.toban.incident.ResponseTime;
import org.toban.incident.Run;
import org.toban.incident.Verdict;
import org.toban.incident.rollout.Plan;

/** One of each event, as a story that could have happened. */
final class Events {
  static final String SHA = "0f".repeat(32);
  private static final Labels LABELS =
      Labels.of("alertname", "ServiceDown", "instance", "web-1:9100", "severity", "critical");

  private Events() {}

  static Instant millis(Instant at) {
    return Instant.ofEpochMilli(at.toEpochMilli());
  }

  static Alert alert(Instant at) {
    return new Alert(
        LABELS,
        Fingerprint.of(LABELS),
        Map.of("summary", "web-1 は停止しています"),
        at,
        Alert.State.ACTIVE,
        List.of(),
        "http://prom/graph?g0");
  }

  static Event.Opened opened(Instant at, String name) {
    Policy policy =
        new Policy(
            name,
            Severity.CRITICAL,
            new ResponseTime.Wall(Duration.ofMinutes(15)),
            "当番",
            "systemctl restart",
            "alert-response.md:25");
    return new Event.Opened(
        at,
        name,
        "ServiceDown",
        Labels.of("instance", "web-1:9100"),
        Severity.CRITICAL,
        policy,
        at.plus(Duration.ofMinutes(15)),
        "service-down",
        List.of("primary", "secondary"),
        "the table, line 25");
  }

  static Event.RunPlanned planned(Instant at, String runId, String host) {
    return new Event.RunPlanned(
        at,
        new Run.Intent(
            runId,
            "service-down/respond/1",
            "Restart",
            Run.Stage.RESPOND,
            host,
            SHA,
            "systemctl restart mks-backend",
            true,
            "automatic",
            Map.of()));
  }

  /** One of each kind that came with what people arrange; no story. */
  static List<Event> teamwork(Instant t) {
    return List.of(
        new Event.SeverityRaised(
            t,
            Severity.CRITICAL,
            opened(t, "サービス停止").policy(),
            t.plusSeconds(900),
            null,
            "CRITICAL by the label severity=critical"),
        new Event.DeadlineHalfway(t),
        new Event.RecoveryOverdue(t),
        new Event.NobodyOnCall(t, 1, "a gap in the schedule"),
        new Event.Asked(t, 1, "oncall:primary", "sato"),
        new Event.Snoozed(t, "sato", t.plusSeconds(600), "移動中"),
        new Event.SnoozeEnded(t, "sato"),
        new Event.TakenOver(t, "aoki", "sato", "交代"),
        new Event.Reassigned(t, "sato", "aoki", "詳しい"),
        new Event.Linked(t, "sato", "INC-261124-AAAA", "同じホスト"),
        new Event.Absorbed(
            t, "sato", "INC-261124-AAAA", List.of(LABELS), List.of(alert(t)), "同じ原因"),
        new Event.MergedInto(t, "sato", "INC-261124-BBBB", "同じ原因"),
        new Event.SplitOff(t, "sato", "INC-261124-CCCC", List.of(Fingerprint.of(LABELS)), "別の原因"),
        new Event.SplitFrom(t, "sato", "INC-261124-AAAA", "別の原因"),
        new Event.DeadlinePaused(t, "sato", "業者待ち"),
        new Event.DeadlineResumed(t, "sato", ""),
        new Event.MaintenanceBegan(t, "alert 定期メンテナンス通知", "定期メンテナンス通知", t.plusSeconds(7200), true),
        new Event.MaintenanceEnded(t, "automatic", "定期メンテナンス通知"),
        new Event.ReopenedByHand(t, "sato", "再発"),
        new Event.CommandRefused(t, "sato", "acknowledge", Denial.HELD, "aoki"));
  }

  /** One of each kind that came with steps on several hosts; no story. */
  static List<Event> rollout(Instant t) {
    Plan plan =
        new Plan(
            "INC-261124-AAAA-F1",
            "disk-full/respond/1",
            "ログを消す",
            SHA,
            List.of("web-1", "web-2", "web-3"),
            2,
            Map.of("days", "7"));
    return List.of(
        new Event.RolloutPlanned(t, "sato", plan),
        new Event.RolloutEnded(
            t, plan.id(), "web-2", "it did not succeed on web-2: exit status 1", List.of("web-3")),
        new Event.RolloutWentOn(t, "aoki", plan.id()));
  }

  /** Notes and evidence that belong to a step. */
  static List<Event> kept(Instant t) {
    return List.of(
        new Event.NoteAdded(t.plusSeconds(1001), "sato", "of a step", new AboutStep("a/b/c", "手順")),
        new Event.EvidenceAdded(t.plusSeconds(1001), "automatic", null, Evidence.output("r-1")),
        new Event.EvidenceAdded(
            t.plusSeconds(1001),
            "sato",
            new AboutStep("a/b/c", "手順"),
            new Evidence(Evidence.Kind.FILE, "top.txt", "load 9\n")));
  }

  static List<Event> story(Instant t) {
    return List.of(
        opened(t, "サービス停止"),
        new Event.AlertFired(t, "prod", alert(t)),
        new Event.Notified(t.plusSeconds(1), "desktop", "me", "new critical"),
        new Event.NotifyFailed(t.plusSeconds(2), "slack", "#ops", "503"),
        new Event.Acknowledged(t.plusSeconds(60), "sato", "見ます", t.plusSeconds(3600)),
        new Event.DiagnosisStarted(t.plusSeconds(61), "sato"),
        new Event.CheckSet(t.plusSeconds(62), "sato", "c1", "ログを確認", true),
        new Event.ResponseChosen(t.plusSeconds(63), true, "policy allows it"),
        planned(t.plusSeconds(64), "run-1", "web-1"),
        new Event.RunEnded(
            t.plusSeconds(66),
            "run-1",
            new Run.Exited(t.plusSeconds(66), 0, Duration.ofMillis(1234), "ok\n")),
        new Event.RunRefused(
            t.plusSeconds(67),
            "s2",
            "web-1",
            false,
            "sato",
            "START_LIMIT",
            "3 of 3 in 300 s",
            null),
        planned(t.plusSeconds(68), "run-2", "web-1"),
        new Event.RunEnded(
            t.plusSeconds(69),
            "run-2",
            new Run.Failed(
                t.plusSeconds(69),
                Run.FailureReason.TIME_LIMIT,
                "30 s",
                Duration.ofSeconds(30),
                "")),
        planned(t.plusSeconds(70), "run-3", "web-1"),
        new Event.RunEnded(
            t.plusSeconds(71), "run-3", new Run.Unknown(t.plusSeconds(71), "Toban ended")),
        new Event.VerificationStarted(t.plusSeconds(80), 1),
        new Event.VerificationFailed(t.plusSeconds(90), 1, "still down"),
        new Event.HandedOver(t.plusSeconds(91), 1, "secondary", "automatic", "not recovered"),
        new Event.AcknowledgementEnded(t.plusSeconds(92), "until"),
        new Event.DeadlineAtRisk(t.plusSeconds(100)),
        new Event.DeadlineBreached(t.plusSeconds(900)),
        new Event.VerificationStarted(t.plusSeconds(940), 2),
        new Event.VerificationPassed(t.plusSeconds(950), 2, "all steps"),
        new Event.AlertCleared(t.plusSeconds(960), "prod", Fingerprint.of(LABELS), "3 polls"),
        new Event.RecoveryConfirmed(t.plusSeconds(970), "cleared"),
        new Event.Reopened(t.plusSeconds(980), "fired again"),
        new Event.VerificationStarted(t.plusSeconds(985), 3),
        new Event.VerificationPassed(t.plusSeconds(988), 3, "all steps"),
        new Event.RecoveryConfirmed(t.plusSeconds(990), "cleared"),
        new Event.NoteAdded(t.plusSeconds(1001), "sato", "メモ `x` | y"),
        new Event.Silenced(
            t.plusSeconds(1001),
            "sato",
            "prod",
            "1d2c6808-7985-499c-9311-2df67bf12b85",
            "{alertname=\"A\"}",
            t.plusSeconds(9000),
            "作業"),
        new Event.SilenceEnded(t.plusSeconds(1001), "sato", "1d2c6808"),
        new Event.ReviewDrafted(t.plusSeconds(1002), "sato"),
        new Event.Closed(t.plusSeconds(1003), "sato", Verdict.ACTIONABLE, "done", false));
  }
}
