package org.toban.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.testbed.Server;

/**
 * The main job on real parts, seen only from outside: a real alert, a real command, a real
 * recovery, a true record.
 */
@Tag("server")
class EndToEndTest {
  private static final Duration SOON = Duration.ofMinutes(1);

  @TempDir Path home;

  @Test
  void anAlertBecomesARecoveredIncidentAcrossARestart() throws Exception {
    try (Scene scene = new Scene(home, null, "timeout=20s")) {
      scene.trustAll();
      String id;
      List<String> before;
      try (TobanProcess toban = scene.watch()) {
        toban.await(
            "a live source and no alert",
            SOON,
            seen -> isLive(seen) && seen.alert(Scene.ALERT) == null);
        scene.breakService();
        Instant listed = Instant.now();
        TobanProcess.Seen shown =
            toban.await(
                "the alert, or an answer from long after it was listed",
                SOON,
                seen ->
                    seen.alert(Scene.ALERT) != null
                        || lastComplete(seen).isAfter(listed.plus(Scene.LATEST)));
        assertThat(shown.alert(Scene.ALERT)).as("shown within one interval").isNotNull();
        JsonNode incident =
            toban
                .await("an incident", SOON, seen -> seen.incident("ServiceDown") != null)
                .incident("ServiceDown");
        assertThat(incident.path("severity").asText()).isEqualTo("critical");
        id = incident.path("id").asText();
        toban.await("the command has run", SOON, seen -> restarts(scene) == 1);
        toban.await( // a run that ends with Toban is of unknown outcome, and escalates
            "its run has ended",
            SOON,
            seen -> List.of("verifying", "recovered").contains(phase(seen)));
        toban.stop();
        before = events(scene, id);
        assertThat(before).containsSubsequence("Opened", "AlertFired", "RunPlanned");
      }
      try (TobanProcess toban = scene.watch()) {
        toban.await("recovered", Duration.ofMinutes(2), seen -> phase(seen).equals("recovered"));
        toban.await(
            "the alert is gone", SOON, seen -> seen.alert(Scene.ALERT) == null && isLive(seen));
        toban.stop();
      }
      assertThat(restarts(scene)).isEqualTo(1);
      List<String> after = events(scene, id);
      assertThat(after.subList(0, before.size()))
          .as("a restart changes no event")
          .isEqualTo(before);
      assertThat(after)
          .containsSubsequence(
              "Opened",
              "AlertFired",
              "RunPlanned",
              "RunEnded",
              "VerificationStarted",
              "RecoveryConfirmed");
      assertThat(scene.service.isUp()).isTrue();
      assertDeadline(scene, id);
      assertReview(scene, id);
    }
  }

  /** When the newest complete answer of the source had come; far past before the first. */
  private static Instant lastComplete(TobanProcess.Seen seen) {
    JsonNode at = seen.board().path("sources").path(0).path("last_complete_at");
    return at.isTextual() ? Instant.parse(at.asText()) : Instant.EPOCH;
  }

  private static void assertDeadline(Scene scene, String id) throws Exception {
    JsonNode opened = scene.toban("history", "show", id, "--json").json().path("events").path(0);
    Instant at = Instant.parse(opened.path("at").asText());
    Instant deadline = Instant.parse(opened.path("deadline").asText());
    assertThat(Duration.between(at, deadline)).isEqualTo(Duration.ofMinutes(15));
  }

  /** The review's timeline has exactly the stored events, in order. */
  private void assertReview(Scene scene, String id) throws Exception {
    Path file = home.resolve("review.md");
    scene.toban("report", id, "--format", "md", "--lang", "en", "-o", file.toString());
    String review = Files.readString(file);
    assertThat(review)
        .contains(id)
        .contains("ServiceDown")
        .contains(scene.service.restartCommand());
    assertThat(timelineRows(review)).isEqualTo(events(scene, id).size());
    for (String format : List.of("html", "pdf")) {
      Path other = home.resolve("review." + format);
      scene.toban("report", id, "--format", format, "-o", other.toString());
      assertThat(other).isNotEmptyFile();
    }
  }

  private static long timelineRows(String review) {
    int begin = review.indexOf("## Timeline");
    assertThat(begin).as("a timeline in\n" + review).isNotNegative();
    int end = review.indexOf("\n## ", begin + 3);
    return review
        .substring(begin, end < 0 ? review.length() : end)
        .lines()
        .filter(line -> line.startsWith("|"))
        .skip(2)
        .count();
  }

  @Test
  void aKilledSourceLeavesTheAlertStaleNotResolved() throws Exception {
    try (Scene scene = new Scene(home, "true", "timeout=20s");
        TobanProcess toban = scene.watch()) {
      toban.await("a live source", SOON, EndToEndTest::isLive);
      scene.breakService();
      toban.await("an incident", SOON, seen -> seen.incident("ServiceDown") != null);
      scene.alertmanager.kill();
      TobanProcess.Seen stale =
          toban.await(
              "the source is stale",
              SOON,
              seen ->
                  seen.source("prod") != null
                      && !isLive(seen)
                      && seen.source("prod").path("error").isTextual()
                      && seen.alert(Scene.ALERT) != null);
      assertThat(stale.source("prod").path("error").asText()).isNotBlank();
      toban.await(
          "the alert is stale",
          SOON,
          seen ->
              seen.alert(Scene.ALERT) != null && seen.alert(Scene.ALERT).path("stale").asBoolean());
      for (TobanProcess.Seen seen : toban.during(Duration.ofSeconds(5))) {
        assertThat(seen.alert(Scene.ALERT)).as("never resolved by silence").isNotNull();
        assertThat(phase(seen)).isNotEqualTo("recovered");
      }
      TobanProcess.Ended once =
          TobanProcess.run(home, "--config", scene.config.toString(), "watch", "--once", "--json");
      assertThat(once.status()).as("blind").isEqualTo(3);
    }
  }

  @Test
  void aSwappedHostKeyIsRefused() throws Exception {
    try (Scene scene = new Scene(home, null, "timeout=20s")) {
      scene.trustAll();
      scene.sshd.swapHostKey();
      try (TobanProcess toban = scene.watch()) {
        toban.await("a live source", SOON, EndToEndTest::isLive);
        scene.breakService();
        toban.await("an incident", SOON, seen -> seen.incident("ServiceDown") != null);
        toban.await("escalated", SOON, seen -> phase(seen).equals("escalated"));
        toban.stop();
        assertThat(ending(scene, onlyIncident(scene))).contains("host_key");
      }
      assertThat(restarts(scene)).isZero();
      assertThat(scene.service.isUp()).isFalse();
    }
  }

  @Test
  void aCommandThatNeverEndsIsStoppedWithItsProcess() throws Exception {
    // of this run only: other tests of the machine look for theirs
    String marker = "9" + (100_000 + new java.util.Random().nextInt(900_000));
    try (Scene scene = new Scene(home, "sleep " + marker, "timeout=6s")) {
      scene.trustAll();
      try (TobanProcess toban = scene.watch()) {
        toban.await("a live source", SOON, EndToEndTest::isLive);
        scene.breakService();
        Server.await("the command runs on the host", SOON, () -> isRunning("sleep " + marker));
        toban.await("escalated", SOON, seen -> phase(seen).equals("escalated"));
        Server.await("no process is left", SOON, () -> !isRunning("sleep " + marker));
        toban.stop();
      }
      assertThat(ending(scene, onlyIncident(scene))).contains("time_limit");
    }
  }

  @Test
  void aRunCutOffByACrashIsUnknownAndNotRepeated() throws Exception {
    Path calls = home.resolve("calls");
    try (Scene scene = new Scene(home, "echo run >>'" + calls + "'; sleep 4", "timeout=20s")) {
      scene.trustAll();
      try (TobanProcess toban = scene.watch()) {
        toban.await("a live source", SOON, EndToEndTest::isLive);
        scene.breakService();
        Server.await("the command has begun", SOON, () -> Files.size(calls) > 0);
        toban.kill();
      }
      try (TobanProcess toban = scene.watch()) {
        toban.await("a live source again", SOON, EndToEndTest::isLive);
        toban.during(Duration.ofSeconds(6));
        toban.stop();
      }
      assertThat(Files.readAllLines(calls)).hasSize(1);
      assertThat(ending(scene, onlyIncident(scene))).contains("Toban ended before the run did");
    }
  }

  /** Killed without a word, started while its source is down: it shows what it knew, doubted. */
  @Test
  void theLastBoardIsThereAtOnceAfterAKill() throws Exception {
    try (Scene scene = new Scene(home, null, "timeout=20s")) {
      scene.alertmanager.post(
          """
          [{"labels":{"alertname":"OnlyNoted","severity":"info"},"endsAt":"%s"}]
          """
              .formatted(Instant.now().plusSeconds(3600)));
      try (TobanProcess toban = scene.watch()) {
        toban.await("the alert is shown", SOON, seen -> seen.alert("OnlyNoted") != null);
        Server.await("it is kept", SOON, () -> keptOf(scene).isPresent());
        toban.kill();
      }
      scene.alertmanager.kill();
      try (TobanProcess toban = scene.watch()) {
        TobanProcess.Seen seen =
            toban.await("it is shown again", SOON, it -> it.alert("OnlyNoted") != null);
        assertThat(seen.alert("OnlyNoted").path("stale").asBoolean()).isTrue();
        assertThat(seen.source("prod").path("from_before_start").asBoolean()).isTrue();
        assertThat(seen.source("prod").path("last_complete_at").isNull()).isFalse();
        assertThat(seen.board().path("blind").asBoolean()).isTrue();
        toban.stop();
      }
    }
  }

  /** The file with an alert of the last board, wherever this user's state is. */
  private static java.util.Optional<Path> keptOf(Scene scene) throws java.io.IOException {
    try (var files = Files.walk(scene.home)) {
      for (Path file : files.filter(it -> it.endsWith("toban/board")).toList()) {
        if (Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1)
            .contains("OnlyNoted")) {
          return java.util.Optional.of(file);
        }
      }
    }
    return java.util.Optional.empty();
  }

  private static boolean isLive(TobanProcess.Seen seen) {
    JsonNode source = seen.source("prod");
    return source != null && source.path("state").asText().equals("live");
  }

  private static String phase(TobanProcess.Seen seen) {
    JsonNode incident = seen.incident("ServiceDown");
    return incident == null ? "" : incident.path("phase").asText();
  }

  private static int restarts(Scene scene) {
    try {
      return scene.service.restarts();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<String> events(Scene scene, String id) throws Exception {
    List<String> types = new ArrayList<>();
    for (JsonNode event : scene.toban("history", "show", id, "--json").json().path("events")) {
      types.add(event.path("type").asText());
    }
    return types;
  }

  private static String onlyIncident(Scene scene) throws Exception {
    JsonNode list = scene.toban("history", "list", "--json").json().path("incidents");
    assertThat(list).hasSize(1);
    return list.path(0).path("id").asText();
  }

  /** How the first run of the respond step ended, as stored. */
  private static String ending(Scene scene, String id) throws Exception {
    for (JsonNode event : scene.toban("history", "show", id, "--json").json().path("events")) {
      if (event.path("type").asText().equals("RunEnded")) {
        return event.toString();
      }
    }
    throw new AssertionError("no run ended in " + id);
  }

  private static boolean isRunning(String commandLine) {
    return ProcessHandle.allProcesses()
        .map(process -> process.info().commandLine().orElse(""))
        .anyMatch(line -> line.endsWith(commandLine));
  }
}
