package org.toban.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.toban.alert.Alert;
import org.toban.alert.Fingerprint;
import org.toban.alert.Labels;
import org.toban.source.SourceSettings.Http;
import org.toban.source.SourceSettings.Kind;
import org.toban.source.SourceSettings.Scope;
import org.toban.source.SourceSettings.Secret;
import org.toban.source.json.Answers;

/**
 * Grafana's own alerts. There is no real Grafana here: the answer has the shape that its
 * documentation and its issues show, and this says no more.
 */
class GrafanaTest {
  private static final URI BASE = URI.create("https://grafana.example/g");
  private static final String ANSWER =
      """
      [{"annotations":{"__dashboardUid__":"xiEMOMC7z","__orgId__":"1","__panelId__":"4",
          "__value_string__":"[ var='A' labels={} value=1 ]","__values__":"{\\"A\\":1}","summary":"slow"},
        "endsAt":"2026-11-23T21:17:28.000Z","fingerprint":"a3f1d5c2b4e69708",
        "receivers":[{"active":null,"integrations":null,"name":"on-call"}],
        "startsAt":"2026-11-23T21:13:20.000Z",
        "status":{"inhibitedBy":[],"silencedBy":[],"state":"active"},
        "updatedAt":"2026-11-23T21:13:28.034Z",
        "generatorURL":"http://localhost:3000/alerting/grafana/adc2invmvlam8c/view?orgId=1",
        "labels":{"__alert_rule_namespace_uid__":"f1","__alert_rule_uid__":"adc2invmvlam8c",
          "alertname":"Latency","grafana_folder":"web","instance":"web-1","severity":"critical"}}]
      """;

  private static Alert alert(Map<String, String> labels, Map<String, String> annotations) {
    Labels all = Labels.of(labels);
    return new Alert(
        all,
        Fingerprint.of(all),
        annotations,
        SomeAlerts.START,
        Alert.State.ACTIVE,
        List.of(),
        null);
  }

  @Test
  void itsAlertsAreReadByItsApiWithAToken() {
    try (RawServer server = RawServer.answering(Answers.bytes(ANSWER))) {
      SourceSettings settings =
          new SourceSettings(
              "grafana",
              Kind.GRAFANA,
              List.of(server.url().resolve("/g/")),
              Duration.ofSeconds(15),
              Duration.ofSeconds(30),
              1 << 20,
              List.of(),
              Http.of(SignIn.Token.bearer(new Secret.InEnvironment("TOKEN"))),
              SourceSettings.USUAL_RESEND,
              Scope.all());
      Source source = new HttpSource(settings, HttpSourceTest.secrets(Map.of("TOKEN", "glsa_x")));
      Reading reading = source.read(InstantSource.fixed(SomeAlerts.START));
      assertThat(reading).isInstanceOf(Reading.Complete.class);
      Alert alert = ((Reading.Complete) reading).alerts().iterator().next();
      assertThat(alert.name()).isEqualTo("Latency");
      assertThat(alert.receivers()).containsExactly("on-call");
      assertThat(server.lastForAlerts())
          .startsWith("GET /g/api/alertmanager/grafana/api/v2/alerts HTTP/1.1\n")
          .contains("Authorization: Bearer glsa_x\n");

      List<GrafanaLinks.Link> links = new GrafanaLinks(BASE, "P1").of(alert);
      assertThat(links)
          .extracting(GrafanaLinks.Link::kind)
          .containsExactly(
              GrafanaLinks.Kind.PANEL, GrafanaLinks.Kind.RULE, GrafanaLinks.Kind.EXPLORE);
      assertThat(links.get(0).uri().toString())
          .isEqualTo(
              "https://grafana.example/g/d/xiEMOMC7z?orgId=1&from=1795464800000&to=1795472000000"
                  + "&viewPanel=4&var-alertname=Latency&var-instance=web-1&var-severity=critical");
      assertThat(links.get(1).uri().toString())
          .isEqualTo("https://grafana.example/g/alerting/grafana/adc2invmvlam8c/view?orgId=1");
      assertThat(URLDecoder.decode(links.get(2).uri().getRawQuery(), StandardCharsets.UTF_8))
          .contains(
              "\"datasource\":\"P1\"",
              "ALERTS{alertname=\\\"Latency\\\",instance=\\\"web-1\\\",severity=\\\"critical\\\"}",
              "\"from\":\"1795464800000\"");
    }
  }

  @Test
  void identifiersOfAnotherFormMakeNoLink() {
    for (String bad : List.of("../admin", "a/b", "a?b", "", "x".repeat(65), "//evil.example")) {
      assertThat(
              new GrafanaLinks(BASE, null)
                  .of(
                      alert(
                          Map.of("alertname", "A", "__alert_rule_uid__", bad),
                          Map.of("__dashboardUid__", bad, "__panelId__", bad))))
          .as(bad)
          .isEmpty();
    }
  }

  @Provide
  Arbitrary<Alert> hostile() {
    return SomeAlerts.alerts(Alert.State.ACTIVE);
  }

  /** T10, T31: whatever an alert says, a link leads to the configured place. */
  @Property(tries = 200)
  void noAlertLeadsElsewhere(@ForAll("hostile") Alert any, @ForAll String uid) {
    Map<String, String> labels = any.labels().asMap();
    labels.put("__alert_rule_uid__", uid);
    Map<String, String> annotations =
        Map.of("__dashboardUid__", uid, "__panelId__", uid, "__orgId__", uid);
    for (String explore : new String[] {null, "P1"}) {
      for (GrafanaLinks.Link link :
          new GrafanaLinks(BASE, explore).of(alert(labels, annotations))) {
        assertThat(link.uri().getScheme()).isEqualTo("https");
        assertThat(link.uri().getRawAuthority()).isEqualTo("grafana.example");
        assertThat(link.uri().getPath())
            .matches("/g/(d/[\\w-]+|explore|alerting/grafana/[\\w-]+/view)");
        assertThat(link.uri().getRawFragment()).isNull();
      }
    }
  }
}
