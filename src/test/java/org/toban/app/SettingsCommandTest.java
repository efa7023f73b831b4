package org.toban.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.history.HostChange;
import org.toban.history.SqliteHistory;
import org.toban.testbed.SshdServer;

/** {@code toban settings} as a person types it, on a real sshd. */
@Tag("server")
class SettingsCommandTest {
  @TempDir Path home;

  private Path etc;
  private Path config;
  private Shell shell;

  @BeforeEach
  void open() throws IOException {
    home = home.toRealPath();
    etc = Files.createDirectory(home.resolve("etc"));
    shell = new Shell(home);
    config = home.resolve("toban.yml");
  }

  private void write(SshdServer sshd, String blocks) throws IOException {
    Files.writeString(home.resolve("alerts.md"), "# Settings\n\n" + blocks);
    Files.writeString(
        config,
        """
        sources: [{name: prod, prometheus: 'http://127.0.0.1:1'}]
        runbooks: [alerts.md]
        history: history.db
        hosts:
          web-1: {ssh: '%s@127.0.0.1:%d'}
        ssh: {known_hosts: '%s', identity_file: '%s', agent: false, connect_timeout: 1m, setting_folders: '%s'}
        """
            .formatted(sshd.user(), sshd.port(), sshd.knownHosts(), sshd.userKey(), etc));
  }

  private int run(String... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = "--config";
    all[1] = config.toString();
    all[2] = "settings";
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return shell.run(all);
  }

  @Test
  void driftIsShownInstalledAndPutBack() throws IOException {
    try (SshdServer sshd = SshdServer.start(home.resolve("sshd"))) {
      Path marker = home.resolve("reloaded");
      write(
          sshd,
          """
          ```ini { path=%1$s/app.conf host=web-1 name=app reload="echo x >> %2$s" }
          workers = 4
          port = 5100
          ```
          """
              .formatted(etc, marker));
      Files.writeString(etc.resolve("app.conf"), "workers = 2\nport = 5100\n");

      assertThat(run()).as("drift: " + shell.out + shell.err).isEqualTo(1);
      assertThat(shell.out).contains("differs", "web-1", "app", etc + "/app.conf");
      assertThat(run("diff", "app")).isEqualTo(1);
      assertThat(shell.out)
          .contains("-workers = 2", "+workers = 4", " port = 5100", "then: echo x");

      assertThat(run("install", "app")).as("nobody can be asked").isEqualTo(2);
      assertThat(shell.err).contains("--yes");
      assertThat(etc.resolve("app.conf")).hasContent("workers = 2\nport = 5100\n");

      assertThat(run("install", "app", "--yes")).as(shell.out + shell.err).isZero();
      assertThat(shell.out).contains("installed, backup app.conf.20261124T030000.000Z");
      assertThat(etc.resolve("app.conf")).hasContent("workers = 4\nport = 5100\n");
      assertThat(marker).hasContent("x");
      assertThat(run("--json")).isZero();
      assertThat(shell.out).contains("\"state\" : \"same\"", "\"diff\" : \"\"");

      assertThat(run("undo", "--yes")).as(shell.out + shell.err).isZero();
      assertThat(etc.resolve("app.conf")).hasContent("workers = 2\nport = 5100\n");
      assertThat(Files.readAllLines(marker)).hasSize(2);
      assertThat(run("undo", "--yes")).isEqualTo(2);
      assertThat(shell.err).contains("no installation");
      assertRecorded();
    }
  }

  private void assertRecorded() {
    try (SqliteHistory history = SqliteHistory.open(home.resolve("history.db"))) {
      List<HostChange> changes = history.hostChanges();
      assertThat(changes)
          .extracting(HostChange::stage)
          .containsExactly(
              HostChange.Stage.PLANNED,
              HostChange.Stage.MADE,
              HostChange.Stage.PLANNED,
              HostChange.Stage.MADE);
      assertThat(changes.getFirst().difference()).contains("-workers = 2\n+workers = 4");
      assertThat(changes.getFirst().place().host()).isEqualTo("web-1");
      assertThat(changes.get(2).undoes()).isEqualTo(changes.getFirst().id());
    }
  }

  @Test
  void whatTheHostRefusesIsRecordedAndChangesNothing() throws IOException {
    try (SshdServer sshd = SshdServer.start(home.resolve("sshd"))) {
      write(
          sshd,
          """
          ```logrotate { path=%1$s/app host=web-1 }
          /var/log/app.log {
              rotate many
          }
          ```
          """
              .formatted(etc));
      assertThat(run("install", "app", "--yes")).isEqualTo(2);
      assertThat(shell.err).contains("nothing was changed", "check by logrotate", "many");
      assertThat(etc).isEmptyDirectory();
      try (SqliteHistory history = SqliteHistory.open(home.resolve("history.db"))) {
        assertThat(history.hostChanges().getLast().stage()).isEqualTo(HostChange.Stage.REFUSED);
      }
      assertThat(run("undo", "--yes")).as("nothing stands").isEqualTo(2);
    }
  }

  @Test
  void whatCannotBeSeenIsNotTheSame() throws IOException {
    try (SshdServer sshd = SshdServer.start(home.resolve("sshd"))) {
      write(
          sshd,
          """
          ```ini { path=%1$s/a.conf host=web-1 }
          a
          ```

          ```ini { path=%1$s/b.conf }
          b
          ```

          ```ini { path=%1$s/c.conf host=web-9 }
          c
          ```

          ```ini { path=/root/d.conf host=web-1 }
          d
          ```
          """
              .formatted(etc));
      Files.writeString(etc.resolve("a.conf"), "a\n");
      assertThat(run()).isEqualTo(3);
      assertThat(shell.out)
          .contains("same ", "host=NAME", "no host web-9", "no folder that is open");
      assertThat(run("--host", "web-1", "--json")).isEqualTo(3);
      assertThat(run("diff", "b.conf", "--host", "web-1")).as("a host by hand").isEqualTo(1);
      sshd.swapHostKey();
      assertThat(run("diff", "a.conf")).isEqualTo(3);
      assertThat(shell.out).contains("unreachable", "is not the known one");
    }
  }

  @Test
  void anUnknownNameIsAFailure() throws IOException {
    Files.writeString(home.resolve("alerts.md"), "# None\n");
    Files.writeString(
        config,
        "sources: [{name: prod, prometheus: 'http://127.0.0.1:1'}]\nrunbooks: [alerts.md]\n");
    assertThat(run()).isZero();
    assertThat(shell.out).contains("declare no settings");
    assertThat(run("diff", "app")).isEqualTo(2);
    assertThat(shell.err).contains("declare no setting 'app'");
  }
}
