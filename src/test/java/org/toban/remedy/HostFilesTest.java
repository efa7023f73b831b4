package org.toban.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.toban.alert.Labels;
import org.toban.remedy.files.FileChange;
import org.toban.remedy.files.HostFile;
import org.toban.remedy.files.HostFile.Check;
import org.toban.remedy.files.HostFiles;
import org.toban.remedy.files.Sight;
import org.toban.testbed.SshdServer;

/** Files of a host, through a real sshd, with the real programs that judge them. */
@Tag("server")
class HostFilesTest {
  private static final Instant AT = Instant.parse("2026-11-24T03:00:00Z");

  @TempDir static Path home;
  private static SshdServer sshd;
  private static SshRunner runner;

  private Path folder;
  private HostFiles files;
  private final AtomicInteger second = new AtomicInteger();

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

  @BeforeEach
  void folder(@TempDir Path fresh) throws IOException {
    folder = fresh.toRealPath();
    files = new HostFiles(runner, "desk-1");
  }

  private HostFile file(String name, String text, Check check) {
    return new HostFile(folder.resolve(name).toString(), text, "", "", check, false);
  }

  private Sight look(HostFile file) {
    return files.look(Ssh.target(sshd), file);
  }

  private FileChange install(HostFile file, Sight seen) {
    return files.install(Ssh.target(sshd), file, seen, AT.plusSeconds(second.getAndIncrement()));
  }

  private static FileChange.Made made(FileChange change) {
    assertThat(change).isInstanceOf(FileChange.Made.class);
    return (FileChange.Made) change;
  }

  private static String refused(FileChange change) {
    assertThat(change).isInstanceOf(FileChange.Refused.class);
    return ((FileChange.Refused) change).detail();
  }

  private List<String> left() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(it -> it.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void anyTextArrivesByteForByteAndComesBack() throws IOException {
    String hostile =
        "$(touch canary) `id` ' \" \\ toban:missing\ntoban:end\n| x\n%s%n 日本語\r\n\t$TOBAN_LABEL_PATH"
            .repeat(700);
    HostFile file = file("any.conf", hostile, Check.NONE);
    assertThat(look(file)).isEqualTo(new Sight.Missing());
    FileChange.Made made = made(install(file, new Sight.Missing()));
    assertThat(made.backup()).isEmpty();
    assertThat(Files.readString(folder.resolve("any.conf"))).isEqualTo(hostile);
    assertThat(((Sight.Found) look(file)).text()).isEqualTo(hostile);
    assertThat(left()).containsExactly("any.conf");
  }

  @Test
  void theLongestTextArrivesAndALongerFileIsNotRead() throws IOException {
    HostFile file = file("long.conf", "0123456789abcde\n".repeat(4096), Check.NONE);
    assertThat(file.refusal(List.of(folder.toString()))).isEmpty();
    made(install(file, new Sight.Missing()));
    assertThat(folder.resolve("long.conf")).hasContent(file.text());
    Files.writeString(folder.resolve("long.conf"), file.text() + "x");
    assertThat(look(file)).isInstanceOf(Sight.Unreadable.class);
    assertThat(file("a", file.text() + "x", Check.NONE).refusal(List.of(folder.toString())))
        .isPresent();
  }

  @Test
  void modeIsKeptABackupIsMadeAndUndoPutsItBack() throws IOException {
    Path there = folder.resolve("x.conf");
    Files.writeString(there, "old\n");
    Files.setPosixFilePermissions(there, PosixFilePermissions.fromString("rw-r-----"));
    HostFile file = file("x.conf", "new\n", Check.NONE);
    FileChange.Made made = made(install(file, look(file)));
    assertThat(made.backup()).isEqualTo("x.conf.20261124T030000.000Z");
    assertThat(there).hasContent("new\n");
    assertThat(folder.resolve(".toban-backup").resolve(made.backup())).hasContent("old\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(there)))
        .isEqualTo("rw-r-----");
    made(undo(file, "old\n", made.backup()));
    assertThat(there).hasContent("old\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(there)))
        .isEqualTo("rw-r-----");
  }

  private FileChange undo(HostFile file, String before, String backup) {
    return files.undo(
        Ssh.target(sshd),
        file.path(),
        false,
        HostFiles.sha256(file.text()),
        before.isEmpty() ? "" : HostFiles.sha256(before),
        backup);
  }

  @Test
  void undoRemovesWhatWasNewButNotWhatSomebodyHasChangedSince() throws IOException {
    HostFile file = file("x.conf", "new\n", Check.NONE);
    made(install(file, new Sight.Missing()));
    Files.writeString(folder.resolve("x.conf"), "by hand\n");
    assertThat(refused(undo(file, "", ""))).contains("no longer what was shown");
    assertThat(folder.resolve("x.conf")).hasContent("by hand\n");
    Files.writeString(folder.resolve("x.conf"), "new\n");
    assertThat(made(undo(file, "", "")).now()).isEqualTo(new Sight.Missing());
    assertThat(folder.resolve("x.conf")).doesNotExist();
  }

  @Test
  void undoRefusesABackupThatWasChanged() throws IOException {
    Files.writeString(folder.resolve("x.conf"), "old\n");
    HostFile file = file("x.conf", "new\n", Check.NONE);
    String backup = made(install(file, look(file))).backup();
    Files.writeString(folder.resolve(".toban-backup").resolve(backup), "evil\n");
    assertThat(refused(undo(file, "old\n", backup))).contains("backup");
    assertThat(folder.resolve("x.conf")).hasContent("new\n");
  }

  @Test
  void whatChangedSinceItWasShownIsNotOverwritten() throws IOException {
    Files.writeString(folder.resolve("x.conf"), "old\n");
    HostFile file = file("x.conf", "new\n", Check.NONE);
    Sight seen = look(file);
    Files.writeString(folder.resolve("x.conf"), "meanwhile\n");
    assertThat(refused(install(file, seen))).contains("no longer what was shown");
    assertThat(refused(install(file, new Sight.Missing()))).contains("no longer what was shown");
    assertThat(folder.resolve("x.conf")).hasContent("meanwhile\n");
    assertThat(left()).containsExactly("x.conf");
  }

  @Test
  void linksAreRefusedInTheFileAndAboveIt() throws IOException {
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Files.writeString(outside.resolve("x.conf"), "theirs\n");
    Files.createSymbolicLink(folder.resolve("x.conf"), outside.resolve("x.conf"));
    Files.createSymbolicLink(folder.resolve("way"), outside);
    for (String name : List.of("x.conf", "way/x.conf", "way/new/x.conf")) {
      HostFile file = file(name, "mine\n", Check.NONE);
      assertThat(look(file)).isInstanceOf(Sight.Unreadable.class);
      assertThat(refused(install(file, new Sight.Missing())))
          .contains("symbolic link", "real path");
    }
    assertThat(outside.resolve("x.conf")).hasContent("theirs\n");
    assertThat(refused(install(file("outside", "x", Check.NONE), new Sight.Missing())))
        .contains("is no file");
  }

  @Test
  void fiveBackupsStay() throws IOException {
    Files.writeString(folder.resolve("x.conf"), "0\n");
    Files.createDirectory(folder.resolve(".toban-backup"));
    Files.writeString(folder.resolve(".toban-backup/other.conf.20200101T000000.000Z"), "stays");
    for (int i = 0; i < 5; i++) {
      Files.writeString(
          folder.resolve(".toban-backup/x.conf.2026112%dT000000.000Z".formatted(i)), "");
    }
    HostFile file = file("x.conf", "new\n", Check.NONE);
    made(install(file, look(file)));
    try (Stream<Path> kept = Files.list(folder.resolve(".toban-backup"))) {
      assertThat(kept.map(it -> it.getFileName().toString()).sorted())
          .hasSize(6)
          .startsWith("other.conf.20200101T000000.000Z", "x.conf.20261121T000000.000Z");
    }
  }

  @Test
  void systemdJudgesAUnitAndADropInWithItsUnit() throws IOException {
    String unit = "[Service]\nExecStart=/bin/sleep 9\n";
    assertThat(
            refused(
                install(
                    file("t.service", unit + "Restrt=always\n", Check.SYSTEMD),
                    new Sight.Missing())))
        .contains("check by systemd", "Restrt");
    assertThat(left()).isEmpty();
    HostFile dropIn = file("t.service.d/r.conf", "[Service]\nRestart=always\n", Check.SYSTEMD);
    assertThat(refused(install(dropIn, new Sight.Missing())))
        .contains("t.service", "not on the host");
    assertThat(left()).as("no folder is left of what was refused").isEmpty();
    made(install(file("t.service", unit, Check.SYSTEMD), new Sight.Missing()));
    HostFile wrong = file("t.service.d/r.conf", "[Service]\nRestart=perhaps\n", Check.SYSTEMD);
    assertThat(refused(install(wrong, new Sight.Missing()))).contains("perhaps");
    assertThat(left()).containsExactly("t.service");
    made(install(dropIn, new Sight.Missing()));
    assertThat(folder.resolve("t.service.d/r.conf")).hasContent(dropIn.text());
  }

  @Test
  void logrotateJudgesItsFileAndRotatesNothing() throws IOException {
    Path log = Files.writeString(folder.resolve("a.log"), "line\n");
    String good = log + " {\n    daily\n    rotate 3\n    missingok\n}\n";
    String bad = good.replace("rotate 3", "rotate three");
    assertThat(refused(install(file("app", bad, Check.LOGROTATE), new Sight.Missing())))
        .contains("check by logrotate", "three");
    assertThat(left()).containsExactly("a.log");
    made(install(file("app", good, Check.LOGROTATE), new Sight.Missing()));
    assertThat(left()).containsExactly("a.log", "app");
  }

  @Test
  void aHookIsJudgedByItsShell() throws IOException {
    String bad = "#!/bin/sh\nif true; then\n";
    assertThat(refused(install(file("hook", bad, Check.SHELL), new Sight.Missing())))
        .contains("check by shell");
    HostFile bash = file("hook", "#!/bin/bash\na=(1 2)\n", Check.SHELL);
    HostFile executable = new HostFile(bash.path(), bash.text(), "0755", "", Check.SHELL, false);
    made(install(executable, new Sight.Missing()));
    assertThat(Files.isExecutable(folder.resolve("hook"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "/",
        "/etc/passwd",
        "/etc/nginx",
        "/etc/nginx/../passwd",
        "/etc/nginx/./x",
        "/etc/nginx//x",
        "/etc/nginx/.hidden",
        "/etc/nginx/a b",
        "/etc/nginx/$(id)",
        "/etc/nginx/-x/",
        "/etc/nginxx/a",
        "/etc/nginx/a\nb",
        "/etc/nginx/a/",
        "/etc/nginx/日本"
      })
  void pathsAreStrict(String path) {
    assertThat(new HostFile(path, "", "", "", Check.NONE, false).refusal(List.of())).isPresent();
  }

  @Test
  void aHostThatIsNotThereIsUnreachableAndNothingChanged() {
    Target gone = new Target("gone", "nobody", "127.0.0.1", 1);
    HostFile file = file("x.conf", "new\n", Check.NONE);
    assertThat(files.look(gone, file)).isInstanceOf(Sight.Unreachable.class);
    assertThat(files.install(gone, file, new Sight.Missing(), AT))
        .isInstanceOf(FileChange.Refused.class);
  }

  @Test
  void aReloadThatFailsSaysWhy() {
    assertThat(files.reload(Ssh.target(sshd), "echo \"it's done\" | grep -q done", false))
        .isEmpty();
    assertThat(files.reload(Ssh.target(sshd), "echo no such unit; exit 5", false))
        .hasValueSatisfying(text -> assertThat(text).contains("exit status 5", "no such unit"));
  }

  /**
   * Of two consoles that were shown the same, one installs; a run that changes the host goes first.
   */
  @Test
  void oneConsoleAtATime() throws Exception {
    HostFile file = file("one.conf", "mine\n", Check.NONE);
    HostFile other = file("one.conf", "yours\n", Check.NONE);
    Path go = folder.resolve("go");
    Claim claim = new Claim("ab12", StartLimit.standard(), List.of(), false, "desk-2");
    Job long1 =
        new Job(
            "long",
            Ssh.target(sshd),
            "echo runs; while [ ! -e '" + go + "' ]; do sleep 0.1; done",
            Labels.empty(),
            Map.of(),
            Duration.ofMinutes(1),
            claim,
            false);
    CountDownLatch runs = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Outcome> running =
          threads.submit(() -> runner.run(long1, text -> countedDown(runs, "runs", text)));
      assertThat(runs.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(refused(install(file, new Sight.Missing())))
          .startsWith("another run that changes the host is under way, of the console desk-2");
      assertThat(left()).isEmpty();
      Files.createFile(go);
      running.get();
      Files.delete(go);
      Future<FileChange> first = threads.submit(() -> install(file, new Sight.Missing()));
      Future<FileChange> second = threads.submit(() -> install(other, new Sight.Missing()));
      List<FileChange> both = List.of(first.get(), second.get());
      assertThat(both).filteredOn(FileChange.Made.class::isInstance).hasSize(1);
      assertThat(both).filteredOn(FileChange.Refused.class::isInstance).hasSize(1);
    }
  }

  @Test
  void whatAKilledInstallationLeftIsTakenAway() throws IOException {
    Instant before = Instant.now().minus(Duration.ofMinutes(61));
    for (String name :
        List.of(".toban-Old123", ".toban-backup", ".toban-New123", ".toban-tooLong")) {
      Path left = Files.createDirectory(folder.resolve(name));
      Files.writeString(left.resolve("text"), "x");
      if (!name.contains("New")) {
        Files.setLastModifiedTime(left, FileTime.from(before));
      }
    }
    Path plain = Files.writeString(folder.resolve(".toban-aFile1"), "x");
    Files.setLastModifiedTime(plain, FileTime.from(before));
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve("text"), "x");
    Files.createSymbolicLink(folder.resolve(".toban-aLink1"), elsewhere);
    Files.setLastModifiedTime(elsewhere, FileTime.from(before));
    made(install(file("x.conf", "new\n", Check.NONE), new Sight.Missing()));
    assertThat(left())
        .containsExactly(
            ".toban-New123",
            ".toban-aFile1",
            ".toban-aLink1",
            ".toban-backup",
            ".toban-tooLong",
            "elsewhere",
            "x.conf");
    assertThat(elsewhere.resolve("text")).exists();
    assertThat(folder.resolve(".toban-backup/text")).exists();
  }

  private static void countedDown(CountDownLatch latch, String word, String text) {
    if (text.contains(word)) {
      latch.countDown();
    }
  }
}
