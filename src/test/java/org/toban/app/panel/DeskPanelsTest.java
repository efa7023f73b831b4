package org.toban.app.panel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.alert.Alert;
import org.toban.alert.Labels;
import org.toban.alert.Severity;
import org.toban.incident.Event;
import org.toban.incident.Incident;
import org.toban.incident.Policy;
import org.toban.incident.ResponseTime;
import org.toban.runbook.MarkdownFile;
import org.toban.runbook.RunbookReader;
import org.toban.runbook.Step;
import org.toban.source.SourceSettings;
import org.toban.source.fault.Fault;
import org.toban.source.logs.LogRule;
import org.toban.source.logs.Rules;
import org.toban.testbed.Exporter;
import org.toban.testbed.PrometheusServer;
import org.toban.testbed.Server;
import org.toban.ui.parts.Panels;
import org.toban.ui.parts.Panels.Answer;

/** The queries of runbooks against a real Prometheus and a played Loki. */
class DeskPanelsTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  @TempDir Path folder;

  static Step step(String block) {
    return RunbookReader.read(
            List.of(new MarkdownFile("a.md", "# Alert: A\n\n## Diagnose\n\n" + block)))
        .runbooks()
        .getFirst()
        .steps()
        .getFirst();
  }

  private static SourceSettings prometheus(String name, URI url) {
    return new SourceSettings(
        name,
        SourceSettings.Kind.PROMETHEUS,
        List.of(url),
        Duration.ofSeconds(15),
        Duration.ofSeconds(10),
        1 << 20,
        null,
        SourceSettings.Http.plain());
  }

  static Incident incident(String instance) {
    Labels labels = Labels.of("alertname", "A", "instance", instance);
    Instant start = now().minusSeconds(60);
    Policy policy =
        new Policy(
            "A",
            Severity.WARNING,
            new ResponseTime.Wall(Duration.ofMinutes(15)),
            "SRE",
            "",
            "book.md:3");
    return Incident.fold(
        "INC-1",
        List.of(
            new Event.Opened(
                start,
                "A",
                "A",
                labels,
                Severity.WARNING,
                policy,
                start.plusSeconds(900),
                null,
                List.of(),
                ""),
            new Event.AlertFired(start, "prod", Alert.active(labels, start))));
  }

  private static DeskPanels panels(
      List<SourceSettings> sources, List<LogRule> logs, String... sightings) {
    return new DeskPanels(sources, logs, alert -> List.of(sightings));
  }

  @Test
  void aRealPrometheusIsAskedForTheLeftSideOfAComparison() throws Exception {
    try (Exporter exporter = new Exporter(() -> "load{core=\"0\"} 3\nload{core=\"1\"} 7\n");
        PrometheusServer server =
            PrometheusServer.start(
                folder,
                "groups: []",
                URI.create("http://127.0.0.1:1"),
                Map.of("node", new PrometheusServer.Target(exporter.address(), "web \"1\"")))) {
      DeskPanels panels = panels(List.of(prometheus("prod", server.uri())), List.of());
      Step step = step("```promql { unit=percent }\n# Load\nload{instance=\"$instance\"} > 5\n```");
      Incident web = incident("web \"1\"");
      Server.await("scraped", SOON, () -> !chart(panels.read(step, web, now())).series().isEmpty());
      Answer.Chart chart = chart(panels.read(step, web, now()));
      assertThat(chart.series()).hasSize(2);
      assertThat(chart.threshold()).isEqualTo(5);
      assertThat(chart.unit()).isEqualTo("percent");
      assertThat(chart.source()).isEqualTo("prod");
      assertThat(chart.span().from()).isBefore(chart.span().start());

      assertThat(panels.read(step, incident("other"), now()))
          .isInstanceOfSatisfying(Answer.Chart.class, it -> assertThat(it.series()).isEmpty());
      assertThat(panels.read(step("```promql\nsum by (\n```"), incident("a"), now()))
          .isInstanceOfSatisfying(
              Answer.Failed.class, it -> assertThat(it.fault()).isInstanceOf(Fault.Refused.class));
    }
  }

  private static Answer.Chart chart(Answer answer) {
    return (Answer.Chart) answer;
  }

  private static Instant now() {
    return Instant.now();
  }

  @Test
  void whoIsAskedFollowsFromTheAlertOrTheBlock() {
    URI nobody = URI.create("http://127.0.0.1:1");
    List<SourceSettings> two = List.of(prometheus("a", nobody), prometheus("b", nobody));
    Step plain = step("```promql\nup\n```");
    Incident incident = incident("x");
    assertThat(panels(two, List.of()).read(plain, incident, now()))
        .isEqualTo(new Answer.Unasked(Panels.Why.SEVERAL_SERVERS, "a, b"));
    assertThat(asked(panels(two, List.of(), "am", "b").read(plain, incident, now())))
        .isEqualTo("b");
    Step named = step("```promql { source=a }\nup\n```");
    assertThat(asked(panels(two, List.of(), "b").read(named, incident, now()))).isEqualTo("a");
    Step wrong = step("```promql { source=c }\nup\n```");
    assertThat(panels(two, List.of()).read(wrong, incident, now()))
        .isEqualTo(new Answer.Unasked(Panels.Why.UNKNOWN_SERVER, "c"));
    assertThat(panels(List.of(), List.of()).read(plain, incident, now()))
        .isEqualTo(new Answer.Unasked(Panels.Why.NO_SERVER, ""));
    assertThat(
            panels(two.subList(0, 1), List.of())
                .read(step("```promql\nup{pod=\"$pod\"}\n```"), incident, now()))
        .isEqualTo(new Answer.Unasked(Panels.Why.BAD_QUERY, "the alert has no label pod"));
  }

  private static String asked(Answer answer) {
    return ((Answer.Failed) answer).source();
  }

  @Test
  void aLokiIsAskedForTheNewestLines() throws IOException {
    List<String> queries = new CopyOnWriteArrayList<>();
    HttpServer loki =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    loki.createContext(
        "/",
        exchange -> {
          queries.add(
              URLDecoder.decode(exchange.getRequestURI().getRawQuery(), StandardCharsets.UTF_8));
          long nanos = now().minusSeconds(5).getEpochSecond() * 1_000_000_000L;
          byte[] body =
              ("{\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"result\":[{\"stream\":"
                      + "{\"app\":\"x\"},\"values\":[[\""
                      + nanos
                      + "\",\"it failed\"]]}]}}")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    loki.start();
    try {
      URI url = URI.create("http://127.0.0.1:" + loki.getAddress().getPort());
      List<LogRule> rules = List.of(Rules.loki(url, "{other=\"y\"}").rule());
      Answer answer =
          panels(List.of(), rules)
              .read(
                  step("```logql\n{app=\"x\", host=\"$instance\"} |= \"failed\"\n```"),
                  incident("a\"b"),
                  now());
      assertThat(answer)
          .isInstanceOfSatisfying(
              Answer.Lines.class,
              it ->
                  assertThat(it.lines()).singleElement().extracting("text").isEqualTo("it failed"));
      assertThat(queries.getFirst()).contains("query={app=\"x\", host=\"a\\\"b\"} |= \"failed\"&");
    } finally {
      loki.stop(0);
    }
    assertThat(panels(List.of(), List.of()).read(step("```lucene\na\n```"), incident("x"), now()))
        .isEqualTo(new Answer.Unasked(Panels.Why.NO_SERVER, ""));
  }

  /** As a real one answered, and as one answers what it cannot read. */
  @Test
  void whatALokiCountsIsAChart() throws IOException {
    List<String> queries = new CopyOnWriteArrayList<>();
    byte[] matrix =
        java.nio.file.Files.readAllBytes(Path.of("src/test/resources/source/loki/matrix.json"));
    HttpServer loki =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    loki.createContext(
        "/",
        exchange -> {
          String query =
              URLDecoder.decode(exchange.getRequestURI().getRawQuery(), StandardCharsets.UTF_8);
          queries.add(exchange.getRequestURI().getPath() + "?" + query);
          boolean good = query.contains("level");
          byte[] body =
              good
                  ? matrix
                  : "parse error at line 1, col 5: syntax error".getBytes(StandardCharsets.UTF_8);
          exchange
              .getResponseHeaders()
              .set("Content-Type", good ? "application/json" : "text/plain; charset=utf-8");
          exchange.sendResponseHeaders(good ? 200 : 400, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    loki.start();
    try {
      URI url = URI.create("http://127.0.0.1:" + loki.getAddress().getPort());
      DeskPanels panels = panels(List.of(), List.of(Rules.loki(url, "{other=\"y\"}").rule()));
      Answer.Chart chart =
          chart(
              panels.read(
                  step(
                      "```logql\nsum by (level) (count_over_time({host=\"$instance\"}[$__interval])) > 5\n```"),
                  incident("a\"b"),
                  now()));
      assertThat(chart.threshold()).isEqualTo(5);
      assertThat(chart.source()).isEqualTo("backend-errors");
      assertThat(chart.series())
          .singleElement()
          .satisfies(it -> {
            assertThat(it.labels().get("level")).isEqualTo("error");
            assertThat(it.samples()).extracting("value").containsExactly(2.0, 6.0);
          });
      assertThat(queries.getFirst())
          .startsWith("/loki/api/v1/query_range?")
          .contains(
              "query=sum by (level) (count_over_time({host=\"a\\\"b\"}[15s]))", "&step=15.0&");
      assertThat(panels.read(step("```logql\nrate({a=\"b\"}\n```"), incident("x"), now()))
          .isInstanceOfSatisfying(
              Answer.Failed.class, it -> assertThat(it.fault()).isInstanceOf(Fault.Refused.class));
    } finally {
      loki.stop(0);
    }
  }
}
