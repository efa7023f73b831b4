package org.toban.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The whole program on the practice estate: alert, incident, SSH, verification, review, history.
 */
class DrillTest {
  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void shell() {
    shell = new Shell(folder, InstantSource.system());
  }

  @Test
  void playsAServiceDownToItsReview() throws IOException {
    assertThat(shell.run("drill", "--headless", "--scenario", "service-down", "--json"))
        .as(() -> shell.out + shell.err)
        .isZero();
    JsonNode json = new ObjectMapper().readTree(shell.out);
    assertThat(json.fieldNames())
        .toIterable()
        .containsExactly(
            "scenario",
            "practice",
            "recovered",
            "recorded",
            "failure",
            "took_seconds",
            "times",
            "incidents",
            "events",
            "reviews");
    assertThat(json.at("/times").fieldNames())
        .toIterable()
        .containsExactly(
            "broken_at",
            "fired_at",
            "first_command_at",
            "recovered_at",
            "cleared_at",
            "to_first_command_seconds",
            "to_recovery_seconds");
    assertThat(json.at("/incidents/0").fieldNames())
        .toIterable()
        .containsExactly(
            "id",
            "name",
            "severity",
            "opened_at",
            "deadline",
            "responded_at",
            "recovered_at",
            "to_respond_seconds",
            "to_recover_seconds",
            "escalations",
            "runs",
            "events");
    assertThat(json.get("recovered").asBoolean()).isTrue();
    assertThat(json.get("recorded").asBoolean()).isTrue();
    assertThat(json.at("/incidents/0/runs").asInt()).isEqualTo(3);
    assertThat(Path.of(json.at("/reviews/0").asText()))
        .content()
        .contains("Practice", "systemctl restart mks-backend", "exit status 0")
        .containsPattern("(Mori|Hayashi) was on call and was asked \\(SRE on call, level 0\\)");
  }

  @Tag("heavy")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "service-down-fix-fails",
        "database-unreachable",
        "disk-full",
        "api-slow",
        "certificate-expiring",
        "ci-failed",
        "memory-high",
        "source-blind",
        "alert-storm",
        "calm"
      })
  void playsEveryScenario(String scenario) {
    assertThat(shell.run("drill", "--headless", "--scenario", scenario))
        .as(() -> shell.out + shell.err)
        .isZero();
  }

  @Test
  void namesTheScenariosThatThereAre() {
    assertThat(shell.run("drill", "--headless", "--scenario", "none")).isEqualTo(2);
    assertThat(shell.err).contains("service-down").contains("alert-storm");
    assertThat(shell.run("drill", "--headless")).isEqualTo(2);
    assertThat(shell.err.lines()).hasSize(1);
  }
}
