package org.toban.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.testbed.SshdServer;

/** {@code toban runbook test} as a person types it, on a real sshd. */
@Tag("server")
class RunbookTestCommandTest {
  @TempDir Path home;

  private Path config;
  private Shell shell;

  @BeforeEach
  void open() throws IOException {
    home = home.toRealPath();
    shell = new Shell(home);
    config = home.resolve("toban.yml");
  }

  private void write(SshdServer sshd, String runbook) throws IOException {
    Files.writeString(home.resolve("alerts.md"), runbook.replace("HOME", home.toString()));
    Files.writeString(
        config,
        """
        sources: [{name: prod, prometheus: 'http://127.0.0.1:1'}]
        runbooks: [alerts.md]
        history: history.db
        hosts:
          web-1: {ssh: '%1$s@127.0.0.1:%2$d'}
          gone: {ssh: '%1$s@127.0.0.1:1'}
        ssh: {known_hosts: '%3$s', identity_file: '%4$s', agent: false, connect_timeout: 1m}
        """
            .formatted(sshd.user(), sshd.port(), sshd.knownHosts(), sshd.userKey()));
  }

  private int run(String... arguments) {
    String[] all = new String[arguments.length + 4];
    all[0] = "--config";
    all[1] = config.toString();
    all[2] = "runbook";
    all[3] = "test";
    System.arraycopy(arguments, 0, all, 4, arguments.length);
    return shell.run(all);
  }

  private static final String EVERY_OUTCOME =
      """
      # Alert: DiskFull

      ## Diagnose

      ```bash
      # It works
      echo "about $TOBAN_LABEL_ALERTNAME" >> HOME/ran
      ```

      ```bash
      # It fails
      printf 'first\\n\\033[31mred\\n'; exit 3
      ```

      ```bash { timeout=1s }
      # It follows
      tail -f HOME/app.log
      ```

      ```bash { timeout=1s }
      # It hangs
      echo begun; sleep 50
      ```

      ```bash
      # It wants a value
      ls -d -- "<folder>"
      ```

      ```bash
      # It wants a label
      ls -d -- "$TOBAN_LABEL_MOUNTPOINT"
      ```

      ```bash { host=db-9 }
      # It is for nobody
      true
      ```

      ```promql { source=prod }
      up
      ```

      ## Respond

      ```bash { auto }
      # It changes
      touch HOME/changed
      ```

      ## Verify

      ```bash
      # It is well
      test ! -e HOME/changed
      ```
      """;

  @Test
  void eachBlockSaysWhatItIs() throws IOException {
    try (SshdServer sshd = SshdServer.start(home.resolve("sshd"))) {
      write(sshd, EVERY_OUTCOME);
      Files.writeString(home.resolve("app.log"), "a line\n");

      assertThat(run("DiskFull", "--host", "web-1")).as("nobody can be asked").isEqualTo(2);
      assertThat(shell.err).contains("nothing was run", "--yes");
      assertThat(home.resolve("ran")).doesNotExist();

      assertThat(run("DiskFull", "--host", "web-1", "--yes")).as(shell.err).isEqualTo(1);
      assertThat(home.resolve("ran")).hasContent("about DiskFull");
      assertThat(shell.out)
          .contains("works: diagnose 6: It works\n")
          .contains("failed: diagnose 11: It fails - exit status 3\n    | first\n    | ␛[31mred\n")
          .contains("shows output until its limit: diagnose 16: It follows", "    | a line\n")
          .contains("timed out: diagnose 21: It hangs", "    | begun\n")
          .contains("not tried: diagnose 26: It wants a value", "--label folder=VALUE")
          .contains("not tried: diagnose 31: It wants a label", "--label mountpoint=VALUE")
          .contains("refused: diagnose 36: It is for nobody - there is no host db-9")
          .contains("not tried: diagnose 41", "it is a query")
          .contains("not run: respond 47: It changes")
          .contains("works: verify 54: It is well\n")
          .contains(
              "2 works, 1 shows output until its limit, 1 failed, 1 timed out, 1 refused,"
                  + " 3 not tried, 1 not run")
          .doesNotContain("\u001b");
      assertThat(home.resolve("changed")).doesNotExist();
      assertThat(home.resolve("history.db")).as("nothing is recorded").doesNotExist();
    }
  }

  @Test
  void labelsReachTheBlocksAsDataOnly() throws IOException {
    try (SshdServer sshd = SshdServer.start(home.resolve("sshd"))) {
      write(
          sshd,
          """
          # Alert: DiskFull

          ## Diagnose

          ```bash
          printf '%s|' "$TOBAN_LABEL_MOUNTPOINT" "$TOBAN_INSTANCE" "<folder>" > HOME/seen
          ```
          """);
      String evil = "x'; touch " + home.resolve("evil") + "; $(touch evil) `id`";
      assertThat(
              run(
                  home.resolve("alerts.md").toString(),
                  "--host=web-1",
                  "--label=mountpoint=" + evil,
                  "--label=instance=web-1:9100",
                  "--label=folder=/srv",
                  "--yes",
                  "--json"))
          .as(shell.out + shell.err)
          .isZero();
      assertThat(home.resolve("seen")).hasContent(evil + "|web-1:9100|/srv|");
      assertThat(home.resolve("evil")).doesNotExist();
      assertThat(shell.out)
          .contains("\"host\" : \"web-1\"", "\"works\" : true", "\"result\" : \"works\"")
          .contains("\"status\" : 0", "\"took_seconds\" : ");

      assertThat(run("DiskFull", "--host=web-1", "--label=mountpoint=a\u0007", "--yes"))
          .as(shell.out)
          .isEqualTo(1);
      assertThat(shell.out).contains("not tried", "--label folder=VALUE --label instance=VALUE");
      assertThat(
              run(
                  "DiskFull",
                  "--host=web-1",
                  "--label=mountpoint=a\u0007",
                  "--label=instance=i",
                  "--label=folder=/srv",
                  "--yes"))
          .isEqualTo(1);
      assertThat(shell.out).contains("refused: diagnose", "control character (U+0007)");
    }
  }

  @Test
  void aHostThatIsNotReachedProvesNothing() throws IOException {
    try (SshdServer sshd = SshdServer.start(home.resolve("sshd"))) {
      write(
          sshd,
          """
          # Alert: DiskFull

          ## Diagnose

          ```bash
          # First
          true
          ```

          ```bash
          # Second
          true
          ```

          ```bash { host=web-1 }
          # Elsewhere
          true
          ```
          """);
      assertThat(run("DiskFull", "--host", "gone", "--yes")).as(shell.err).isEqualTo(3);
      assertThat(shell.out)
          .contains("unreachable: diagnose 6: First", "not tried: diagnose 11: Second")
          .contains("works: diagnose 16: Elsewhere");
      sshd.swapHostKey();
      assertThat(run("DiskFull", "--host", "web-1", "--yes")).isEqualTo(3);
      assertThat(shell.out).contains("unreachable", "is not the known one");
    }
  }

  @Test
  void whatIsNotThereIsAFailure() throws IOException {
    Files.writeString(home.resolve("alerts.md"), "# Alert: DiskFull\n\n## Respond\n\nLook.\n");
    Files.writeString(
        config,
        """
        sources: [{name: prod, prometheus: 'http://127.0.0.1:1'}]
        runbooks: [alerts.md]
        hosts: {web-1: {ssh: 'a@127.0.0.1'}}
        """);
    assertThat(run("DiskFull", "--host", "web-9")).isEqualTo(2);
    assertThat(shell.err).contains("no host web-9");
    assertThat(run("Nothing", "--host", "web-1")).isEqualTo(2);
    assertThat(shell.err).contains("no runbook 'Nothing'");
    assertThat(run(config.toString(), "--host", "web-1")).isEqualTo(2);
    assertThat(shell.run("runbook")).isEqualTo(2);
    assertThat(shell.err).contains("toban runbook --help");
    assertThat(run("DiskFull", "--host", "web-1")).as("nothing tried").isEqualTo(1);
    assertThat(shell.out).contains("Nothing was tried: there are no blocks");
  }

  private static final String ON_EACH =
      """
      # Alert: DiskFull

      ## Diagnose

      ```bash
      # It looks
      echo "${SSH_CONNECTION##* }" >> HOME/ran; test ! -e HOME/fails-${SSH_CONNECTION##* }
      ```
      """;

  /** Each host is an sshd of its own; the next one has its turn when it works on the one before. */
  @Test
  void severalHostsAShareAtATime() throws IOException {
    try (SshdServer one = SshdServer.start(home.resolve("sshd-1"));
        SshdServer two = SshdServer.start(home.resolve("sshd-2"));
        SshdServer three = SshdServer.start(home.resolve("sshd-3"))) {
      Files.writeString(home.resolve("alerts.md"), ON_EACH.replace("HOME", home.toString()));
      Path known = home.resolve("known_hosts");
      StringBuilder hosts = new StringBuilder();
      StringBuilder keys = new StringBuilder();
      int number = 1;
      for (SshdServer it : List.of(one, two, three)) {
        hosts.append(
            "  web-%d: {ssh: '%s@127.0.0.1:%d'}%n".formatted(number++, it.user(), it.port()));
        keys.append(keys.isEmpty() ? "" : ", ").append("'").append(it.userKey()).append("'");
        Files.writeString(
            known,
            Files.readString(it.knownHosts()),
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
      }
      Files.writeString(
          config,
          """
          sources: [{name: prod, prometheus: 'http://127.0.0.1:1'}]
          runbooks: [alerts.md]
          history: history.db
          hosts:
          %sssh: {known_hosts: '%s', identity_file: [%s], agent: false, connect_timeout: 1m}
          """
              .formatted(hosts, known, keys));

      String[] all = {"DiskFull", "--host", "web-1,web-2", "--host", "web-3", "--yes"};
      assertThat(run(all)).as(shell.err + shell.out).isZero();
      assertThat(home.resolve("ran"))
          .hasContent(one.port() + "\n" + two.port() + "\n" + three.port());
      assertThat(shell.out).contains("web-3 |   works: diagnose 6: It looks\n");

      Files.createFile(home.resolve("fails-" + two.port()));
      Files.delete(home.resolve("ran"));
      assertThat(run(all)).isEqualTo(1);
      assertThat(home.resolve("ran")).hasContent(one.port() + "\n" + two.port());
      assertThat(shell.out)
          .contains("web-2 |   failed: diagnose 6: It looks - exit status 1\n")
          .contains("not started, because web-2 does not work: web-3\n");

      Files.delete(home.resolve("ran"));
      assertThat(run("DiskFull", "--host=web-1,web-2,web-3", "--share=100%", "--yes", "--json"))
          .isEqualTo(1);
      assertThat(home.resolve("ran")).content().hasLineCount(3);
      assertThat(shell.out).contains("\"share\" : 3", "\"host\" : \"web-3\"");
      assertThat(run("DiskFull", "--host=web-1", "--share=half")).isEqualTo(2);
    }
  }
}
