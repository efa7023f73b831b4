package org.toban.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.drill.Estate;
import org.toban.drill.Scenario;
import org.toban.testbed.Server;

/** The commands that need sources and hosts, on the practice estate as if it were real. */
class WatchTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @TempDir Path folder;
  private Estate estate;
  private Shell shell;
  private String config;

  @BeforeEach
  void open() throws IOException {
    estate = new Estate(InstantSource.system(), Duration.ofMillis(50));
    shell = new Shell(folder, InstantSource.system());
    config = folder.resolve("toban.yml").toString();
    configure("");
  }

  @AfterEach
  void close() throws IOException {
    estate.close();
  }

  private void configure(String more) throws IOException {
    Estate.Access web = estate.hosts().getFirst();
    Files.writeString(
        Path.of(config),
        """
        sources:
          - {name: prod, alertmanager: '%s', interval: 1m, timeout: 30s, watchdog: Watchdog}
        hosts:
          %s: {ssh: '%s@%s:%d', match: {host: %s}}
        ssh: {known_hosts: '%s', identity_file: '%s', agent: false}
        notices: {desktop: false}
        %s
        """
            .formatted(
                estate.alertmanager(),
                web.name(),
                web.user(),
                web.address(),
                web.port(),
                web.name(),
                estate.knownHosts(),
                estate.identity(),
                more));
    Files.setPosixFilePermissions(Path.of(config), PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void onceTellsHowThingsStandByItsExitCode() throws IOException {
    assertThat(shell.run("watch", "--once", "--config", config)).as(shell.out).isZero();
    assertThat(shell.out).contains("all live");

    estate.play(Scenario.named("service-down").orElseThrow());
    Server.await("the alert", LIMIT, () -> estate.state().firedAt() != null);
    assertThat(shell.run("watch", "--once", "--json", "--config", config)).isEqualTo(2);
    JsonNode json = new ObjectMapper().readTree(shell.out);
    assertThat(json.at("/sources/0/state").asText()).isEqualTo("live");
    assertThat(json.at("/incidents/0/name").asText()).isEqualTo("ServiceDown");
    assertThat(json.at("/incidents/0/severity").asText()).isEqualTo("critical");
    assertThat(json.at("/incidents/0/phase").asText()).isEqualTo("waiting");
    assertThat(json.at("/incidents/0/deadline").asText()).isNotEmpty();
    assertThat(json.at("/alerts/0/incident").asText())
        .isEqualTo(json.at("/incidents/0/id").asText());
    assertThat(estate.state().commands()).as("a look runs nothing").isEmpty();
    assertThat(shell.places().state().resolve("history.db")).as("nor stores").doesNotExist();
  }

  @Test
  void onceIsBlindWhenASourceDoesNotAnswer() throws IOException {
    String text = Files.readString(Path.of(config));
    Files.writeString(
        Path.of(config), text.replace(estate.alertmanager().toString(), "http://127.0.0.1:1"));
    assertThat(shell.run("watch", "--once", "--json", "--config", config)).isEqualTo(3);
    JsonNode json = new ObjectMapper().readTree(shell.out);
    assertThat(json.at("/sources/0/state").asText()).isEqualTo("failed");
    assertThat(json.at("/sources/0/error").asText()).startsWith("unreachable");
    assertThat(json.get("blind").asBoolean()).isTrue();
  }

  @Test
  void doctorTriesEveryPart() throws IOException {
    assertThat(shell.run("doctor", "--json", "--config", config)).as(shell.out).isZero();
    JsonNode json = new ObjectMapper().readTree(shell.out);
    assertThat(json.findValuesAsText("name").stream().map(it -> it.replaceAll(":\\d+$", "")))
        .containsExactly(
            "toban",
            "configuration",
            "history",
            "runbooks",
            "trust",
            "source prod",
            "server http://127.0.0.1",
            "host web-1");
    assertThat(json.at("/checks/0").fieldNames())
        .toIterable()
        .containsExactly("name", "state", "detail", "mend");
  }

  @Test
  void doctorSaysWhatToMend() throws IOException {
    Files.writeString(folder.resolve("known_hosts"), "");
    String text = Files.readString(Path.of(config));
    Files.writeString(
        Path.of(config),
        text.replace(estate.knownHosts().toString(), folder.resolve("known_hosts").toString())
            .replace("watchdog: Watchdog", "watchdog: Absent"));
    assertThat(shell.run("doctor", "--config", config)).isEqualTo(1);
    assertThat(shell.out)
        .contains("failed   source prod: ", "watchdog Absent is not among them")
        .contains("failed   host web-1: ");
  }

  @Test
  void doctorTellsTheMistakesOfTheConfiguration() throws IOException {
    configure("colour: blue");
    assertThat(shell.run("doctor", "--config", config)).isEqualTo(1);
    assertThat(shell.out).contains("unknown key 'colour'");
  }
}
