package org.toban.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.toban.alert.Labels;
import org.toban.testbed.SshdServer;

@Tag("server")
@Timeout(300)
class SshRunnerTest {
  @TempDir static Path folder;
  private static SshdServer server;
  private static SshRunner runner;

  @BeforeAll
  static void start() throws IOException {
    server = SshdServer.start(folder.resolve("sshd"));
    runner = new SshRunner(Ssh.settings(server));
  }

  @AfterAll
  static void end() {
    runner.close();
    server.close();
  }

  private static Outcome run(String script) {
    return runner.run(Ssh.job(server, script), _ -> {});
  }

  private static Outcome.Exited exited(String script) {
    Outcome outcome = run(script);
    assertThat(outcome).isInstanceOf(Outcome.Exited.class);
    return (Outcome.Exited) outcome;
  }

  @Test
  void givesTheExitStatus() {
    assertThat(exited("true").status()).isZero();
    assertThat(exited("exit 3").status()).isEqualTo(3);
    assertThat(exited("false\ntrue").status()).isZero();
    assertThat(exited("kill -KILL $$").status()).isEqualTo(137);
    assertThat(exited("").status()).isZero();
  }

  @Test
  void keepsOutputAndErrorInTheOrderInWhichTheyCame() {
    String text = exited("for i in 1 2 3; do echo out $i; echo err $i >&2; done").output().text();
    assertThat(text).isEqualTo("out 1\nerr 1\nout 2\nerr 2\nout 3\nerr 3\n");
  }

  @Test
  void keepsTextOfEveryScriptOfTheWorld() {
    assertThat(exited("printf '障害 %s ✓ 🚨\\n' 対応").output().text()).isEqualTo("障害 対応 ✓ 🚨\n");
  }

  @Test
  void runsTheScriptByteForByte() {
    String script = "cat <<'E'\n\ttab $HOME `x` \\n 'q' \"d\"   \n\n日本\nE\n\n\n";
    assertThat(exited(script).output().text())
        .isEqualTo("\ttab $HOME `x` \\n 'q' \"d\"   \n\n日本\n");
  }

  @Test
  void namesTheRunbooksLineInTheShellsMessages() {
    assertThat(exited("true\ntrue\nno_such_command").output().text()).contains("line 3: no_such");
    Outcome.Exited outcome = exited("echo one\nif then\n");
    assertThat(outcome.output().text()).contains("line 2").contains("syntax error");
    assertThat(outcome.status()).isNotZero();
  }

  @Test
  void givesTheScriptNothingToReadAndNoArguments() {
    assertThat(exited("cat; echo \"$#\"; read -r x || echo end").output().text())
        .isEqualTo("0\nend\n");
  }

  @Test
  void leavesNothingOfItsOwnInTheProcessList() {
    String text =
        exited("ps -A -o args= | grep 'o[n]ly-in-the-script' || echo none").output().text();
    assertThat(text).isEqualTo("none\n");
  }

  @Test
  void passesLabelsAsVariables() {
    Labels labels = Labels.of("alertname", "A", "instance", "web-1:9100", "path", "a 'b' $(c)");
    Outcome outcome =
        runner.run(
            Ssh.job(
                server,
                "echo \"$TOBAN_INSTANCE|$TOBAN_LABEL_PATH|$TOBAN_LABEL_ALERTNAME\"; env | grep -c ^TOBAN_",
                labels,
                Duration.ofMinutes(1)),
            _ -> {});
    assertThat(outcome.output().text()).isEqualTo("web-1:9100|a 'b' $(c)|A\n4\n");
  }

  @Test
  void refusesWhatMustNotReachAShellBeforeItConnects() {
    Target nobody = new Target("nobody", "u", "192.0.2.1", 22);
    for (Labels labels :
        List.of(Labels.of("x", "a\nb"), Labels.of("x", "a\0b"), Labels.of("x", "y".repeat(4097)))) {
      Outcome outcome =
          runner.run(new Job("1", nobody, "true", labels, Duration.ofSeconds(1)), _ -> {});
      assertThat(outcome)
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed -> {
                assertThat(failed.reason()).isEqualTo(Outcome.Reason.GUARD);
                assertThat(failed.detail()).contains("label x").contains("nobody");
              });
    }
  }

  @Test
  void streamsOutputAsItComes() throws IOException {
    List<String> seen = new ArrayList<>();
    Path heard = folder.resolve("heard");
    String script = "echo one; until [ -e '" + heard + "' ]; do sleep 0.05; done; echo two";
    Outcome outcome =
        runner.run(
            Ssh.job(server, script),
            text -> {
              seen.add(text);
              touch(heard);
            });
    assertThat(outcome).isInstanceOf(Outcome.Exited.class);
    assertThat(seen).containsExactly("one\n", "two\n");
  }

  private static void touch(Path file) {
    try {
      Files.writeString(file, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void saysHowLongItTook() {
    assertThat(run("sleep 0.5").took()).isGreaterThan(Duration.ofMillis(450));
  }

  @Test
  void survivesAReaderThatFails() {
    Outcome outcome =
        runner.run(
            Ssh.job(server, "echo one; sleep 0.2; echo two"),
            _ -> {
              throw new IllegalStateException("on purpose");
            });
    assertThat(outcome.output().text()).isEqualTo("one\ntwo\n");
  }

  @Test
  void neverForwardsTheAgent() {
    assertThat(exited("echo \"[$SSH_AUTH_SOCK]\"").output().text()).isEqualTo("[]\n");
  }

  @Test
  void doesNotWaitForWhatTheScriptLeavesInTheBackground() {
    long start = System.nanoTime();
    Outcome.Exited outcome = exited("sleep 120 & echo started");
    assertThat(outcome.status()).isZero();
    assertThat(outcome.output().text()).isEqualTo("started\n");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(1));
  }
}
