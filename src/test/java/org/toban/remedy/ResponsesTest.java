package org.toban.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.alert.Labels;
import org.toban.remedy.files.FileChange;
import org.toban.remedy.files.HostFile;
import org.toban.remedy.files.HostFiles;
import org.toban.remedy.files.Sight;
import org.toban.testbed.NginxServer;
import org.toban.testbed.PostgresServer;
import org.toban.testbed.Server;
import org.toban.testbed.SshdServer;

/**
 * Automatic responses against the real servers and tools that they are for, over a real sshd: each
 * fails its verify step before, and passes it after. Without systemd; with it, and with the shipped
 * texts to the letter, in {@code SystemdHostTest}.
 */
@Tag("server")
class ResponsesTest {
  @TempDir static Path home;
  private static SshdServer sshd;
  private static SshRunner runner;

  @BeforeAll
  static void start() throws IOException {
    sshd = SshdServer.start(home.resolve("sshd"));
    runner = new SshRunner(Ssh.settings(sshd));
  }

  @AfterAll
  static void stop() {
    runner.close();
    sshd.close();
  }

  private static Outcome.Exited run(String script) {
    Outcome outcome = runner.run(Ssh.job(sshd, script), text -> {});
    assertThat(outcome).as(outcome.toString()).isInstanceOf(Outcome.Exited.class);
    return (Outcome.Exited) outcome;
  }

  private static void passes(String script) {
    Outcome.Exited exited = run(script);
    assertThat(exited.status()).as(exited.output().text()).isZero();
  }

  private static void fails(String script) {
    assertThat(run(script).status()).isNotZero();
  }

  @Test
  void aDatabaseThatIsDownIsStartedAndTriedUntilItAnswers(@TempDir Path folder) throws IOException {
    try (PostgresServer database = PostgresServer.start(folder.resolve("postgres"))) {
      String path = "PATH=" + database.programs() + ":$PATH\n";
      String ready = path + "pg_isready -q -h 127.0.0.1 -p " + database.port();
      String tries =
          "i=0; until pg_isready -h 127.0.0.1 -p %d; do i=$((i+1)); [ $i -lt 30 ] || exit 1; sleep 1; done"
              .formatted(database.port());
      String answers =
          path
              + "psql -h 127.0.0.1 -p %d -U toban -Atqc 'select 1' postgres"
                  .formatted(database.port());
      Server.await("it is up", Duration.ofMinutes(1), () -> run(ready).status() == 0);
      database.crash();
      fails(ready);
      fails(answers);
      passes(path + database.startCommand() + "\n" + tries);
      passes(ready);
      passes(answers);
      passes(path + tries); // a running one is left alone
    }
  }

  @Test
  void aLogThatIsTooLargeIsRotated(@TempDir Path folder) throws IOException {
    Path log = folder.resolve("error.log");
    Files.write(log, new byte[3_000_000]);
    Path rules =
        Files.writeString(
            folder.resolve("rules"),
            "%s {\n    size 1M\n    rotate 3\n    compress\n    su %s %s\n    create 0640\n}\n"
                .formatted(log, "root", "root")
                .replaceAll(sshd.user().equals("root") ? "$^" : "(?m)^ +su .*\n", ""));
    String below =
        "large=$(find '%s' -type f -name '*.log' -size +1000000c) && test -z \"$large\""
            .formatted(folder);
    String rotate =
        "PATH=$PATH:/usr/sbin\nlogrotate --force -s '%s/state' '%s'".formatted(folder, rules);
    fails(below);
    passes(rotate);
    passes(below);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(it -> it.getFileName().toString()))
          .contains("error.log", "error.log.1.gz");
    }
  }

  @Test
  void aRenewedCertificateIsServedAfterTheReload(@TempDir Path folder) throws IOException {
    try (NginxServer nginx = NginxServer.start(folder.toRealPath())) {
      String served =
          "openssl s_client -connect 127.0.0.1:%d </dev/null 2>/dev/null | openssl x509 -noout -checkend 1814400"
              .formatted(nginx.port());
      fails(served);
      passes(nginx.certificate(90) + " && " + nginx.reload());
      Server.await("the new one is served", Duration.ofMinutes(1), () -> run(served).status() == 0);
    }
  }

  @Test
  void whatNginxRefusesIsPutBackAtOnce(@TempDir Path folder) throws IOException {
    Path real = folder.toRealPath();
    // the host's own nginx -t reads /etc/nginx; here a program of the same name reads this folder
    Path programs = Files.createDirectories(real.resolve("bin"));
    try (NginxServer nginx = NginxServer.start(real)) {
      Path wrapper =
          Files.writeString(
              programs.resolve("nginx"),
              "#!/bin/sh\nexec /usr/sbin/nginx -c '%s/nginx.conf' -e stderr \"$@\"\n"
                  .formatted(real));
      assertThat(wrapper.toFile().setExecutable(true)).isTrue();
      HostFiles files = new HostFiles(withPath(programs), "desk-1");
      String good = "server { listen 127.0.0.1:%d; return 204; }\n".formatted(Server.freePort());
      HostFile file = file(nginx, good);
      Target target = Ssh.target(sshd);
      FileChange made =
          files.install(target, file, files.look(target, file), java.time.Instant.EPOCH);
      assertThat(made).isInstanceOf(FileChange.Made.class);
      HostFile bad = file(nginx, good.replace("return", "retrun"));
      Sight seen = files.look(target, bad);
      FileChange refused = files.install(target, bad, seen, java.time.Instant.EPOCH);
      assertThat(refused).isInstanceOf(FileChange.Refused.class);
      assertThat(((FileChange.Refused) refused).detail()).contains("check by nginx", "retrun");
      assertThat(files.look(target, bad)).isEqualTo(seen);
    }
  }

  private static HostFile file(NginxServer nginx, String text) {
    String path = nginx.folder().resolve("conf.d/a.conf").toString();
    return new HostFile(path, text, "0644", "", HostFile.Check.NGINX, false);
  }

  private static Runner withPath(Path programs) {
    return new Runner() {
      @Override
      public Outcome run(Work work, java.util.function.Consumer<String> output) {
        Job job = (Job) work;
        String script = "PATH='" + programs + "':$PATH\n" + job.script();
        return runner.run(
            new Job(job.runId(), job.target(), script, job.labels(), job.limit()), output);
      }

      @Override
      public void stop(String runId) {
        runner.stop(runId);
      }

      @Override
      public void close() {}
    };
  }

  @Test
  void theWatchOfAHostIsKeptWithTheRun() {
    Job job =
        Ssh.job(
            sshd,
            "for i in 1 2 3; do cat /proc/loadavg; done\ntail -f /dev/null",
            Labels.empty(),
            Duration.ofSeconds(3));
    Outcome outcome = runner.run(job, text -> {});
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(((Outcome.Failed) outcome).reason()).isEqualTo(Outcome.Reason.TIME_LIMIT);
    assertThat(outcome.output().text().lines().filter(it -> it.matches("[0-9. /]+"))).hasSize(3);
    assertThat(List.of(outcome.output().omitted())).containsExactly(0L);
  }
}
