package org.toban.remedy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.toban.alert.Labels;
import org.toban.testbed.Server;
import org.toban.testbed.SshdServer;

/**
 * THREATS T05: what consoles claim on a host is kept there, whichever its shell is, with flock and
 * without; each runner stands for the console of another person.
 */
@Tag("server")
@Timeout(300)
class LeaseTest {
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final String ACTION = "ab".repeat(32);

  @TempDir Path folder;
  private final List<AutoCloseable> open = new ArrayList<>();
  private SshdServer server;

  /** A shell, and whether the host has flock. */
  enum Host {
    DASH("dash", true),
    BASH("bash", true),
    BUSYBOX("busybox", true),
    DASH_ALONE("dash", false),
    BASH_ALONE("bash", false),
    BUSYBOX_ALONE("busybox", false);

    private final String shell;
    private final boolean flock;

    Host(String shell, boolean flock) {
      this.shell = shell;
      this.flock = flock;
    }
  }

  static Stream<Host> alone() {
    return Stream.of(Host.values()).filter(it -> !it.flock);
  }

  private void start(Host host) throws IOException {
    start(host, "XDG_STATE_HOME=" + folder.resolve("state"));
  }

  private void start(Host host, String environment) throws IOException {
    server =
        SshdServer.start(
            Files.createTempDirectory(folder, "sshd"),
            "SetEnv SHLVL=3 PATH=" + programs(host) + " " + environment,
            // as if the shell were /bin/sh
            "ForceCommand eval \"exec /bin/"
                + (host.shell.equals("busybox") ? "busybox sh" : host.shell)
                + "${SSH_ORIGINAL_COMMAND#exec /bin/sh}\"");
    open.add(server);
  }

  /** A folder of programs in which the shell is the only one. */
  private Path programs(Host host) throws IOException {
    Path programs = Files.createTempDirectory(folder, "bin");
    boolean busybox = host.shell.equals("busybox");
    List<String> needed =
        new ArrayList<>(
            List.of(
                "cat",
                "timeout",
                "sleep",
                "date",
                "mkdir",
                "rmdir",
                "mv",
                "rm",
                "ln",
                "id",
                "uname",
                "find",
                "readlink"));
    if (host.flock) {
      needed.add("flock");
    }
    for (String program : needed) {
      Path real =
          busybox && !program.equals("flock")
              ? Path.of("/bin/busybox")
              : Path.of("/usr/bin", program);
      Files.createSymbolicLink(
          programs.resolve(program), Files.exists(real) ? real : Path.of("/bin", program));
    }
    Files.createSymbolicLink(programs.resolve("ps"), Path.of("/bin/ps"));
    Files.createSymbolicLink(
        programs.resolve(host.shell.equals("bash") ? "bash" : "sh"), Path.of("/bin", host.shell));
    return programs;
  }

  private SshRunner console() {
    SshRunner runner = new SshRunner(Ssh.settings(server));
    open.add(runner);
    return runner;
  }

  private SshRunner console(String leases) {
    SshSettings it = Ssh.settings(server);
    SshRunner runner =
        new SshRunner(
            new SshSettings(
                it.knownHosts(),
                it.identities(),
                null,
                null,
                it.connectTimeout(),
                it.idle(),
                it.outputLimit(),
                Leases.in(leases)));
    open.add(runner);
    return runner;
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable it : open.reversed()) {
      it.close();
    }
  }

  private Job job(String console, String script, boolean once, int burst, String... attempts) {
    return new Job(
        UUID.randomUUID().toString(),
        Ssh.target(server),
        script,
        Labels.of("path", "a 'b' $(c)"),
        Map.of(),
        SOON,
        new Claim(
            ACTION,
            new StartLimit(burst, Duration.ofSeconds(300)),
            List.of(attempts),
            once,
            console),
        false);
  }

  /** A run that has printed something. */
  private record Begun(Job job, String text, Future<Outcome> outcome) {}

  private static Begun begin(SshRunner console, Job job) throws Exception {
    CompletableFuture<String> begun = new CompletableFuture<>();
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          outcome.complete(console.run(job, begun::complete));
          begun.completeExceptionally(new AssertionError("" + outcome.join()));
        });
    return new Begun(job, begun.get(), outcome);
  }

  private static <T extends Claimed> T claimed(Outcome outcome, Class<T> kind) {
    assertThat(outcome.claimed()).as(outcome.toString()).isInstanceOf(kind);
    return kind.cast(outcome.claimed());
  }

  private static <T extends Claimed> T refused(Outcome outcome, Class<T> kind) {
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(((Outcome.Failed) outcome).reason()).isEqualTo(Outcome.Reason.GUARD);
    return claimed(outcome, kind);
  }

  private static void exited(Outcome outcome, int status, String output) {
    assertThat(outcome).isInstanceOf(Outcome.Exited.class);
    assertThat(outcome.output().text()).isEqualTo(output);
    assertThat(((Outcome.Exited) outcome).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @EnumSource
  void aRunIsTheSameWithALease(Host host) throws IOException {
    start(host);
    SshRunner console = console();
    String script = "umask\nprintf '%s\\n' \"$TOBAN_LABEL_PATH\"; cat; echo \"$#\"\nexit 3\n";
    String umask = console.run(Ssh.job(server, "umask"), _ -> {}).output().text();
    exited(console.run(job("a", script, true, 3), _ -> {}), 3, umask + "a 'b' $(c)\n0\n");
    exited(console.run(job("a", "kill -KILL $$", true, 3), _ -> {}), 137, "");
    assertThat(Files.getPosixFilePermissions(folder.resolve("state/toban")))
        .hasToString("[OWNER_READ, OWNER_WRITE, OWNER_EXECUTE]")
        .hasSize(3);
  }

  @ParameterizedTest
  @EnumSource(names = {"BASH", "BUSYBOX_ALONE"})
  void oneConsoleAtATime(Host host) throws Exception {
    start(host);
    SshRunner first = console();
    SshRunner second = console();
    Begun begun = begin(first, job("desk 1", "echo begun; sleep 600", true, 9));
    Claimed.Busy busy =
        refused(second.run(job("b", "echo no", true, 9), _ -> {}), Claimed.Busy.class);
    assertThat(busy.console()).isEqualTo("desk_1");
    assertThat(busy.since()).isBetween(Duration.ZERO, SOON);
    first.stop(begun.job().runId());
    assertThat(begun.outcome().get().output().text()).isEqualTo("begun\n");
    exited(second.run(job("b", "echo yes", true, 9), _ -> {}), 0, "yes\n");
  }

  /** Four consoles try the same firings: never two at once, never one twice. */
  @ParameterizedTest
  @EnumSource
  void manyConsolesAtOnce(Host host) throws Exception {
    start(host);
    Path marks = folder.resolve("marks");
    String script =
        "[ ! -e IN ] || echo together >>MARKS; : >IN; echo ran >>MARKS; rm IN"
            .replace("IN", folder.resolve("in").toString())
            .replace("MARKS", marks.toString());
    int firings = 10;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> all = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        SshRunner console = console();
        String name = "desk-" + i;
        all.add(
            threads.submit(() -> {
              int ran = 0;
              for (int firing = 0; firing < firings; ) {
                Outcome outcome = console.run(job(name, script, true, 1000, "f" + firing), _ -> {});
                ran += outcome instanceof Outcome.Exited ? 1 : 0;
                firing += outcome.claimed() instanceof Claimed.Busy ? 0 : 1;
              }
              return ran;
            }));
      }
      int ran = 0;
      for (Future<Integer> it : all) {
        ran += it.get();
      }
      assertThat(ran).isEqualTo(firings);
    }
    assertThat(Files.readAllLines(marks)).hasSize(firings).containsOnly("ran");
  }

  @ParameterizedTest
  @EnumSource(names = {"BASH", "BUSYBOX_ALONE"})
  void startsAreCountedTogether(Host host) throws IOException {
    start(host);
    SshRunner first = console();
    SshRunner second = console();
    assertThat(claimed(first.run(job("a", ":", true, 3), _ -> {}), Claimed.Kept.class).earlier())
        .isEmpty();
    assertThat(claimed(second.run(job("b", ":", false, 3), _ -> {}), Claimed.Kept.class).earlier())
        .hasSize(1);
    assertThat(claimed(first.run(job("a", ":", true, 3), _ -> {}), Claimed.Kept.class).earlier())
        .hasSize(2);
    for (boolean once : List.of(true, false)) {
      Claimed.Limited it =
          refused(second.run(job("b", "echo no", once, 3), _ -> {}), Claimed.Limited.class);
      assertThat(it.earlier()).hasSize(3).allSatisfy(age -> assertThat(age).isLessThan(SOON));
    }
    Files.writeString(
        starts(), "s 1 2 " + "ab".repeat(16) + " 00ff a\nrubbish\ns a[$(x)] 2 3 4 5\n");
    assertThat(claimed(first.run(job("a", ":", true, 3), _ -> {}), Claimed.Kept.class).earlier())
        .as("of long ago")
        .isEmpty();
    assertThat(Files.readAllLines(starts())).hasSize(1);
    String ahead = Instant.now().getEpochSecond() + 1_000_000 + " ";
    Files.writeString(starts(), "s " + ahead + ahead + "ab".repeat(16) + " 00ff a\n");
    assertThat(claimed(first.run(job("a", ":", true, 3), _ -> {}), Claimed.Kept.class).earlier())
        .as("before the clock was set back")
        .isEmpty();
  }

  private Path starts() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("state/toban"))) {
      return files.filter(it -> it.toString().endsWith(".starts")).findFirst().orElseThrow();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"BASH", "BUSYBOX_ALONE"})
  void aFiringIsAnsweredOnce(Host host) throws IOException {
    start(host);
    SshRunner first = console();
    SshRunner second = console();
    exited(first.run(job("a", "echo 1", true, 9, "f1", "f2"), _ -> {}), 0, "1\n");
    Claimed.Attempted it =
        refused(
            second.run(job("b", "echo no", true, 9, "f0", "f2"), _ -> {}), Claimed.Attempted.class);
    assertThat(it.console()).isEqualTo("a");
    exited(second.run(job("b", "echo other", true, 9, "f0"), _ -> {}), 0, "other\n");
    exited(second.run(job("b", "echo hand", false, 9, "f1", "f7"), _ -> {}), 0, "hand\n");
    refused(first.run(job("a", "echo no", true, 9, "f7"), _ -> {}), Claimed.Attempted.class);
  }

  /** What the script leaves behind holds nothing, and its end is not waited for. */
  @ParameterizedTest
  @EnumSource(names = {"BASH", "BUSYBOX_ALONE"})
  void aBackgroundProcessHoldsNoLease(Host host) throws IOException {
    start(host);
    String mark = "9" + Math.abs(UUID.randomUUID().getLeastSignificantBits() % 100_000_000);
    exited(console().run(job("a", "sleep " + mark + " & echo 1", true, 9), _ -> {}), 0, "1\n");
    exited(console().run(job("b", "echo 2", true, 9), _ -> {}), 0, "2\n");
    processes("sleep " + mark).forEach(ProcessHandle::destroyForcibly);
  }

  private static List<ProcessHandle> processes(String end) {
    return ProcessHandle.allProcesses()
        .filter(it -> it.info().commandLine().orElse("").endsWith(end))
        .toList();
  }

  /** The console is gone; its run goes on, and the host stays its until that ends. */
  @ParameterizedTest
  @EnumSource(names = {"BASH", "BUSYBOX_ALONE"})
  void theLeaseOutlivesTheConsoleAndEndsWithTheRun(Host host) throws Exception {
    start(host);
    Path go = folder.resolve("go");
    Job job = job("a", "echo begun; until [ -e " + go + " ]; do sleep 0.1; done", true, 9, "f1");
    Begun begun;
    try (SshRunner dying = new SshRunner(Ssh.settings(server))) {
      begun = begin(dying, job);
    }
    assertThat(((Outcome.Failed) begun.outcome().get()).reason()).isEqualTo(Outcome.Reason.LOST);
    SshRunner second = console();
    refused(second.run(job("b", "echo no", true, 9), _ -> {}), Claimed.Busy.class);
    Files.createFile(go);
    Server.await(
        "the host is free",
        SOON,
        () -> second.run(job("b", "true", true, 1000), _ -> {}) instanceof Outcome.Exited);
    refused(second.run(job("b", "echo no", true, 1000, "f1"), _ -> {}), Claimed.Attempted.class);
  }

  /** Every process of the run is killed on the host: nothing is left that holds it. */
  @ParameterizedTest
  @EnumSource(names = {"BASH", "BUSYBOX_ALONE"})
  void aKilledRunFreesTheHost(Host host) throws Exception {
    start(host);
    Begun begun = begin(console(), job("a", "echo $$; sleep 600", true, 9));
    long shell = Long.parseLong(begun.text().strip());
    List<ProcessHandle> line = new ArrayList<>();
    ProcessHandle.of(shell).orElseThrow().descendants().forEach(line::add);
    for (ProcessHandle it = ProcessHandle.of(shell).orElseThrow();
        !it.info().command().orElse("").contains("sshd");
        it = it.parent().orElseThrow()) {
      line.add(it);
    }
    line.forEach(ProcessHandle::destroyForcibly);
    begun.outcome().get();
    exited(console().run(job("b", "echo free", true, 9), _ -> {}), 0, "free\n");
  }

  /** The wrapper alone is killed: timeout still holds what the script runs under. */
  @ParameterizedTest
  @EnumSource(names = "DASH")
  void theScriptsOwnProcessHoldsTheLease(Host host) throws Exception {
    start(host);
    Begun begun = begin(console(), job("a", "echo $$; sleep 600", true, 9));
    ProcessHandle shell = ProcessHandle.of(Long.parseLong(begun.text().strip())).orElseThrow();
    ProcessHandle timeout = shell.parent().orElseThrow();
    timeout.parent().orElseThrow().destroyForcibly();
    refused(console().run(job("b", "echo no", true, 9), _ -> {}), Claimed.Busy.class);
    timeout.destroyForcibly();
    shell.destroyForcibly();
    exited(console().run(job("b", "echo free", true, 9), _ -> {}), 0, "free\n");
  }

  /** Locks of a process that is gone, of another that has its number now, and of nobody. */
  @ParameterizedTest
  @MethodSource("alone")
  void aStaleLockIsTakenAway(Host host) throws Exception {
    start(host);
    exited(console().run(job("b", "echo 1", true, 9), _ -> {}), 0, "1\n");
    Path run = Path.of(starts().toString().replace(".starts", ".run"));
    int i = 0;
    for (String left :
        List.of("4194999 77 a 1\n", ProcessHandle.current().pid() + " 77 a 1\n", "", "?\n")) {
      Files.writeString(run, left);
      exited(console().run(job("b", "echo 2", true, 9, "f" + i++), _ -> {}), 0, "2\n");
      assertThat(run).doesNotExist();
    }
  }

  /** Folders that somebody else could have a hand in are not used, and the own one is not left. */
  @ParameterizedTest
  @EnumSource(names = "BUSYBOX_ALONE")
  void aHostileFolderIsRefused(Host host) throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Path shared = Files.createDirectory(folder.resolve("shared"));
    Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
    start(host);
    for (Path no : List.of(shared, folder.resolve("nowhere"), Path.of("/proc"))) {
      unkept(console(no.toString()));
      assertThat(shared).isEmptyDirectory();
    }
    Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwx---"));
    exited(console(shared.toString()).run(job("a", "echo 1", true, 9), _ -> {}), 0, "1\n");
    assertThat(shared).isNotEmptyDirectory();
    for (String file : List.of("lock", "starts", "run", "next")) {
      try (Stream<Path> files = Files.list(shared)) {
        for (Path it : files.toList()) {
          Files.delete(it);
        }
      }
      Files.createSymbolicLink(shared.resolve(node() + "." + file), elsewhere.resolve("x"));
      unkept(console(shared.toString()));
      assertThat(elsewhere).isEmptyDirectory();
    }
  }

  private static String node() throws IOException {
    return Ssh.program("uname", "-n").strip();
  }

  private void unkept(SshRunner console) {
    Claimed.Unkept it =
        refused(console.run(job("a", "echo no", true, 9), _ -> {}), Claimed.Unkept.class);
    assertThat(it.why()).isNotBlank();
    Outcome byHand = console.run(job("a", "echo by hand", false, 9), _ -> {});
    assertThat(byHand).isInstanceOf(Outcome.Exited.class);
    assertThat(byHand.output().text())
        .startsWith("No lease was taken: " + it.why())
        .endsWith(".\nby hand\n");
  }

  /** A link or another's folder in the own place: the one in /tmp, which is made for us alone. */
  @ParameterizedTest
  @EnumSource(names = "DASH")
  void theFolderOfTheUserIsTheirs(Host host) throws IOException {
    Path state = Files.createDirectory(folder.resolve("state"));
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Files.createSymbolicLink(state.resolve("toban"), elsewhere);
    Path own = Path.of("/tmp/toban-" + Ssh.program("id", "-u").strip());
    assumeThat(own).as("nobody's work").doesNotExist();
    start(host);
    try {
      Files.createSymbolicLink(own, elsewhere);
      unkept(console());
      assertThat(elsewhere).isEmptyDirectory();
      Files.delete(own);
      exited(console().run(job("a", "echo 1", true, 9), _ -> {}), 0, "1\n");
      assertThat(elsewhere).isEmptyDirectory();
      assertThat(Files.getPosixFilePermissions(own)).hasSize(3);
      Files.delete(state.resolve("toban"));
      exited(console().run(job("a", "echo 2", true, 9), _ -> {}), 0, "2\n");
      assertThat(state).as("once there, a folder stays the place").isEmptyDirectory();
    } finally {
      delete(own);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.isSymbolicLink(folder) && Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path it : files.toList()) {
          Files.delete(it);
        }
      }
    }
    Files.deleteIfExists(folder);
  }

  /**
   * What cannot be written down is not done by itself: a folder made at first, then without room.
   */
  @Tag("heavy") // it mounts a small disk
  @ParameterizedTest
  @EnumSource(names = {"BASH", "BUSYBOX_ALONE"})
  void aFullDiskIsTold(Host host) throws Exception {
    Path state = Files.createDirectory(folder.resolve("state"));
    Process mount =
        new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=16k", "none", state.toString())
            .start();
    assumeThat(mount.waitFor()).as("may mount").isZero();
    try {
      start(host);
      exited(console().run(job("a", "echo 1", true, 9, "f1"), _ -> {}), 0, "1\n");
      Ssh.program("sh", "-c", "cat /dev/zero >" + state + "/full 2>/dev/null; true");
      unkept(console());
      Files.delete(state.resolve("full"));
      refused(console().run(job("b", "echo no", true, 9, "f1"), _ -> {}), Claimed.Attempted.class);
    } finally {
      Ssh.program("umount", "-l", state.toString());
    }
  }
}
