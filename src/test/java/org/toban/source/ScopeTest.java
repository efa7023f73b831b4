package org.toban.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.toban.alert.Alert;
import org.toban.alert.Alerts;
import org.toban.alert.Fingerprint;
import org.toban.alert.Labels;
import org.toban.alert.Matcher;
import org.toban.alert.Matcher.Operator;
import org.toban.source.SourceSettings.Http;
import org.toban.source.SourceSettings.Kind;
import org.toban.source.SourceSettings.Scope;

/** Which alerts of a source are wanted: replicas as one, receivers, filters. */
class ScopeTest {
  private static final InstantSource CLOCK = InstantSource.fixed(SomeAlerts.START);

  private static Source source(Scope scope, URI... urls) {
    return Source.of(
        new SourceSettings(
            "prod",
            Kind.ALERTMANAGER,
            List.of(urls),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            1 << 20,
            List.of(),
            Http.plain(),
            SourceSettings.USUAL_RESEND,
            scope));
  }

  private static Alerts read(Source source) {
    Reading reading = source.read(CLOCK);
    assertThat(reading).isInstanceOf(Reading.Complete.class);
    return ((Reading.Complete) reading).alerts();
  }

  /** As one of a pair of Prometheus servers sends it. */
  private static Alert of(String replica, int later, Alert.State state, String... silences) {
    Labels labels =
        Labels.of("alertname", "Down", "instance", "web-1", "prometheus_replica", replica);
    return new Alert(
        labels,
        Fingerprint.of(labels),
        Map.of("summary", "by " + replica),
        SomeAlerts.START.plusSeconds(later),
        state,
        List.of(silences),
        "http://prom-" + replica + "/graph",
        List.of("team-a"));
  }

  private static byte[] answer(Alert... alerts) {
    return AnswerWriter.alertmanager(List.of(alerts), SomeAlerts.START);
  }

  @Test
  void alertsThatDifferInReplicaLabelsOnlyAreOne() {
    byte[] both =
        answer(
            of("a", 7, Alert.State.ACTIVE),
            of("b", 3, Alert.State.SUPPRESSED, "silence:1"),
            SomeAlerts.numbered(1).getFirst());
    try (RawServer server = RawServer.answering(both)) {
      Scope scope =
          new Scope(
              List.of("replica", "prometheus_replica"),
              List.of(),
              List.of(),
              List.of(),
              Duration.ZERO,
              null);
      Source source = source(scope, server.url());
      Alerts alerts = read(source);
      assertThat(alerts).hasSize(2);
      Labels left = Labels.of("alertname", "Down", "instance", "web-1");
      Alert one = Objects.requireNonNull(alerts.get(Fingerprint.of(left)));
      assertThat(one.labels()).isEqualTo(left);
      assertThat(one.startsAt()).isEqualTo(SomeAlerts.START.plusSeconds(3));
      assertThat(one.state()).isEqualTo(Alert.State.ACTIVE);
      assertThat(one.receivers()).containsExactly("team-a");
      assertThat(read(source)).as("nothing changed").isSameAs(alerts);
    }
  }

  @Test
  void withoutReplicaLabelsTheyStayTwo() {
    byte[] both = answer(of("a", 7, Alert.State.ACTIVE), of("b", 3, Alert.State.ACTIVE));
    try (RawServer server = RawServer.answering(both)) {
      assertThat(read(source(Scope.all(), server.url()))).hasSize(2);
    }
  }

  @Test
  void oneLiveReplicaOfTheClusterIsEnough() {
    Scope scope =
        new Scope(
            List.of("prometheus_replica"), List.of(), List.of(), List.of(), Duration.ZERO, null);
    RawServer first = RawServer.answering(answer(of("a", 7, Alert.State.ACTIVE)));
    try (RawServer second = RawServer.answering(answer(of("b", 3, Alert.State.ACTIVE)))) {
      Source source = source(scope, first.url(), second.url());
      Alert merged = read(source).iterator().next();
      assertThat(merged.startsAt()).isEqualTo(SomeAlerts.START.plusSeconds(3));
      first.close();
      Alert alone = read(source).iterator().next();
      assertThat(alone.fingerprint()).isEqualTo(merged.fingerprint());
    } finally {
      first.close();
    }
  }

  @Test
  void receiversAndFiltersGoToTheServer() {
    try (RawServer server = RawServer.answering(answer())) {
      Scope scope =
          new Scope(
              List.of(),
              List.of("team-a", "web.*(x)"),
              List.of(
                  Matcher.of("severity", Operator.EQUAL, "critical"),
                  Matcher.of("note", Operator.NOT_EQUAL, "a \"b\" \\ 停止 & c=d")),
              List.of(),
              Duration.ZERO,
              null);
      read(source(scope, server.url().resolve("/am")));
      String request = server.lastForAlerts().lines().findFirst().orElse("");
      assertThat(request).startsWith("GET /am/api/v2/alerts?filter=");
      assertThat(
              List.of(request.replaceAll("^[^?]*\\?| HTTP/1.1$", "").split("&")).stream()
                  .map(it -> URLDecoder.decode(it, StandardCharsets.UTF_8)))
          .containsExactly(
              "filter=severity=\"critical\"",
              "filter=note!=\"a \\\"b\\\" \\\\ 停止 & c=d\"",
              "receiver=team-a|web\\.\\*\\(x\\)");
    }
  }
}
