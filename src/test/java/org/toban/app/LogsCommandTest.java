package org.toban.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.source.logs.StandIn;

/** Log rules on the command line: logs, doctor and watch. */
class LogsCommandTest {
  private static final String HOSTILE =
      """
      {"status":"success","data":{"resultType":"streams","result":[{"stream":{"job":"shop"},
       "values":[["1795604450000000000","red \\u001b[31m bell \\u0007 turn \\u202e"],
                 ["1795604440000000000","first\\nsecond"]]}]}}
      """;

  @TempDir Path folder;
  private final StandIn loki = new StandIn().gives("loki/streams.json");
  private Shell shell;

  @BeforeEach
  void configure() throws IOException {
    shell = new Shell(folder, InstantSource.fixed(Instant.parse("2026-11-25T11:01:00Z")));
    Path file = shell.places().configFile();
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        logs:
          - {name: shop, loki: '%1$s', query: '{job="shop"}', severity: critical}
          - {name: elsewhere, loki: '%1$s', around: {job: '{{service}}'}}
        """
            .formatted(loki.url()));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  @AfterEach
  void close() {
    loki.close();
  }

  private void gives(int status, String body) {
    loki.gives(status, body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void theLinesOfARuleAreListedOldestFirst() {
    assertThat(shell.run("logs", "shop")).isZero();
    assertThat(shell.out.lines())
        .containsExactly(
            "2026-11-25T11:00:31.000000123Z  level=error msg=\"payment gateway timed out\""
                + " order=8790 after=3000ms",
            "2026-11-25T11:00:42.000000123Z  注文 8801 の決済に失敗しました: タイムアウト",
            "2026-11-25T11:00:50.000000123Z  level=error msg=\"payment gateway timed out\""
                + " order=8812 after=3001ms");
  }

  @Test
  void sinceSaysHowFarBack() {
    assertThat(shell.run("logs", "shop", "--since", "1h")).isZero();
    assertThat(loki.asked().getLast()).contains("start=1795600860000000000");
    assertThat(shell.run("logs", "shop", "--since", "soon")).isEqualTo(2);
    assertThat(shell.err).contains("--since needs a time");
  }

  @Test
  void whatALineHoldsCannotActOnTheTerminal() {
    gives(200, HOSTILE);
    assertThat(shell.run("logs", "shop")).isZero();
    assertThat(shell.out)
        .contains("red ␛[31m bell ␇ turn", "first\n    second")
        .doesNotContain("\u001b", "\u0007", "\u202e");
    assertThat(shell.run("logs", "shop", "--json")).isZero();
    assertThat(shell.out.lines().findFirst())
        .contains(
            "{\"at\":\"2026-11-25T11:00:40Z\",\"labels\":{\"job\":\"shop\"},"
                + "\"line\":\"first\\nsecond\"}");
    assertThat(shell.out).doesNotContain("\u001b", "\u0007");
  }

  @Test
  void theLinesAroundAnAlertAreFoundByItsName() {
    assertThat(shell.run("watch", "--once", "--json")).isEqualTo(2);
    String fingerprint =
        shell.out.replaceAll("(?s).*?\"fingerprint\" : \"([0-9a-f]{16})\".*", "$1");
    assertThat(shell.run("logs", fingerprint)).isZero();
    assertThat(shell.out).contains("payment gateway");
    assertThat(loki.asked().getLast())
        .contains("query={job=\"shop\"}&")
        .contains("direction=forward");
  }

  @Test
  void whatCannotBeFoundIsToldInOneLine() {
    assertThat(shell.run("logs", "nobody")).isEqualTo(2);
    assertThat(shell.err).contains("no log rule and no alert that fires is called 'nobody'");
    assertThat(shell.run("logs", "elsewhere")).isEqualTo(2);
    assertThat(shell.err).contains("is only looked in");
    gives(429, "too many outstanding requests");
    assertThat(shell.run("logs", "shop")).isEqualTo(2);
    assertThat(shell.err).contains("shop: answered 429: too many outstanding requests");
    assertThat(shell.run("logs", "nobody")).isEqualTo(2);
    assertThat(shell.err).contains("not every source answers: shop: answered 429");
  }

  @Test
  void aRuleFiresOnTheBoardAndIsBlindWhenItsServerIs() {
    assertThat(shell.run("watch", "--once")).isEqualTo(2);
    assertThat(shell.out).containsPattern("live +source shop").contains("log_rule=\"shop\"");
    gives(503, "not ready");
    assertThat(shell.run("watch", "--once")).isEqualTo(3);
    assertThat(shell.out).contains("BLIND", "source shop: answered 503: not ready");
  }

  @Test
  void doctorTriesEachRuleAndSaysHowToMendIt() {
    shell.run("doctor");
    assertThat(shell.out)
        .contains("ok       logs shop: 3 lines in the last 300 s of the levels ERROR, CRITICAL")
        .contains("ok       logs elsewhere: answers; it is only looked in");
    loki.gives("loki/empty.json");
    shell.run("doctor");
    assertThat(shell.out)
        .contains("warning  logs shop: 0 lines")
        .contains("see that the labels in the selector of 'query' are right");
    gives(400, "parse error at line 1, col 12: syntax error");
    assertThat(shell.run("doctor")).isEqualTo(1);
    assertThat(shell.out)
        .contains("failed   logs shop: answered 400: parse error at line 1")
        .contains("mend 'query'");
    gives(
        400,
        "max entries limit per query exceeded, limit > max_entries_limit_per_query (5000 > 1000)");
    shell.run("doctor");
    assertThat(shell.out).contains("lower 'max_lines'");
  }
}
