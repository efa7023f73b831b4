package org.toban.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.alert.Labels;
import org.toban.alert.Severity;

/** Events and incidents for the tests of this room. */
final class Samples {
  static final Instant T0 = Instant.parse("2026-11-24T03:00:00Z");
  static final Alert ALERT = alert("web-1");

  private Samples() {}

  static Alert alert(String host) {
    return Alert.active(Labels.of("alertname", "Down", "instance", host), T0);
  }

  static Event.Opened opened(Severity severity) {
    ResponseTime time = new ResponseTime.Wall(Duration.ofMinutes(16));
    return new Event.Opened(
        T0,
        "Down",
        "Down",
        Labels.of("alertname", "Down", "instance", "web-1"),
        severity,
        new Policy("Down", severity, time, "SRE", "Restart", "book.md:3"),
        T0.plusSeconds(960),
        "down",
        List.of("Aoki", "Baba"),
        severity + " by book.md:3");
  }

  static Incident incident(Severity severity, Event... more) {
    return Incident.fold("INC-1", List.of(opened(severity))).apply(List.of(more));
  }

  static Event.AlertFired fired(int second) {
    return new Event.AlertFired(at(second), "prod", ALERT);
  }

  static Event.AlertCleared cleared(int second) {
    return new Event.AlertCleared(at(second), "prod", ALERT.fingerprint(), "gone");
  }

  static Instant at(int second) {
    return T0.plusSeconds(second);
  }

  static Event.RunPlanned planned(int second, String runId, Run.Stage stage, boolean automatic) {
    return planned(second, runId, stage, automatic, "web-1");
  }

  static Event.RunPlanned planned(
      int second, String runId, Run.Stage stage, boolean automatic, String host) {
    return new Event.RunPlanned(
        at(second),
        new Run.Intent(
            runId,
            "down/" + stage,
            "Restart",
            stage,
            host,
            "ab".repeat(32),
            "systemctl restart web",
            automatic,
            automatic ? Incident.AUTOMATIC : "aoki",
            Map.of()));
  }

  static Event.RunEnded ended(int second, String runId, int status) {
    return new Event.RunEnded(
        at(second), runId, new Run.Exited(at(second), status, Duration.ofSeconds(1), ""));
  }

  static Event.Acknowledged acknowledged(int second, @Nullable Integer until) {
    return new Event.Acknowledged(at(second), "aoki", "on it", until == null ? null : at(until));
  }

  /** Everything up to a confirmed recovery. */
  static Event[] recovery() {
    return new Event[] {
      fired(0),
      planned(10, "r1", Run.Stage.RESPOND, true),
      ended(20, "r1", 0),
      new Event.VerificationStarted(at(20), 1),
      new Event.VerificationPassed(at(25), 1, "1 of 1"),
      cleared(30),
      new Event.RecoveryConfirmed(at(30), "gone")
    };
  }
}
