package org.toban.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.toban.alert.Labels;
import org.toban.testbed.SshdServer;

/**
 * THREATS T01: whatever a label holds reaches the script as the same bytes and is never run;
 * through a real sshd, with each shell that is installed.
 */
@Tag("server")
@Timeout(300)
class HostileLabelsTest {
  private static final int BATCH = 200;
  private static final int RANDOM_VALUES = 5000;

  /**
   * Characters that mean something to a shell, or whose bytes do (dash marks with 0x81 to 0x88).
   */
  private static final String ODD =
      "'\"`$\\(){}[]<>|&;#!*?~^%=-+/.,:@ _aZ09 \u00a0\u0101\u0102\u0141\u3042\u3001\u3041\u2028\u202e\u200b\ufeff\u00ff\ud7ff\ufffd";

  private static final List<String> BREAKOUTS =
      List.of(
          "", "'", "\"", "`", "$(", ")", "';", "\";", "\\", "\\'", "'\"'\"'", "'\\''", "}", "|",
          "&&", "||", ">", "<(", "#", "-", "--", "-o", "*", "?", "~", "!", "!!", "^", "%s", "%n",
          "$IFS", "${", "$((", "$'", "=", " ", "\\\\'", "''", "EOF ");

  private static final List<String> PAYLOADS =
      List.of(
          "touch CANARY",
          "$(touch CANARY)",
          "`touch CANARY`",
          "; touch CANARY;",
          "|touch CANARY",
          "& touch CANARY &",
          "> CANARY",
          "${x:=$(touch CANARY)}",
          "'$(touch CANARY)'",
          "eval touch CANARY",
          "-exec touch CANARY {} +",
          "a[$(touch CANARY)]");

  @TempDir Path folder;

  static Stream<String> shells() {
    return Stream.of("dash", "bash", "busybox")
        .filter(shell -> Files.isExecutable(Path.of("/bin", shell)));
  }

  @ParameterizedTest
  @MethodSource("shells")
  void valuesArriveAsTheyAreAndNeverRun(String shell) throws IOException {
    Path canary = folder.resolve("canary");
    long seed = new Random().nextLong();
    List<String> values = new ArrayList<>(corpus(canary));
    assertThat(values).hasSizeGreaterThan(200);
    Random random = new Random(seed);
    for (int i = 0; i < RANDOM_VALUES; i++) {
      values.add(value(random));
    }
    Path programs = programs(shell);
    try (SshdServer server =
            SshdServer.start(folder.resolve("sshd"), "SetEnv SHLVL=3 PATH=" + programs);
        SshRunner runner = new SshRunner(Ssh.settings(server))) {
      assertThat(runner.run(Ssh.job(server, "readlink -f /proc/$$/exe"), _ -> {}).output().text())
          .endsWith(shell + "\n");
      for (int from = 0; from < values.size(); from += BATCH) {
        List<String> batch = values.subList(from, Math.min(from + BATCH, values.size()));
        assertThat(echoed(runner, server, batch)).as("seed " + seed).isEqualTo(batch);
        assertThat(canary).as("seed " + seed + ", batch at " + from).doesNotExist();
      }
    }
  }

  @SuppressWarnings("OrphanedFormatString") // the shell's printf
  private List<String> echoed(SshRunner runner, SshdServer server, List<String> values) {
    Map<String, String> labels = new TreeMap<>();
    StringBuilder quoted = new StringBuilder("printf '%s\\n'");
    StringBuilder bare = new StringBuilder("set -f; :");
    for (int i = 0; i < values.size(); i++) {
      labels.put("l" + i, values.get(i));
      quoted.append(" \"$TOBAN_LABEL_L").append(i).append('"');
      bare.append(" $TOBAN_LABEL_L").append(i);
    }
    Outcome outcome =
        runner.run(
            Ssh.job(server, bare + "\n" + quoted + "\n", Labels.of(labels), Duration.ofMinutes(2)),
            _ -> {});
    assertThat(outcome).isInstanceOf(Outcome.Exited.class);
    assertThat(outcome.output().omitted()).isZero();
    return List.of(outcome.output().text().split("\n", -1)).subList(0, values.size());
  }

  private static List<String> corpus(Path canary) {
    List<String> corpus = new ArrayList<>();
    for (String breakout : BREAKOUTS) {
      for (String payload : PAYLOADS) {
        corpus.add((breakout + payload).replace("CANARY", canary.toString()));
        corpus.add((payload + breakout).replace("CANARY", canary.toString()));
      }
    }
    corpus.add("x".repeat(Variables.LONGEST));
    corpus.add("'".repeat(Variables.LONGEST));
    return corpus;
  }

  static String value(Random random) {
    int length = 1 + random.nextInt(random.nextInt(20) == 0 ? 400 : 25);
    StringBuilder value = new StringBuilder();
    while (value.length() < length) {
      int choice = random.nextInt(10);
      int c =
          choice < 6
              ? ODD.charAt(random.nextInt(ODD.length()))
              : choice < 8 ? 0x20 + random.nextInt(0x5f) : random.nextInt(0x110000);
      if (!Character.isISOControl(c) && (c < 0xd800 || c > 0xdfff)) {
        value.appendCodePoint(c);
      }
    }
    return value.toString();
  }

  /** A folder of programs in which the shell is the only one. */
  private Path programs(String shell) throws IOException {
    Path programs = Files.createDirectory(folder.resolve("bin"));
    for (String program : List.of("cat", "timeout", "readlink", "touch")) {
      Files.createSymbolicLink(programs.resolve(program), Path.of("/usr/bin", program));
    }
    String name = shell.equals("bash") ? "bash" : "sh";
    Files.createSymbolicLink(programs.resolve(name), Path.of("/bin", shell));
    return programs;
  }
}
