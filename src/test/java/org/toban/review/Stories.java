package org.toban.review;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.toban.alert.Alert;
import org.toban.alert.Fingerprint;
import org.toban.alert.Labels;
import org.toban.alert.Severity;
import org.toban.incident.AboutStep;
import org.toban.incident.Event;
import org.toban.incident.Evidence;
import org.toban.incident.Incident;
import org.toban.incident.Policy;
import org.toban.incident.ResponseTime;
import org.toban.incident.Run;
import org.toban.incident.Verdict;

/** Incidents to make reviews of. */
final class Stories {
  static final Instant T0 = Instant.parse("2026-11-24T00:12:30Z");

  private Stories() {}

  /** The first fix fails, the incident is handed over, the second works. */
  static Review serviceDown(boolean practice) {
    return review(
        "INC-261124-K7QM",
        serviceDownEvents("サービスダウン", label("web-1:9100"), "原因はログの肥大化。ディスクを確認した。"),
        Map.of("run-2", "● mks-backend.service\n   Active: active (running)\n".repeat(4)),
        practice);
  }

  /** The same story told by somebody who means harm in every text. */
  static Review hostile(String text) {
    return review("INC-1", serviceDownEvents(text, label(text), text), Map.of("run-2", text), true);
  }

  static Review review(
      String id, List<Event> events, Map<String, String> outputs, boolean practice) {
    return Reviews.of(Incident.fold(id, events), events, outputs, practice);
  }

  private static Labels label(String value) {
    return Labels.of(
        "alertname",
        "ServiceDown",
        "instance",
        value,
        "job",
        "mks-backend",
        "severity",
        "critical");
  }

  static Event.Opened opened(String name, String text) {
    return new Event.Opened(
        T0,
        name,
        "ServiceDown",
        Labels.of("instance", text),
        Severity.CRITICAL,
        new Policy(
            name,
            Severity.CRITICAL,
            new ResponseTime.Wall(Duration.ofMinutes(15)),
            "SRE/DevOps",
            "自動再起動",
            "alert-response.md:23"),
        T0.plus(Duration.ofMinutes(15)),
        "service-down",
        List.of("@oncall-primary", "@oncall-secondary", "@engineering-lead"),
        "alert-response.md:23");
  }

  private static List<Event> serviceDownEvents(String name, Labels labels, String text) {
    Fingerprint fingerprint = Fingerprint.of(labels);
    Alert alert =
        new Alert(
            labels, fingerprint, Map.of("summary", text), T0, Alert.State.ACTIVE, List.of(), null);
    return List.of(
        opened(name, labels.getOrDefault("instance", "")),
        new Event.AlertFired(T0, "prod", alert),
        new Event.Notified(at(1), "desktop", "@oncall-primary", "新しい重大アラート"),
        new Event.NotifyFailed(at(2), "slack", "#ops", "HTTP 503"),
        new Event.ResponseChosen(at(3), true, "方針が自動再起動を許す"),
        planned(
            at(4), "run-1", "サービスを再起動", Run.Stage.RESPOND, "systemctl restart mks-backend", true),
        new Event.RunEnded(
            at(34),
            "run-1",
            new Run.Failed(
                at(34),
                Run.FailureReason.TIME_LIMIT,
                text,
                Duration.ofSeconds(30),
                "Job for mks-backend.service failed.\n")),
        new Event.RunRefused(
            at(40),
            "service-down/respond/1",
            "web-1",
            true,
            "automatic",
            "START_LIMIT",
            text,
            null),
        new Event.HandedOver(at(41), 1, "@oncall-secondary", "automatic", "自動対応が失敗"),
        new Event.Acknowledged(at(95), "sato", text, null),
        new Event.DiagnosisStarted(at(96), "sato"),
        new Event.CheckSet(at(150), "sato", "c1", text, true),
        new Event.CheckSet(at(151), "sato", "c2", "DB接続を確認", false),
        new Event.NoteAdded(at(200), "sato", text),
        new Event.NoteAdded(at(201), "sato", text, new AboutStep("service-down/respond/1", text)),
        new Event.EvidenceAdded(
            at(202),
            "sato",
            new AboutStep("service-down/respond/1", text),
            new Evidence(Evidence.Kind.PANEL, text, "5xx " + text)),
        new Event.EvidenceAdded(
            at(203), "sato", null, new Evidence(Evidence.Kind.TEXT, "", text + "\n" + text)),
        planned(
            at(260),
            "run-2",
            "古いログを消して再起動",
            Run.Stage.RESPOND,
            "find /var/log/mks -name '*.gz' -mtime +7 -delete\nsystemctl restart mks-backend\n"
                + text,
            false),
        new Event.RunEnded(
            at(263), "run-2", new Run.Exited(at(263), 0, Duration.ofMillis(2_740), "ok\n")),
        new Event.VerificationStarted(at(264), 1),
        planned(at(265), "run-3", "ヘルスチェック", Run.Stage.VERIFY, "curl -fsS localhost/health", true),
        new Event.RunEnded(
            at(266), "run-3", new Run.Exited(at(266), 0, Duration.ofMillis(140), "{\"ok\":true}")),
        new Event.EvidenceAdded(at(266), "automatic", null, Evidence.output("run-3")),
        new Event.VerificationPassed(at(267), 1, "手順1件すべて成功"),
        new Event.AlertCleared(at(290), "prod", fingerprint, "3回の取得で消えた"),
        new Event.RecoveryConfirmed(at(291), "手順とアラートの解消"),
        new Event.ReviewDrafted(at(400), "sato"),
        new Event.Closed(at(4000), "sato", Verdict.ACTIONABLE, text, false));
  }

  static Event.RunPlanned planned(
      Instant at, String id, String title, Run.Stage stage, String script, boolean automatic) {
    return new Event.RunPlanned(
        at,
        new Run.Intent(
            id,
            "service-down/respond/1",
            title,
            stage,
            "web-1",
            "00".repeat(32),
            script,
            automatic,
            automatic ? "automatic" : "sato",
            Map.of()));
  }

  static Instant at(long second) {
    return T0.plusSeconds(second);
  }
}
