package org.toban.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.toban.alert.Labels;
import org.toban.remedy.Job;
import org.toban.remedy.Outcome;
import org.toban.remedy.SshRunner;
import org.toban.remedy.SshSettings;
import org.toban.remedy.Target;

/** Toban's own runner works on the practice hosts exactly as on real ones. */
@Timeout(300)
class RealRunnerTest {
  private Estate estate;
  private SshRunner runner;

  @BeforeEach
  void open() throws IOException {
    estate = new Estate(InstantSource.system(), Duration.ofMillis(500));
    runner = new SshRunner(settings(estate.knownHosts()));
  }

  @AfterEach
  void close() throws IOException {
    runner.close();
    estate.close();
  }

  private SshSettings settings(Path knownHosts) {
    return new SshSettings(
        knownHosts,
        List.of(estate.identity()),
        null,
        Duration.ofMinutes(1),
        Duration.ofMinutes(1),
        4096);
  }

  private Target target(String name) {
    Estate.Access access =
        estate.hosts().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
    return new Target(name, access.user(), access.address(), access.port());
  }

  private Outcome run(String script, Labels labels, Duration limit) {
    return runner.run(new Job("run-1", target("web-1"), script, labels, limit), _ -> {});
  }

  private Outcome run(String script) {
    return run(script, Labels.empty(), Duration.ofMinutes(1));
  }

  private boolean hostRuns(String command) {
    return estate.world().host("web-1").machine().processes().all().stream()
        .anyMatch(process -> process.command().startsWith(command));
  }

  private static void exited(Outcome outcome, int status, String text) {
    assertThat(outcome).isInstanceOf(Outcome.Exited.class);
    assertThat(((Outcome.Exited) outcome).status()).as(outcome.toString()).isEqualTo(status);
    assertThat(outcome.output().text()).contains(text);
  }

  @Test
  void aScriptRunsToItsEnd() {
    exited(run("systemctl is-active mks-backend\nhostname\nexit 3\n"), 3, "active\nweb-1\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "it's; rm -rf / & $(reboot) `x` \"q\" \\ * ~ # 日本語", "-n", "''"})
  void labelsArriveAsTheyAre(String value) {
    Labels labels = Labels.of("instance", "web-1:5100", "note", value);
    exited(
        run("printf '[%s]' \"$TOBAN_LABEL_NOTE\"\n", labels, Duration.ofMinutes(1)),
        0,
        "[" + value + "]");
  }

  @Test
  void theRemedyMendsAndIsTimed() {
    estate.play(Scenario.named("service-down").orElseThrow());
    EstateTest.await("the alert", () -> estate.state().firedAt() != null);
    exited(run("# Restart the service\nsudo systemctl restart mks-backend\n"), 0, "");
    exited(
        run(
            "curl -fsS --max-time 5 --retry 5 --retry-delay 2 --retry-connrefused http://localhost:5100/api/v1/health"),
        0,
        "\"status\":\"ok\"");
    EstateTest.await("the end", () -> estate.state().over());
    assertThat(estate.state().firstCommandAt()).isBeforeOrEqualTo(estate.state().recoveredAt());
  }

  @Test
  void anEndlessCommandIsEndedWithItsGroup() {
    Outcome outcome =
        run(
            "tail -n 5 -f /var/log/mks-backend/access.log | grep GET",
            Labels.empty(),
            Duration.ofSeconds(5));
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            it -> assertThat(it.reason()).isEqualTo(Outcome.Reason.TIME_LIMIT));
    assertThat(outcome.output().text()).contains("GET /api/v1/orders");
    EstateTest.await("nothing is left", () -> !hostRuns("tail") && !hostRuns("bash"));
  }

  @Test
  void whatIgnoresTermIsKilled() {
    Outcome outcome =
        run("trap '' TERM HUP\nwhile :; do sleep 1; done", Labels.empty(), Duration.ofSeconds(2));
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            it -> assertThat(it.reason()).isEqualTo(Outcome.Reason.TIME_LIMIT));
    EstateTest.await("nothing is left", () -> !hostRuns("sleep") && !hostRuns("bash"));
  }

  @Test
  void aRunIsStopped() {
    Thread.ofVirtual()
        .start(() -> {
          EstateTest.await("it runs", () -> hostRuns("sleep 600"));
          runner.stop("run-1");
        });
    Outcome outcome = run("sleep 600", Labels.empty(), Duration.ofMinutes(5));
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class, it -> assertThat(it.reason()).isEqualTo(Outcome.Reason.STOPPED));
    EstateTest.await("nothing is left", () -> !hostRuns("sleep"));
  }

  @Test
  void anotherHostKeyIsRefused(@TempDir Path folder) throws IOException {
    List<String> lines = Files.readAllLines(estate.knownHosts());
    String other = lines.get(1).split(" ")[2];
    Path swapped = folder.resolve("known_hosts");
    Files.writeString(swapped, lines.getFirst().replaceFirst("\\S+$", other) + "\n");
    try (SshRunner strict = new SshRunner(settings(swapped))) {
      Outcome outcome =
          strict.run(
              new Job("run-2", target("web-1"), "hostname", Labels.empty(), Duration.ofMinutes(1)),
              _ -> {});
      assertThat(outcome)
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              it -> assertThat(it.reason()).isEqualTo(Outcome.Reason.HOST_KEY));
    }
    assertThat(estate.state().commands()).isEmpty();
  }
}
