package org.toban.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.toban.alert.Alert;
import org.toban.alert.Alerts;
import org.toban.alert.Labels;
import org.toban.app.doctor.Finding;
import org.toban.app.doctor.Subject;
import org.toban.source.Doorbell;
import org.toban.source.SourceSettings;
import org.toban.source.SourceSettings.Kind;

class ServerCheckupTest {
  private static SourceSettings settings(Kind kind, URI url) {
    return new SourceSettings(
        "prod",
        kind,
        List.of(url),
        Duration.ofSeconds(15),
        Duration.ofMinutes(1),
        1 << 20,
        null,
        SourceSettings.Http.plain());
  }

  /** A server with fixed answers by path; 404 for the rest. */
  private static List<Finding> findings(Kind kind, Map<String, String> answers) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String answer = answers.get(exchange.getRequestURI().getPath());
          byte[] body = String.valueOf(answer).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(answer == null ? 404 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
      return ServerCheckup.all(List.of(settings(kind, url)));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void tellsTheVersionAndTheCluster() throws IOException {
    Finding finding =
        findings(
                Kind.ALERTMANAGER,
                Map.of(
                    "/api/v2/status",
                    """
                    {"cluster":{"name":"x","peers":[{"address":"a","name":"1"},{"address":"b","name":"2"}],
                     "status":"ready"},"config":{"original":""},"uptime":"2026-11-23T21:13:28.034Z",
                     "versionInfo":{"branch":"","version":"0.28.1"}}
                    """))
            .getFirst();
    assertThat(finding.state()).isEqualTo(Finding.State.OK);
    assertThat(finding.detail()).isEqualTo("Alertmanager 0.28.1, a cluster of 2");
  }

  @Test
  void anAlertmanagerOfTheOldApiIsToldSo() throws IOException {
    Finding finding =
        findings(Kind.ALERTMANAGER, Map.of("/api/v1/status", "{\"status\":\"success\"}"))
            .getFirst();
    assertThat(finding.state()).isEqualTo(Finding.State.FAILED);
    assertThat(finding.detail()).contains("API v1 only");
    assertThat(String.valueOf(finding.mend())).startsWith("update it");
  }

  @Test
  void brokenRulesFailAndFailingTargetsWarn() throws IOException {
    List<Finding> findings =
        findings(
            Kind.PROMETHEUS,
            Map.of(
                "/api/v1/status/buildinfo",
                "{\"status\":\"success\",\"data\":{\"version\":\"2.53.3\",\"features\":{}}}",
                "/api/v1/rules",
                "{\"status\":\"success\",\"data\":{\"groups\":[{\"name\":\"g\",\"rules\":[{\"name\":\"A\","
                    + "\"query\":\"x\",\"health\":\"err\",\"lastError\":\"no\"}]}]}}",
                "/api/v1/targets",
                "{\"status\":\"success\",\"data\":{\"activeTargets\":[{\"labels\":{\"job\":\"node\","
                    + "\"instance\":\"web-1\"},\"health\":\"down\",\"lastError\":\"refused\"}],"
                    + "\"droppedTargetCounts\":{\"node\":3}}}"));
    assertThat(findings)
        .extracting(Finding::state)
        .containsExactly(Finding.State.OK, Finding.State.FAILED, Finding.State.WARNING);
    assertThat(findings)
        .extracting(Finding::detail)
        .containsExactly(
            "Prometheus 2.53.3",
            "1 of 1 cannot be evaluated: g/A: no",
            "1 of 1 of job node cannot be scraped: web-1: refused");
  }

  @Test
  void doubledAlertsAndCostlyPollsGetAdvice() {
    SourceSettings settings = settings(Kind.ALERTMANAGER, URI.create("http://am:9093"));
    Alerts pair =
        Alerts.of(
            List.of(
                Alert.active(Labels.of("alertname", "A", "replica", "1"), Instant.EPOCH),
                Alert.active(Labels.of("alertname", "A", "replica", "2"), Instant.EPOCH)));
    assertThat(
            Objects.requireNonNull(ServerCheckup.advice(Subject.SOURCE.of("x"), settings, pair))
                .mend())
        .asString()
        .contains("'replica_labels: replica'");
    Alerts many =
        Alerts.of(
            IntStream.range(0, 7000)
                .mapToObj(i -> Alert.active(Labels.of("alertname", "A" + i), Instant.EPOCH))
                .toList());
    assertThat(
            Objects.requireNonNull(ServerCheckup.advice(Subject.SOURCE.of("x"), settings, many))
                .detail())
        .contains("7000 alerts", "2 % of a core");
    assertThat(ServerCheckup.advice(Subject.SOURCE.of("x"), settings, Alerts.none())).isNull();
  }

  @Test
  void thePushAddressIsTold() throws IOException {
    InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    Finding finding = ServerCheckup.push(new Doorbell.Place(free, "abc"));
    assertThat(finding.detail()).startsWith("http://127.0.0.1:1/abc for all sources");
    assertThat(finding.state()).isEqualTo(Finding.State.OK);
  }
}
