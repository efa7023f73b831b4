package org.toban.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.toban.alert.Labels;
import org.toban.remedy.files.FileChange;
import org.toban.remedy.files.HostFile;
import org.toban.remedy.files.HostFiles;
import org.toban.remedy.files.Sight;
import org.toban.testbed.SudoHost;

/**
 * The password of sudo, against the real sshd and the real sudo: it opens sudo for the script, and
 * for nobody else; and nothing of the script can read it.
 */
@Tag("server")
@Tag("root")
@Timeout(300)
class SudoPasswordTest {
  private static final String PASSWORD = "pa ss'w\"$rd\u00e9-7391";

  @TempDir Path folder;
  private SudoHost host;
  private SshRunner runner;
  private final AtomicInteger read = new AtomicInteger();
  private final StringBuilder live = new StringBuilder();

  @BeforeEach
  void start() throws IOException {
    host = SudoHost.start(folder.resolve("host"), PASSWORD, true, "/bin/sh");
    runner = new SshRunner(Ssh.settings(host.knownHosts(), host.userKey()));
  }

  @AfterEach
  void close() throws Exception {
    runner.close();
    host.close();
  }

  private Target target(Passphrase password) {
    return new Target("web-1", SudoHost.USER, "127.0.0.1", host.port()).withSudo(password);
  }

  private Target target() {
    return target(() -> {
      read.incrementAndGet();
      return PASSWORD;
    });
  }

  private static Job job(Target target, String script) {
    return new Job(
            UUID.randomUUID().toString(), target, script, Labels.empty(), Duration.ofMinutes(1))
        .withSudo();
  }

  private String run(String script) {
    Outcome outcome = runner.run(job(target(), script), live::append);
    assertThat(outcome).as(outcome.toString()).isInstanceOf(Outcome.Exited.class);
    return outcome.output().text();
  }

  private Outcome.Failed refused(Target target) {
    Outcome outcome = runner.run(job(target, "touch /mnt/home/ran"), live::append);
    assertThat(outcome).as(outcome.toString()).isInstanceOf(Outcome.Failed.class);
    assertThat(plain("ls /mnt/home")).isEmpty();
    return (Outcome.Failed) outcome;
  }

  /** Another run of the same user, without the password. */
  private String plain(String script) {
    Job job =
        new Job(
            UUID.randomUUID().toString(), target(), script, Labels.empty(), Duration.ofMinutes(1));
    return runner.run(job, _ -> {}).output().text();
  }

  @Test
  void aScriptMayCallSudoAsItIsWritten() {
    assertThat(
            run(
                """
                sudo id -u
                sudo -n id -u
                x=$(sudo id -u); echo "$x"
                echo in | sudo cat
                if sudo test -r /etc/shadow; then echo may; fi
                (cd /; sudo pwd)
                for i in 1 2; do sudo echo $i; done
                sudo -u daemon id -un
                sudo sh -c 'exit 7'\
                """))
        .isEqualTo("0\n0\n0\nin\nmay\n/\n1\n2\ndaemon\n");
    assertThat(read).hasValue(1);
  }

  @ParameterizedTest
  @CsvSource({"true,/bin/sh", "false,/bin/dash", "false,/bin/busybox"})
  void everyShellDoesWithAndWithoutAClaim(boolean bash, String shell) throws Exception {
    close();
    host = SudoHost.start(folder.resolve("other"), PASSWORD, bash, shell);
    runner = new SshRunner(Ssh.settings(host.knownHosts(), host.userKey()));
    String script =
        "echo ${BASH_VERSION:+bash}; cat; sudo id -u; x=$(sudo id -u); echo $x; sudo echo last";
    String said = (bash ? "bash\n" : "\n") + "0\n0\nlast\n";
    assertThat(run(script)).isEqualTo(said);
    Job job = job(target(), script);
    Claim claim =
        new Claim(
            "ab12", new StartLimit(2, Duration.ofMinutes(5)), List.of("cd34"), true, "desk-1");
    Job claiming =
        new Job(
            job.runId(), job.target(), script, job.labels(), Map.of(), job.limit(), claim, true);
    Outcome outcome = runner.run(claiming, _ -> {});
    assertThat(outcome.output().text()).isEqualTo(said);
    assertThat(outcome.claimed()).isEqualTo(new Claimed.Kept(List.of()));
    settingsAreInstalledAndPutBack();
  }

  private void settingsAreInstalledAndPutBack() {
    run("sudo mkdir -m 0700 /mnt/etc");
    HostFiles files = new HostFiles(runner, "desk-1");
    HostFile file =
        new HostFile(
            "/mnt/etc/hook",
            "echo 'a' \"$x\" 日本\n",
            "0600",
            "root:root",
            HostFile.Check.SHELL,
            true);
    assertThat(files.look(target(), file)).isEqualTo(new Sight.Missing());
    FileChange change = files.install(target(), file, new Sight.Missing(), Instant.EPOCH);
    assertThat(change).as(change.toString()).isInstanceOf(FileChange.Made.class);
    assertThat(((Sight.Found) files.look(target(), file)).text()).isEqualTo(file.text());
    assertThat(files.reload(target(), "cat /mnt/etc/hook && exit 3", true))
        .hasValue("it ended with exit status 3: " + file.text().strip());
    FileChange back =
        files.undo(target(), file.path(), true, HostFiles.sha256(file.text()), "", "");
    assertThat(back).as(back.toString()).isInstanceOf(FileChange.Made.class);
    assertThat(run("sudo ls -A /mnt/etc")).isEmpty();
  }

  @Test
  void aHostThatMayNotRunAShellByItSaysSo() throws IOException {
    host.sudoers("onduty ALL=(ALL) /usr/bin/id");
    HostFile file = new HostFile("/mnt/etc/hook", "", "", "", HostFile.Check.NONE, true);
    assertThat(new HostFiles(runner, "desk-1").look(target(), file))
        .isInstanceOf(Sight.Unreadable.class)
        .extracting(it -> ((Sight.Unreadable) it).detail())
        .asString()
        .contains("sudo -n was refused");
  }

  /** Standard input, variables, arguments, files and the memory of every process of the user. */
  @Test
  void nothingOfItIsLeftForTheScript() {
    String reversed = new StringBuilder(PASSWORD).reverse().toString();
    String script =
        """
        cat; echo end of input
        ls -l /proc/$$/fd/0 | sed 's/.*-> //; s/[0-9]*//g'
        cat /proc/[0-9]*/environ /proc/[0-9]*/cmdline 2>/dev/null > /mnt/home/seen
        set >> /mnt/home/seen
        find /mnt /run /tmp -maxdepth 3 -user onduty -type f -exec cat {} + >> /mnt/home/all 2>/dev/null
        perl -MEncode -e '
          my $needle = reverse decode_utf8("REVERSED"); $needle = encode_utf8($needle);
          my ($looked, $found) = (0, 0);
          for my $file ("/mnt/home/seen", "/mnt/home/all") {
            open(my $in, "<", $file) or die; local $/; $found++ if index(<$in>, $needle) >= 0;
          }
          for my $p (glob("/proc/[0-9]*")) {
            next if $p eq "/proc/$$";
            open(my $maps, "<", "$p/maps") or next; open(my $mem, "<", "$p/mem") or next;
            while (<$maps>) {
              my ($from, $to) = /^(\\w+)-(\\w+) rw/ or next;
              ($from, $to) = (hex $from, hex $to);
              sysseek($mem, $from, 0); sysread($mem, my $bytes, $to - $from) or next;
              $looked++; $found++ if index($bytes, $needle) >= 0;
            }
          }
          print $looked > 10 ? "looked" : "did not look ($looked)", ", found $found\\n";'
        sudo id -u
        """
            .replace(
                "REVERSED",
                reversed.replace("$", "\\$").replace("\"", "\\\"").replace("'", "'\\''"));
    assertThat(run(script)).isEqualTo("end of input\npipe:[]\nlooked, found 0\n0\n");
  }

  @Test
  void noOtherProcessOfTheUserGetsATicket() throws Exception {
    Job job =
        job(
            target(),
            "sudo id -u; echo ready; while [ ! -e /mnt/home/go ]; do sleep 0.1; done; sudo id -u");
    CountDownLatch ready = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Outcome> outcome =
          threads.submit(() -> runner.run(job, text -> countedDown(ready, "ready", text)));
      assertThat(ready.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(plain("sudo -n id -u; setsid -w sudo -n id -u"))
          .isEqualTo("sudo: a password is required\nsudo: a password is required\n");
      assertThat(plain("touch /mnt/home/go")).isEmpty();
      assertThat(outcome.get().output().text()).isEqualTo("0\nready\n0\n");
    }
    assertThat(plain("sudo -n id -u")).contains("a password is required");
  }

  /** What a ticket does not reach, so that the runbook's page can say it. */
  @Test
  void whatAnotherProcessCallsAsksAgain() {
    assertThat(run("timeout 9 sudo -n id -u; sh -c 'sudo -n id -u; true'; setsid -w sudo -n id -u"))
        .isEqualTo("sudo: a password is required\n".repeat(3));
  }

  @Test
  void itIsTakenOutOfTheOutput() {
    live.setLength(0);
    String half = PASSWORD.substring(0, 6);
    String text =
        run(
            "printf %s \"$(printf %s '"
                + PASSWORD.replace("'", "'\\''")
                + "')\" | cat; echo; "
                + "printf %s '"
                + half.replace("'", "'\\''")
                + "'");
    assertThat(text).isEqualTo("[secret]\n" + half);
    assertThat(live).hasToString(text);
  }

  @Test
  void aWrongOneIsRefusedAtOnceAndTriedOnce() {
    Outcome.Failed failed = refused(target(() -> "wrong"));
    assertThat(failed.reason()).isEqualTo(Outcome.Reason.AUTHENTICATION);
    assertThat(failed.detail())
        .startsWith("Nothing was run: the password of sudo on web-1 was refused")
        .contains("1 incorrect password attempt")
        .doesNotContain("wrong");
    assertThat(failed.took()).isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void oneThatCannotBeReadIsToldBeforeAnythingRuns() {
    Outcome.Failed failed =
        refused(
            target(() -> {
              throw new IOException("keyring locked: unlock it");
            }));
    assertThat(failed.reason()).isEqualTo(Outcome.Reason.AUTHENTICATION);
    assertThat(failed.detail())
        .isEqualTo(
            "Nothing was run: the password of sudo on web-1 cannot be had: keyring locked: unlock it.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "onduty ALL=(ALL) ALL; Defaults timestamp_timeout=0 | forgot it at once",
        "onduty ALL=(ALL) ALL; Defaults timestamp_type=global | lets every process of the user in",
        "onduty ALL=(ALL) ALL; Defaults requiretty | must have a tty",
        "daemon ALL=(ALL) ALL | the user may not use sudo",
        "onduty OTHER=(ALL) ALL | the user may not use sudo"
      })
  void aHostWhoseSudoCannotBeUsedSaysSo(String sudoers, String why) throws IOException {
    host.sudoers(sudoers.split("; "));
    Outcome.Failed failed = refused(target());
    assertThat(failed.reason()).isEqualTo(Outcome.Reason.AUTHENTICATION);
    assertThat(failed.detail()).contains(why).contains("web-1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "onduty ALL=(ALL) NOPASSWD: ALL",
        "onduty ALL=(ALL) NOPASSWD: ALL; Defaults timestamp_type=global",
        "onduty ALL=(ALL) NOPASSWD: /usr/bin/true; onduty ALL=(ALL) /usr/bin/id"
      })
  void oneThatNeedsNoneIsNotDisturbed(String sudoers) throws IOException {
    host.sudoers(sudoers.split("; "));
    assertThat(run("cat; sudo id -u")).isEqualTo("0\n");
  }

  @Test
  void aStepThatIsNotMarkedGetsNone() {
    assertThat(plain("sudo -n id -u")).isEqualTo("sudo: a password is required\n");
    assertThat(read).hasValue(0);
  }

  @Test
  void aRunThatIsStoppedWhileItIsAskedRunsNothing() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    Job job =
        job(
            target(() -> {
              asked.countDown();
              try {
                stopped.await();
              } catch (InterruptedException e) {
                throw new IOException(e);
              }
              return PASSWORD;
            }),
            "touch /mnt/home/ran");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Outcome> outcome = threads.submit(() -> runner.run(job, _ -> {}));
      asked.await();
      runner.stop(job.runId());
      stopped.countDown();
      assertThat(outcome.get()).isInstanceOf(Outcome.Failed.class);
      assertThat(((Outcome.Failed) outcome.get()).reason()).isEqualTo(Outcome.Reason.STOPPED);
    }
    assertThat(plain("ls /mnt/home")).isEmpty();
  }

  private static void countedDown(CountDownLatch latch, String word, String text) {
    if (text.contains(word)) {
      latch.countDown();
    }
  }
}
