package org.toban.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.toban.drill.shell.Machine;

/** The language of the practice hosts, as a table of scripts and what a real dash prints. */
class ShellTest {
  private final Machine machine = new World(InstantSource.system(), 20).host("web-1").machine();

  private Ran run(String line) {
    return Ran.on(machine, line);
  }

  /** A script and what it prints. */
  private record Line(String script, String expected) {
    static List<Line> of(String file) {
      try (var in = ShellTest.class.getResourceAsStream("/drill/" + file)) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.split(" ⇒ ?", 2))
            .map(parts -> new Line(parts[0], parts[1].strip()))
            .toList();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    void holds(String out) {
      assertThat(out.strip().replaceAll("\\s+", " ")).as(script).isEqualTo(expected);
    }
  }

  private static Stream<DynamicTest> each(String file, UnaryOperator<String> shell) {
    return Line.of(file).stream()
        .map(line -> dynamicTest(line.script(), () -> line.holds(shell.apply(line.script()))));
  }

  @TestFactory
  Stream<DynamicTest> itPrintsWhatAShellPrints() {
    return Stream.of("scripts.txt", "host-scripts.txt")
        .flatMap(file -> each(file, script -> run(script).out()));
  }

  /** The table is not our opinion. */
  @TestFactory
  @Tag("server")
  @Timeout(300)
  Stream<DynamicTest> aRealShellPrintsTheSame() {
    return Stream.of("dash", "bash")
        .flatMap(shell -> each("scripts.txt", script -> real(shell, script)));
  }

  private static String real(String shell, String script) {
    try {
      ProcessBuilder builder = new ProcessBuilder(shell, "-c", script);
      builder.environment().put("LC_ALL", "C.UTF-8");
      java.lang.Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
      process.getOutputStream().close();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(shell + " is missing: apt-get install " + shell, e);
    }
  }

  @Test
  void hereDocumentsExpandUnlessTheirEndIsQuoted() {
    assertThat(run("x=1\ncat <<EOF\na $x\nEOF\ncat <<'EOF'\na $x\nEOF\n").out())
        .isEqualTo("a 1\na $x\n");
    assertThat(run("cat <<-E | tr a-z A-Z\n\tin\n\tE\necho after").out()).isEqualTo("IN\nafter\n");
  }

  @Test
  void whatIsNotSimulatedIsNotFound() {
    assertThat(run("frobnicate --now"))
        .isEqualTo(new Ran(127, "", "sh: frobnicate: command not found\n"));
    assertThat(run("/usr/local/bin/frobnicate").status()).isEqualTo(127);
    assertThat(run("sudo frobnicate").status()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo 'open",
        "if true; then",
        "echo )",
        "case x in",
        "echo $(",
        "echo ${",
        "for",
        "{ echo"
      })
  void brokenScriptsAreSyntaxErrors(String script) {
    Ran ran = run(script);
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.error()).contains("Syntax error");
  }

  @Test
  void nothingReachesTheRealMachine() {
    assertThat(run("cat /etc/passwd").error()).contains("No such file or directory");
    assertThat(run("rm -rf / 2>/dev/null; ls -d /tmp /home").out()).isEqualTo("/tmp\n/home\n");
    assertThat(Files.exists(Path.of("/tmp"))).isTrue();
  }

  @Test
  void onlyRootMayRestartOrWrite() {
    assertThat(run("systemctl restart mks-backend").error()).contains("Access denied");
    assertThat(run("echo x > /etc/motd").status()).isEqualTo(2);
    assertThat(run("sudo sh -c 'echo x > /etc/motd' && cat /etc/motd").out()).isEqualTo("x\n");
  }

  @Test
  @Timeout(60)
  void aKilledGroupTakesItsPipelineWithIt() {
    Ran ran =
        run(
            "sh -c 'tail -f /var/log/mks-backend/error.log | grep x' & sleep 1; kill -TERM -- -$$; wait");
    assertThat(ran.status()).isEqualTo(143);
    while (machine.processes().all().stream()
        .anyMatch(process -> process.command().contains("tail"))) {
      Thread.onSpinWait();
    }
  }

  @Test
  @Timeout(60)
  void aTrapRunsAfterTheCommandInFront() {
    assertThat(run("trap 'echo caught; exit 9' TERM; kill $$; sleep 0.1; echo never"))
        .isEqualTo(new Ran(9, "caught\n", ""));
  }

  @Test
  @Timeout(60)
  void aReaderThatEndsEndsTheWriter() {
    assertThat(run("while true; do echo y; done | head -n 2").out()).isEqualTo("y\ny\n");
  }

  @Test
  void standardInputReachesTheScript() {
    assertThat(Ran.on(machine, "cat - | wc -c", "12345").out().strip()).isEqualTo("5");
    assertThat(Ran.on(machine, "sh -s -- a", "echo from $1\n").out()).isEqualTo("from a\n");
    assertThat(Ran.on(machine, "sh", "read x; echo \"$x\"").status()).isZero();
  }

  @Property(tries = 500)
  void singleQuotesKeepEveryText(@ForAll @StringLength(max = 60) String text) {
    String safe = text.replace("\0", "").replaceAll("[\\ud800-\\udfff]", "");
    String quoted = "'" + safe.replace("'", "'\\''") + "'";
    Machine fresh = Fresh.MACHINE;
    assertThat(Ran.on(fresh, "x=" + quoted + "; printf '%s' \"$x\"").out()).isEqualTo(safe);
    assertThat(Ran.on(fresh, "printf %s " + quoted).out()).isEqualTo(safe);
    assertThat(Ran.on(fresh, "X=" + quoted + " sh -c 'printf %s \"$X\"'").out()).isEqualTo(safe);
  }

  private static final class Fresh {
    static final Machine MACHINE = new World(InstantSource.system(), 20).host("web-1").machine();
  }

  @Test
  void waitingTakesPracticeTime() {
    Machine quick = new World(InstantSource.system(), 1000).host("web-1").machine();
    long start = System.nanoTime();
    Ran.on(quick, "sleep 300");
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofMillis(290), Duration.ofSeconds(60));
  }
}
