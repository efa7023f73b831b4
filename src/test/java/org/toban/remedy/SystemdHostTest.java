package org.toban.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.alert.Labels;
import org.toban.config.RunbookFolder;
import org.toban.remedy.files.FileChange;
import org.toban.remedy.files.HostFile;
import org.toban.remedy.files.HostFiles;
import org.toban.remedy.files.Sight;
import org.toban.runbook.HostSetting;
import org.toban.runbook.Library;
import org.toban.testbed.Server;
import org.toban.testbed.SystemdHost;

/**
 * What the shipped runbooks have besides automatic responses, on a host with a real systemd: steps
 * for a person, and settings that they declare. The automatic ones are started by the engine in
 * {@code SystemdResponsesTest}.
 */
@Tag("heavy")
class SystemdHostTest {
  @TempDir static Path home;
  private static SystemdHost host;
  private static SshRunner runner;
  private static Target target;
  private static Library library;

  @BeforeAll
  static void boot() throws IOException {
    library = RunbookFolder.shipped("en");
    host = SystemdHost.boot(home.resolve("host"));
    runner = new SshRunner(Ssh.settings(host.knownHosts(), host.key()));
    target = new Target("web-1", "ops", host.address(), 22);
  }

  @AfterAll
  static void halt() {
    if (runner != null) {
      runner.close();
    }
    if (host != null) {
      host.close();
    }
  }

  private static Outcome run(String script) {
    Job job =
        new Job(
            UUID.randomUUID().toString(), target, script, Labels.empty(), Duration.ofMinutes(3));
    return runner.run(job, text -> {});
  }

  private static int status(String script) {
    Outcome outcome = run(script);
    assertThat(outcome).as(outcome.toString()).isInstanceOf(Outcome.Exited.class);
    return ((Outcome.Exited) outcome).status();
  }

  private static void does(String script) {
    Outcome outcome = run(script);
    assertThat(outcome)
        .as(script + ": " + outcome)
        .isInstanceOfSatisfying(Outcome.Exited.class, it -> assertThat(it.status()).isZero());
  }

  private static String step(String id) {
    return library.step(id).orElseThrow(() -> new AssertionError("no step " + id)).script();
  }

  private static void passes(String... ids) {
    for (String id : ids) {
      Outcome outcome = run(step(id));
      assertThat(outcome)
          .as(id + ": " + outcome + outcome.output().text())
          .isInstanceOfSatisfying(Outcome.Exited.class, it -> assertThat(it.status()).isZero());
    }
  }

  private static void fails(String id) {
    assertThat(status(step(id))).as(id).isNotZero();
  }

  @Test
  void aServiceThatSystemdGaveUpIsResetAndStarted() {
    does(
        "for i in $(seq 20); do sudo systemctl kill -s KILL mks-backend; sleep 0.5;"
            + " systemctl is-failed -q mks-backend && exit 0; done; exit 1");
    fails("service-down/verify/active");
    passes("service-down/respond/reset-and-start");
    passes("service-down/verify/active", "service-down/verify/health");
  }

  @Test
  void aDatabaseThatIsDownIsReachedAgain() {
    Server.await(
        "it is up",
        Duration.ofMinutes(1),
        () -> status(step("database-unreachable/verify/answers")) == 0);
    does("sudo systemctl stop postgresql");
    fails("database-unreachable/verify/accepts");
    passes("database-unreachable/respond/reconnect");
    passes("database-unreachable/verify/accepts", "database-unreachable/verify/answers");
    does("sudo systemctl kill -s KILL 'postgresql@*'");
    fails("database-unreachable/verify/answers");
    passes("database-unreachable/respond/reconnect");
    passes("database-unreachable/verify/accepts", "database-unreachable/verify/answers");
  }

  @Test
  void theDeclaredRotationIsInstalledAndRotatesALargeLog() throws IOException {
    install("logrotate", "");
    does(
        "sudo truncate -s 1100000000 /var/log/mks-backend/error.log"
            + " && sudo chown mks: /var/log/mks-backend/error.log");
    fails("log-file-large/verify/below-1-gb");
    passes("log-file-large/respond/rotate-logs");
    passes("log-file-large/verify/below-1-gb");
    assertThat(Files.exists(host.file("/var/log/mks-backend/error.log.1.gz"))).isTrue();
  }

  @Test
  void theDeclaredDropInIsInstalledReadAndPutBack() throws IOException {
    HostFile file = install("systemd", "systemctl daemon-reload");
    does("test \"$(systemctl show -P StartLimitBurst mks-backend)\" = 3");
    does("test \"$(systemctl show -P RestartUSec mks-backend)\" = 30s");
    HostFiles files = new HostFiles(runner, "desk-1");
    FileChange undone =
        files.undo(target, file.path(), true, HostFiles.sha256(file.text()), "", "");
    assertThat(undone).isInstanceOf(FileChange.Made.class);
    assertThat(files.reload(target, "systemctl daemon-reload", true)).isEmpty();
    does("test \"$(systemctl show -P StartLimitBurst mks-backend)\" = 5");
  }

  /** As root by sudo, for the user is none; the file is root's in the end. */
  private static HostFile install(String kind, String reload) throws IOException {
    HostSetting setting =
        library.settings().stream().filter(it -> it.kind().equals(kind)).findFirst().orElseThrow();
    HostFile file =
        new HostFile(
            setting.path(),
            setting.text(),
            "0644",
            "root:root",
            HostFile.Check.valueOf(kind.toUpperCase(java.util.Locale.ROOT)),
            true);
    assertThat(file.refusal(java.util.List.of())).isEmpty();
    HostFiles files = new HostFiles(runner, "desk-1");
    FileChange change = files.install(target, file, files.look(target, file), Instant.EPOCH);
    assertThat(change).as(change.toString()).isInstanceOf(FileChange.Made.class);
    Sight.Found now = (Sight.Found) ((FileChange.Made) change).now();
    assertThat(now.owner()).isEqualTo("root:root");
    assertThat(now.mode()).isEqualTo("644");
    assertThat(Files.readString(host.file(setting.path()))).isEqualTo(setting.text());
    if (!reload.isEmpty()) {
      assertThat(files.reload(target, reload, true)).isEmpty();
    }
    return file;
  }
}
