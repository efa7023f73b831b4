package org.toban.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.alert.Alert;
import org.toban.alert.Alerts;
import org.toban.alert.Fingerprint;
import org.toban.alert.Labels;
import org.toban.source.SourceSettings.Http;
import org.toban.source.SourceSettings.Kind;
import org.toban.testbed.AlertmanagerServer;
import org.toban.testbed.Exporter;
import org.toban.testbed.PrometheusServer;
import org.toban.testbed.Server;

/** The real Alertmanager and Prometheus. */
@Tag("server")
class RealServersTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private static Source source(Kind kind, URI url) {
    return Source.of(
        new SourceSettings(
            "real",
            kind,
            List.of(url),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            1 << 20,
            null,
            Http.plain()));
  }

  private static Alerts read(Source source) {
    Reading reading = source.read(InstantSource.system());
    assertThat(reading).isInstanceOf(Reading.Complete.class);
    return ((Reading.Complete) reading).alerts();
  }

  /** For what a test waits for: false as long as there is no such alert. */
  private static boolean has(Source source, String name, Alert.State state) {
    return read(source).stream().anyMatch(it -> it.name().equals(name) && it.state() == state);
  }

  private static Alert named(Source source, String name) {
    for (Alert alert : read(source)) {
      if (alert.name().equals(name)) {
        return alert;
      }
    }
    throw new AssertionError("no alert " + name);
  }

  private static String alert(Map<String, String> labels) throws IOException {
    return JSON.writeValueAsString(List.of(Map.of("labels", labels)));
  }

  @Test
  void silencesAndInhibitionsOfAlertmanagerSuppress() throws IOException {
    try (AlertmanagerServer server = AlertmanagerServer.start(folder)) {
      Source source = source(Kind.ALERTMANAGER, server.uri());
      assertThat(read(source)).isEmpty();
      server.post(alert(Map.of("alertname", "Slow", "instance", "web-1", "severity", "warning")));
      server.post(alert(Map.of("alertname", "Full", "instance", "web-2")));
      assertThat(read(source)).extracting(Alert::state).containsOnly(Alert.State.ACTIVE);
      assertThat(read(source)).isSameAs(read(source));

      String silence = server.silence("alertname", "Full");
      Server.await("silenced", SOON, () -> has(source, "Full", Alert.State.SUPPRESSED));
      assertThat(named(source, "Full").suppressedBy()).containsExactly("silence:" + silence);
      server.expire(silence);
      Server.await("loud", SOON, () -> has(source, "Full", Alert.State.ACTIVE));

      Map<String, String> down =
          Map.of(
              "alertname", "Down", "instance", "web-1", "severity", "critical", "inhibits", "yes");
      server.post(alert(down));
      Server.await("inhibited", SOON, () -> has(source, "Slow", Alert.State.SUPPRESSED));
      assertThat(named(source, "Slow").suppressedBy())
          .containsExactly("inhibited:" + Fingerprint.of(Labels.of(down)));
    }
  }

  @Test
  void fingerprintsAreThoseOfAlertmanager() throws IOException {
    List<Map<String, String>> odd =
        List.of(
            Map.of("alertname", "Plain"),
            Map.of("alertname", "Empty", "nothing", ""),
            Map.of("alertname", "当番", "説明".length() > 0 ? "text" : "", "停止しました 🔥"),
            Map.of("alertname", "Quotes", "q", "\"\\ ' ` $(x) \n\t"),
            Map.of("alertname", "Long", "l", "x".repeat(10_000)),
            Map.of("alertname", "Order", "Z", "1", "a", "2", "_", "3", "B", "4"),
            Map.of("alertname", "Controls", "c", "\u0001\u007f\u0085\u2028"),
            Map.of("alertname", "Planes", "p", "é€𐍈\uffff\ue000\ufeff"));
    try (AlertmanagerServer server = AlertmanagerServer.start(folder)) {
      for (Map<String, String> labels : odd) {
        server.post(alert(labels));
      }
      Map<String, String> theirs = new HashMap<>();
      for (JsonNode node : JSON.readTree(server.alerts())) {
        theirs.put(node.get("labels").get("alertname").asText(), node.get("fingerprint").asText());
      }
      Alerts ours = read(source(Kind.ALERTMANAGER, server.uri()));
      assertThat(ours).hasSize(odd.size());
      for (Alert alert : ours) {
        assertThat(alert.fingerprint().toString()).isEqualTo(theirs.get(alert.name()));
      }
    }
  }

  @Test
  void aKilledAlertmanagerIsUnreachableAndComesBack() throws IOException {
    try (AlertmanagerServer server = AlertmanagerServer.start(folder)) {
      Source source = source(Kind.ALERTMANAGER, server.uri());
      server.post(alert(Map.of("alertname", "A")));
      assertThat(read(source)).hasSize(1);
      server.kill();
      Reading reading = source.read(InstantSource.system());
      assertThat(reading).isInstanceOf(Reading.Failed.class);
      assertThat(((Reading.Failed) reading).fault()).isInstanceOf(Fault.Unreachable.class);
      server.restart();
      server.post(alert(Map.of("alertname", "B")));
      assertThat(named(source, "B").state()).isEqualTo(Alert.State.ACTIVE);
    }
  }

  @Test
  void alertsOfPrometheusPendAndFire() throws IOException {
    String rules =
        """
        groups:
          - name: app
            interval: 200ms
            rules:
              - alert: Down
                expr: app_up == 0
                labels: {severity: critical, text: '当番 "{{ $labels.instance }}"'}
                annotations: {summary: 'value {{ $value }}'}
              - alert: Waiting
                expr: app_up == 0
                for: 1h
        """;
    AtomicInteger up = new AtomicInteger(0);
    try (Exporter exporter = new Exporter(() -> "app_up " + up + "\n");
        AlertmanagerServer alertmanager = AlertmanagerServer.start(folder.resolve("am"));
        PrometheusServer prometheus =
            PrometheusServer.start(
                folder.resolve("prom"),
                rules,
                alertmanager.uri(),
                Map.of("app", new PrometheusServer.Target(exporter.address(), "web-1")))) {
      Source direct = source(Kind.PROMETHEUS, prometheus.uri());
      Source forwarded = source(Kind.ALERTMANAGER, alertmanager.uri());
      Server.await("fires", SOON, () -> has(direct, "Down", Alert.State.ACTIVE));
      assertThat(named(direct, "Waiting").state()).isEqualTo(Alert.State.PENDING);
      Server.await("is forwarded", SOON, () -> has(forwarded, "Down", Alert.State.ACTIVE));

      Alert here = named(direct, "Down");
      Alert there = named(forwarded, "Down");
      assertThat(there.fingerprint()).isEqualTo(here.fingerprint());
      assertThat(there.labels()).isEqualTo(here.labels());
      assertThat(there.annotations()).isEqualTo(Map.of("summary", "value 0"));
      assertThat(Duration.between(here.startsAt(), there.startsAt()).abs())
          .isLessThan(Duration.ofMillis(1));
      assertThat(Objects.requireNonNull(there.generatorUrl())).contains("app_up");
      assertThat(here.startsAt()).isBetween(Instant.now().minusSeconds(60), Instant.now());

      up.set(1);
      Server.await("clears", SOON, () -> read(direct).isEmpty() && read(forwarded).isEmpty());
    }
  }
}
