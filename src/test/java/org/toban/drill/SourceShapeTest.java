package org.toban.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The alert source answers in the shape of recorded answers of real servers. */
class SourceShapeTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static Estate estate;

  @BeforeAll
  static void open() throws IOException {
    estate = new Estate(InstantSource.system(), Duration.ofMillis(20));
  }

  @AfterAll
  static void close() throws IOException {
    estate.close();
  }

  private static HttpResponse<String> get(URI base, String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(base.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private static JsonNode json(URI base, String path) throws Exception {
    HttpResponse<String> response = get(base, path);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type")).contains("application/json");
    return JSON.readTree(response.body());
  }

  private static JsonNode recorded(String file) throws IOException {
    return JSON.readTree(SourceShapeTest.class.getResourceAsStream("/drill/" + file));
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void anAlertmanagerAlertHasTheFieldsOfARealOneInItsOrder() throws Exception {
    JsonNode real = recorded("alertmanager-alerts.json").get(0);
    JsonNode ours = json(estate.alertmanager(), "/api/v2/alerts").get(0);
    assertThat(names(ours)).isEqualTo(names(real));
    assertThat(names(ours.get("status"))).isEqualTo(names(real.get("status")));
    assertThat(ours.at("/status/state").asText()).isEqualTo("active");
    assertThat(ours.get("startsAt").asText()).hasSameSizeAs(real.get("startsAt").asText());
    assertThat(ours.at("/labels/alertname").asText()).isEqualTo("Watchdog");
    assertThat(ours.at("/labels/severity").asText()).isEqualTo("none");
    assertThat(ours.at("/labels/env").asText()).isEqualTo("practice");
  }

  @Test
  void fingerprintsAreThoseOfARealAlertmanager() throws IOException {
    for (JsonNode alert : recorded("alertmanager-alerts.json")) {
      Map<String, String> labels = new TreeMap<>();
      alert
          .get("labels")
          .properties()
          .forEach(it -> labels.put(it.getKey(), it.getValue().asText()));
      assertThat(FiredAlert.fingerprint(labels)).isEqualTo(alert.get("fingerprint").asText());
    }
  }

  @Test
  void theStatusHasTheFieldsOfARealOne() throws Exception {
    JsonNode real = recorded("alertmanager-status.json");
    JsonNode ours = json(estate.alertmanager(), "/api/v2/status");
    assertThat(names(ours)).isEqualTo(names(real));
    assertThat(names(ours.get("versionInfo"))).isEqualTo(names(real.get("versionInfo")));
    assertThat(json(estate.alertmanager(), "/api/v2/silences")).isEmpty();
  }

  @Test
  void prometheusAlertsHaveTheFieldsOfARealOne() throws Exception {
    JsonNode real = recorded("prometheus-alerts.json");
    JsonNode ours = json(estate.prometheus(), "/api/v1/alerts");
    assertThat(names(ours)).isEqualTo(names(real));
    assertThat(names(ours.at("/data/alerts/0"))).isEqualTo(names(real.at("/data/alerts/0")));
    assertThat(ours.at("/data/alerts/0/value").asText()).isEqualTo("1e+00");
  }

  @Test
  void prometheusRulesHaveTheFieldsOfARealOne() throws Exception {
    JsonNode real = recorded("prometheus-rules.json").at("/data/groups/0");
    JsonNode ours = json(estate.prometheus(), "/api/v1/rules").at("/data/groups/0");
    assertThat(names(ours)).isEqualTo(names(real));
    JsonNode realRule = real.at("/rules/1");
    assertThat(names(ours.at("/rules/0"))).isEqualTo(names(realRule));
  }

  @Test
  void numbersArePrintedAsGoPrintsThem() {
    assertThat(
            List.of(0d, 0.12, 1d, 7.2, -3d, 1234.5, 0.00071).stream()
                .map(PrometheusAnswers::number))
        .containsExactly("0e+00", "1.2e-01", "1e+00", "7.2e+00", "-3e+00", "1.2345e+03", "7.1e-04");
  }

  @Test
  void bothAreReadyAndKnowNothingElse() throws Exception {
    for (URI base : List.of(estate.alertmanager(), estate.prometheus())) {
      assertThat(get(base, "/-/ready").statusCode()).isEqualTo(200);
      assertThat(get(base, "/api/v2/nothing").statusCode()).isEqualTo(404);
    }
    assertThat(
            json(estate.prometheus(), "/api/v1/query?query=pg_up")
                .at("/data/result/0/value/1")
                .asText())
        .isEqualTo("1.0");
  }

  @Test
  void everythingListensOnLoopbackOnly() {
    assertThat(estate.sourceAddresses())
        .allMatch(address -> address.getAddress().isLoopbackAddress());
    assertThat(estate.hosts()).allMatch(host -> host.address().equals("127.0.0.1"));
  }
}
