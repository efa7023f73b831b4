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
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.toban.alert.Alert;
import org.toban.alert.Alerts;
import org.toban.alert.Fingerprint;
import org.toban.alert.Labels;
import org.toban.alert.Matcher;
import org.toban.source.SourceSettings.Http;
import org.toban.source.SourceSettings.Kind;
import org.toban.source.fault.Fault;
import org.toban.testbed.AlertmanagerServer;
import org.toban.testbed.Exporter;
import org.toban.testbed.PrometheusServer;
import org.toban.testbed.Release;
import org.toban.testbed.Server;

/** The real Alertmanager and Prometheus, of each release that Debian has. */
@Tag("server")
class RealServersTest {
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private static SourceSettings settings(Kind kind, URI url, SourceSettings.Scope scope) {
    return new SourceSettings(
        "real",
        kind,
        List.of(url),
        Duration.ofSeconds(1),
        Duration.ofSeconds(30),
        1 << 20,
        List.of(),
        Http.plain(),
        SourceSettings.USUAL_RESEND,
        scope);
  }

  private static Source source(Kind kind, URI url) {
    return Source.of(settings(kind, url, SourceSettings.Scope.all()));
  }

  private static Alerts read(Source source) {
    Reading reading = source.read(InstantSource.system());
    assertThat(reading).isInstanceOf(Reading.Complete.class);
    return ((Reading.Complete) reading).alerts();
  }

  /** Waits for an alert, and gives it as it was at that look: at the next it may be another. */
  private static Alert await(Source source, String name, Alert.State state) {
    AtomicReference<Alert> seen = new AtomicReference<>();
    Server.await(
        name + " is " + state,
        SOON,
        () -> {
          read(source).stream()
              .filter(it -> it.name().equals(name) && it.state() == state)
              .forEach(seen::set);
          return seen.get() != null;
        });
    return Objects.requireNonNull(seen.get());
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
    // without an end Alertmanager forgets it after its resolve_timeout
    String end = Instant.now().plusSeconds(3600).toString();
    return JSON.writeValueAsString(List.of(Map.of("labels", labels, "endsAt", end)));
  }

  @ParameterizedTest
  @EnumSource(Release.class)
  void silencesAndInhibitionsOfAlertmanagerSuppress(Release release) throws IOException {
    try (AlertmanagerServer server = AlertmanagerServer.start(folder, release)) {
      Source source = source(Kind.ALERTMANAGER, server.uri());
      assertThat(read(source)).isEmpty();
      server.post(alert(Map.of("alertname", "Slow", "instance", "web-1", "severity", "warning")));
      server.post(alert(Map.of("alertname", "Full", "instance", "web-2")));
      assertThat(read(source)).extracting(Alert::state).containsOnly(Alert.State.ACTIVE);
      assertThat(read(source)).extracting(Alert::receivers).containsOnly(List.of("nobody"));
      assertThat(read(source)).isSameAs(read(source));

      String silence = server.silence("alertname", "Full");
      assertThat(await(source, "Full", Alert.State.SUPPRESSED).suppressedBy())
          .containsExactly("silence:" + silence);
      server.expire(silence);
      await(source, "Full", Alert.State.ACTIVE);

      Map<String, String> down =
          Map.of(
              "alertname", "Down", "instance", "web-1", "severity", "critical", "inhibits", "yes");
      server.post(alert(down));
      assertThat(await(source, "Slow", Alert.State.SUPPRESSED).suppressedBy())
          .containsExactly("inhibited:" + Fingerprint.of(Labels.of(down)));
    }
  }

  @ParameterizedTest
  @EnumSource(Release.class)
  void fingerprintsAreThoseOfAlertmanager(Release release) throws IOException {
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
    try (AlertmanagerServer server = AlertmanagerServer.start(folder, release)) {
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

  @ParameterizedTest
  @EnumSource(Release.class)
  void aKilledAlertmanagerIsUnreachableAndComesBack(Release release) throws IOException {
    try (AlertmanagerServer server = AlertmanagerServer.start(folder, release)) {
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

  @ParameterizedTest
  @EnumSource(Release.class)
  void alertsOfPrometheusPendAndFire(Release release) throws IOException {
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
    Instant begun = Instant.now();
    try (Exporter exporter = new Exporter(() -> "app_up " + up + "\n");
        AlertmanagerServer alertmanager = AlertmanagerServer.start(folder.resolve("am"), release);
        PrometheusServer prometheus =
            PrometheusServer.start(
                folder.resolve("prom"),
                rules,
                alertmanager.uri(),
                Map.of("app", new PrometheusServer.Target(exporter.address(), "web-1")),
                release)) {
      Source direct = source(Kind.PROMETHEUS, prometheus.uri());
      Source forwarded = source(Kind.ALERTMANAGER, alertmanager.uri());
      await(direct, "Waiting", Alert.State.PENDING);
      AtomicReference<Alert> hereThen = new AtomicReference<>();
      AtomicReference<Alert> thereThen = new AtomicReference<>();
      Server.await(
          "forwarded with the same start",
          SOON,
          () -> {
            hereThen.set(await(direct, "Down", Alert.State.ACTIVE));
            thereThen.set(await(forwarded, "Down", Alert.State.ACTIVE));
            Duration apart =
                Duration.between(hereThen.get().startsAt(), thereThen.get().startsAt()).abs();
            return apart.compareTo(Duration.ofMillis(1)) < 0;
          });
      Alert here = Objects.requireNonNull(hereThen.get());
      Alert there = Objects.requireNonNull(thereThen.get());
      assertThat(there.fingerprint()).isEqualTo(here.fingerprint());
      assertThat(there.labels()).isEqualTo(here.labels());
      assertThat(there.annotations()).isEqualTo(Map.of("summary", "value 0"));
      assertThat(Objects.requireNonNull(there.generatorUrl())).contains("app_up");
      assertThat(here.startsAt()).isBetween(begun, Instant.now());

      up.set(1);
      Server.await("clears", SOON, () -> read(direct).isEmpty() && read(forwarded).isEmpty());
    }
  }

  @ParameterizedTest
  @EnumSource(Release.class)
  void receiversAndFiltersAreHeeded(Release release) throws IOException {
    String routed =
        """
        route:
          receiver: team-a
          group_wait: 0s
          routes:
            - {receiver: team-b, matchers: ['team="b"'], group_wait: 0s}
        receivers: [{name: team-a}, {name: team-b}]
        """;
    try (AlertmanagerServer server = AlertmanagerServer.start(folder, routed, release)) {
      server.post(alert(Map.of("alertname", "A", "team", "a", "note", "a \"b\" \\ 停止")));
      server.post(alert(Map.of("alertname", "B", "team", "b")));
      Source all = source(Kind.ALERTMANAGER, server.uri());
      assertThat(read(all)).hasSize(2);
      assertThat(read(scoped(server.uri(), List.of("team-b"), List.of())))
          .extracting(Alert::name)
          .containsExactly("B");
      Matcher note = Matcher.of("note", Matcher.Operator.EQUAL, "a \"b\" \\ 停止");
      assertThat(read(scoped(server.uri(), List.of(), List.of(note))))
          .extracting(Alert::name)
          .containsExactly("A");

      SourceSettings settings =
          settings(Kind.ALERTMANAGER, server.uri(), SourceSettings.Scope.all());
      Survey survey = Survey.of(settings).getFirst();
      assertThat(survey.fault()).isNull();
      assertThat(Objects.requireNonNull(survey.version())).matches("0\\.[2-9][0-9]\\..*");
      assertThat(survey.onlyOldApi()).isFalse();
    }
  }

  /**
   * What a time interval of its route mutes is active in the list of alerts of every release, and
   * the groups name the interval from 0.28 on. An alert that another route handles too is loud.
   */
  @ParameterizedTest
  @EnumSource(Release.class)
  void whatATimeIntervalMutesIsSuppressed(Release release) throws IOException {
    String scheduled =
        """
        route:
          receiver: day
          group_by: [alertname]
          group_wait: 0s
          group_interval: 1s
          routes:
            - {receiver: night, matchers: ['team="b"'], mute_time_intervals: [always]}
            - {receiver: never, matchers: ['team="c"'], active_time_intervals: [past]}
            - {receiver: night, matchers: ['team="d"'], mute_time_intervals: [always], continue: true}
            - {receiver: day, matchers: ['team="d"']}
        receivers: [{name: day}, {name: night}, {name: never}]
        time_intervals:
          - {name: always, time_intervals: [{times: [{start_time: '00:00', end_time: '24:00'}]}]}
          - {name: past, time_intervals: [{years: ['2001']}]}
        """;
    try (AlertmanagerServer server = AlertmanagerServer.start(folder, scheduled, release)) {
      for (String team : List.of("a", "b", "c", "d")) {
        server.post(alert(Map.of("alertname", team, "team", team)));
      }
      for (JsonNode node : JSON.readTree(server.alerts())) {
        assertThat(node.at("/status/state").asText()).isEqualTo("active");
        assertThat(node.at("/status/mutedBy")).isEmpty();
      }
      Source source = source(Kind.ALERTMANAGER, server.uri());
      if (release == Release.INSTALLED) {
        assertThat(read(source)).extracting(Alert::state).containsOnly(Alert.State.ACTIVE);
        return;
      }
      assertThat(await(source, "b", Alert.State.SUPPRESSED).suppressedBy())
          .containsExactly("muted:always");
      assertThat(await(source, "c", Alert.State.SUPPRESSED).suppressedBy())
          .containsExactly("muted:past");
      assertThat(named(source, "a").state()).isEqualTo(Alert.State.ACTIVE);
      assertThat(named(source, "d").state()).isEqualTo(Alert.State.ACTIVE);
      assertThat(read(source)).isSameAs(read(source));
      assertThat(named(scoped(server.uri(), List.of("night"), List.of()), "d").suppressedBy())
          .as("of the receiver that is asked for")
          .containsExactly("muted:always");
    }
  }

  /** Of several routes an alert has the first group by name; only who asks for groups knows any. */
  @ParameterizedTest
  @EnumSource(Release.class)
  void alertsKnowTheGroupInWhichTheyAreNotified(Release release) throws IOException {
    String grouped =
        """
        route:
          receiver: all
          group_by: [cluster]
          group_wait: 0s
          routes:
            - {receiver: team-b, matchers: ['team="b"'], group_by: [alertname, cluster]}
        receivers: [{name: all}, {name: team-b}]
        """;
    try (AlertmanagerServer server = AlertmanagerServer.start(folder, grouped, release)) {
      server.post(alert(Map.of("alertname", "Down", "cluster", "x")));
      server.post(alert(Map.of("alertname", "Slow", "cluster", "x")));
      server.post(alert(Map.of("alertname", "Down", "cluster", "x", "team", "b")));
      SourceSettings settings =
          settings(Kind.ALERTMANAGER, server.uri(), SourceSettings.Scope.all());
      Source source = Source.of(settings.withGroups());
      Labels shared = Labels.of("cluster", "x", "receiver", "all");
      Server.await(
          "groups",
          SOON,
          () ->
              stream(read(source))
                  .map(Alert::group)
                  .collect(Collectors.toSet())
                  .equals(
                      Set.of(
                          shared,
                          Labels.of("alertname", "Down", "cluster", "x", "receiver", "team-b"))));
      assertThat(stream(read(source)).filter(it -> shared.equals(it.group()))).hasSize(2);
      assertThat(read(source)).as("unchanged").isSameAs(read(source));
      assertThat(read(Source.of(settings))).extracting(Alert::group).containsOnlyNulls();
    }
  }

  private static Stream<Alert> stream(Alerts alerts) {
    return StreamSupport.stream(alerts.spliterator(), false);
  }

  private static Source scoped(URI url, List<String> receivers, List<Matcher> filter) {
    return Source.of(
        settings(
            Kind.ALERTMANAGER,
            url,
            new SourceSettings.Scope(
                List.of(), receivers, filter, List.of(), Duration.ZERO, null)));
  }

  @ParameterizedTest
  @EnumSource(Release.class)
  void rulesTargetsAndQueriesOfPrometheus(Release release) throws IOException {
    String rules =
        """
        groups:
          - name: app
            interval: 200ms
            rules:
              - {alert: Fine, expr: app_up == 0}
              - {alert: Broken, expr: 'app_many + on() group_left() app_many'}
        """;
    String metrics = "app_up 1\napp_many{n=\"1\"} 1\napp_many{n=\"2\"} 2\n";
    try (Exporter exporter = new Exporter(() -> metrics);
        PrometheusServer server =
            PrometheusServer.start(
                folder.resolve("prom"),
                rules,
                URI.create("http://127.0.0.1:9"),
                Map.of(
                    "app",
                    new PrometheusServer.Target(exporter.address(), "web-1"),
                    "gone",
                    new PrometheusServer.Target("127.0.0.1:1", "web-2")),
                release)) {
      SourceSettings settings = settings(Kind.PROMETHEUS, server.uri(), SourceSettings.Scope.all());
      Prometheus prometheus = Prometheus.of(settings);
      AtomicReference<@Nullable Inspection> seen = new AtomicReference<>();
      Server.await(
          "a rule breaks, and a target is found gone",
          SOON,
          () -> {
            Inspection said = prometheus.inspect();
            seen.set(said);
            return said.rules() != null
                && said.rules().brokenCount() == 1
                && said.targets() != null
                && !said.targets().failing().isEmpty();
          });
      Inspection inspection = Objects.requireNonNull(seen.get());
      Inspection.Rule broken = Objects.requireNonNull(inspection.rules()).broken().getFirst();
      assertThat(broken.group()).isEqualTo("app");
      assertThat(broken.name()).isEqualTo("Broken");
      assertThat(broken.expression()).contains("group_left");
      assertThat(broken.error()).contains("many-to-many");
      assertThat(inspection.rules().total()).isEqualTo(2);
      Inspection.Targets targets = Objects.requireNonNull(inspection.targets());
      assertThat(targets.total()).isEqualTo(2);
      Inspection.Job failing = targets.failing().getFirst();
      assertThat(failing.name()).isEqualTo("gone");
      assertThat(failing.examples().getFirst()).startsWith("web-2: ").contains("refused");
      assertThat(inspection.faults()).isEmpty();

      Instant now = Instant.now();
      QueryAnswer.Values vector = values(prometheus.query("app_many", now));
      assertThat(vector.series()).hasSize(2);
      assertThat(vector.series().getFirst().labels().get("instance")).isEqualTo("web-1");
      QueryAnswer.Values scalar = values(prometheus.query("vector(1) / 0 or vector(2)", now));
      assertThat(scalar.series().getFirst().samples().getFirst().value())
          .isEqualTo(Double.POSITIVE_INFINITY);
      QueryAnswer.Values range =
          values(
              prometheus.query(
                  "vector(time())", now.minusSeconds(60), now, Duration.ofSeconds(15)));
      assertThat(range.series().getFirst().samples()).hasSize(5);
      assertThat(prometheus.query("app_many(", now))
          .isInstanceOfSatisfying(
              QueryAnswer.Failed.class,
              it ->
                  assertThat(it.fault())
                      .isInstanceOfSatisfying(
                          Fault.Refused.class,
                          refused -> {
                            assertThat(refused.status()).isEqualTo(400);
                            assertThat(refused.body()).contains("parse error").doesNotContain("{");
                          }));
      Survey survey = Survey.of(settings).getFirst();
      assertThat(Objects.requireNonNull(survey.version())).matches("[23]\\..*");
    }
  }

  private static QueryAnswer.Values values(QueryAnswer answer) {
    assertThat(answer).isInstanceOf(QueryAnswer.Values.class);
    return (QueryAnswer.Values) answer;
  }
}
