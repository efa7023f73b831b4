package org.toban.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.toban.drill.EstateTest.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each scenario breaks, fires, is mended by the steps of the shipped runbook over SSH, and clears.
 */
class ScenarioTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private Estate estate;
  private SshClients clients;
  private HttpClient http;

  @BeforeEach
  void open() throws IOException {
    estate = new Estate(InstantSource.system(), Duration.ofMillis(50));
    clients = new SshClients(estate);
    http = HttpClient.newHttpClient();
  }

  @AfterEach
  void close() throws IOException {
    http.close();
    clients.close();
    estate.close();
  }

  private static Scenario named(String name) {
    return Scenario.named(name).orElseThrow();
  }

  private static Rule rule(Scenario scenario) {
    return Rule.all().stream()
        .filter(it -> it.name().equals(scenario.alert()))
        .findFirst()
        .orElseThrow();
  }

  private Ran step(Scenario scenario, String name) throws IOException {
    Path file = Path.of("assets/runbooks/en", rule(scenario).runbook() + ".md");
    Pattern fence =
        Pattern.compile("```bash \\{ name=" + name + "( [^}]*)?}\\n(.*?)\\n```", Pattern.DOTALL);
    Matcher matcher = fence.matcher(Files.readString(file));
    assertThat(matcher.find()).as(name).isTrue();
    return clients.run(String.valueOf(scenario.host()), matcher.group(2));
  }

  private HttpResponse<String> get(URI base, String path) {
    try {
      return http.send(
          HttpRequest.newBuilder(base.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The names of the alerts that the Alertmanager API lists. */
  private List<String> listed() {
    try {
      List<String> names = new ArrayList<>();
      for (JsonNode alert : JSON.readTree(get(estate.alertmanager(), "/api/v2/alerts").body())) {
        names.add(alert.at("/labels/alertname").asText());
      }
      return names;
    } catch (IOException e) {
      return List.of();
    }
  }

  /** For what lasts a few ticks only, which a busy machine may let pass unseen. */
  private void timeStandsStill() throws IOException {
    estate.close();
    estate = new Estate(InstantSource.system(), Duration.ofSeconds(1), false);
  }

  private void passUntil(String what, BooleanSupplier condition) {
    for (int tick = 0; !condition.getAsBoolean(); tick++) {
      assertThat(tick).as("ticks without: " + what).isLessThan(60);
      estate.pass();
    }
  }

  private void awaitAlert(Scenario scenario) {
    await("the alert of " + scenario.name(), () -> listed().contains(scenario.alert()));
  }

  private void awaitEnd(Scenario scenario) {
    await("the end of " + scenario.name(), () -> estate.state().over());
    assertEnd();
  }

  private void assertEnd() {
    assertThat(listed()).containsExactly("Watchdog");
    EstateState state = estate.state();
    assertThat(state.brokenAt()).isBeforeOrEqualTo(state.firedAt());
    assertThat(state.firedAt()).isBeforeOrEqualTo(state.recoveredAt());
    assertThat(state.recoveredAt()).isBeforeOrEqualTo(state.clearedAt());
  }

  static List<Scenario> mendedAtOnce() {
    return Scenario.all().stream()
        .filter(it ->
            it.ending() == Scenario.Ending.RECOVERS || it.ending() == Scenario.Ending.RECORDED)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("mendedAtOnce")
  void theRunbooksStepMends(Scenario scenario) throws IOException {
    estate.play(scenario);
    awaitAlert(scenario);
    assertThat(listed()).containsExactlyInAnyOrder("Watchdog", scenario.alert());
    boolean brokenAtFirst = false;
    for (String verify : scenario.verify()) {
      brokenAtFirst |= step(scenario, verify).status() != 0;
    }
    assertThat(brokenAtFirst).as("verify fails before the remedy").isTrue();
    for (String respond : scenario.respond()) {
      assertThat(step(scenario, respond)).as(respond).extracting(Ran::status).isEqualTo(0);
    }
    for (String verify : scenario.verify()) {
      assertThat(step(scenario, verify)).as(verify).extracting(Ran::status).isEqualTo(0);
    }
    awaitEnd(scenario);
    assertThat(estate.state().toFirstCommand()).isGreaterThanOrEqualTo(Duration.ZERO);
    assertThat(estate.state().toRecovery()).isGreaterThanOrEqualTo(Duration.ZERO);
  }

  @Test
  void theFirstRestartDoesNotHoldAndALaterOneDoes() throws IOException {
    Scenario scenario = named("service-down-fix-fails");
    estate.play(scenario);
    awaitAlert(scenario);
    assertThat(step(scenario, "restart").status()).isZero();
    assertThat(step(scenario, "active").status()).isEqualTo(3);
    assertThat(step(scenario, "health").status()).isEqualTo(7);
    assertThat(step(scenario, "journal").out()).contains("Address already in use");
    await(
        "the old worker has gone",
        () ->
            estate.world().host("web-1").machine().processes().all().stream()
                .noneMatch(it -> it.command().contains("worker (old)")));
    assertThat(listed()).contains("ServiceDown");
    assertThat(step(scenario, "reset-and-start").status()).isZero();
    assertThat(step(scenario, "health").status()).isZero();
    awaitEnd(scenario);
  }

  @Test
  void watchingDoesNotMendASlowApiButARestartDoes() throws IOException {
    Scenario scenario = named("api-slow");
    estate.play(scenario);
    awaitAlert(scenario);
    assertThat(step(scenario, "response-time").out()).startsWith("200 7.2");
    assertThat(step(scenario, "watch-performance").status()).isZero();
    assertThat(step(scenario, "within-5-seconds").status()).isEqualTo(28);
    assertThat(step(scenario, "restart").status()).isZero();
    assertThat(step(scenario, "within-5-seconds").status()).isZero();
    awaitEnd(scenario);
  }

  @ParameterizedTest
  @ValueSource(strings = {"alertmanager", "prometheus"})
  void aBlindSourceAnswersAllKindsOfNonsenseAndComesBack(String kind) throws IOException {
    timeStandsStill();
    estate.play(named("source-blind"));
    URI base = kind.equals("alertmanager") ? estate.alertmanager() : estate.prometheus();
    String path = kind.equals("alertmanager") ? "/api/v2/alerts" : "/api/v1/alerts";
    passUntil("500", () -> get(base, path).statusCode() == 500);
    passUntil("HTML", () -> get(base, path).body().startsWith("<!DOCTYPE"));
    passUntil("half an answer", () -> cutOff(get(base, path)));
    assertThat(estate.state().broken()).contains("mks-backend");
    passUntil("the alert behind it", () -> listed().contains("ServiceDown"));
  }

  private static boolean cutOff(HttpResponse<String> response) {
    try {
      return response.statusCode() == 200
          && !response.body().startsWith("<")
          && JSON.readTree(response.body()).isEmpty();
    } catch (IOException _) {
      return true;
    }
  }

  @Test
  void aStormOf300ComesAndGoes() throws IOException {
    Scenario scenario = named("alert-storm");
    timeStandsStill();
    estate.play(scenario);
    passUntil(
        "300 alerts", () -> listed().stream().filter("InstanceUnreachable"::equals).count() == 300);
    passUntil("the end", () -> estate.state().over());
    assertEnd();
  }

  @Test
  void calmIsCalm() {
    estate.play(named("calm"));
    await(
        "some ticks",
        () ->
            estate.state().startedAt().plusMillis(500).isBefore(InstantSource.system().instant()));
    assertThat(listed()).containsExactly("Watchdog");
    assertThat(estate.state().broken()).isNull();
  }

  @Test
  void aResetMendsEverythingAtOnce() {
    estate.play(named("service-down"));
    awaitAlert(named("service-down"));
    estate.reset();
    assertThat(listed()).containsExactly("Watchdog");
    assertThat(estate.state().scenario()).isNull();
  }

  @Test
  void everyScenarioSpeaksBothLanguages() {
    assertThat(Scenario.all())
        .extracting(Scenario::name)
        .doesNotHaveDuplicates()
        .hasSize(11)
        .allMatch(name -> name.matches("[a-z-]+"));
    for (Scenario scenario : Scenario.all()) {
      for (Scenario.Text text :
          List.of(scenario.title(), scenario.briefing(), scenario.debriefing())) {
        assertThat(text.in("ja")).isNotBlank().isNotEqualTo(text.in("en"));
        assertThat(text.in("en")).matches("\\p{ASCII}+");
      }
    }
  }
}
