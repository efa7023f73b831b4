package org.toban.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.toban.alert.Labels;
import org.toban.remedy.Outcome.Reason;
import org.toban.testbed.Server;
import org.toban.testbed.SshdServer;

/** Runs that do not end by themselves, or whose end nobody sees, on a real sshd. */
@Tag("server")
@Timeout(300)
class EndingTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @TempDir static Path folder;
  private static SshdServer server;
  private static SshRunner runner;

  @BeforeAll
  static void start() throws IOException {
    server = SshdServer.start(folder.resolve("sshd"));
    runner = new SshRunner(Ssh.settings(server));
    runner.run(Ssh.job(server, "true"), _ -> {}); // the first connection is not what is timed
  }

  @AfterAll
  static void end() {
    runner.close();
    server.close();
  }

  /** A number of seconds that no other process of this machine sleeps for. */
  private static String mark() {
    return "9"
        + (100_000_000 + Math.abs(UUID.randomUUID().getLeastSignificantBits() % 100_000_000));
  }

  /** The processes of this machine that have a text in their command line. */
  private static List<Long> processes(String text) {
    List<Long> found = new ArrayList<>();
    ProcessHandle.allProcesses()
        .filter(process -> {
          try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline")).contains(text);
          } catch (IOException _) {
            return false;
          }
        })
        .forEach(process -> found.add(process.pid()));
    return found;
  }

  private static Outcome.Failed failed(Outcome outcome, Reason reason) {
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    Outcome.Failed failed = (Outcome.Failed) outcome;
    assertThat(failed.reason()).as(failed.detail()).isEqualTo(reason);
    return failed;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sleep MARK",
        "exec sleep MARK",
        "sleep MARK & sleep MARK & wait",
        "(sleep MARK; echo no) & wait",
        "trap '' TERM; sleep MARK; sleep MARK",
        "trap '' TERM HUP INT; while :; do sleep MARK; done",
        "timeout 1000 sleep MARK",
        "set -m; sleep MARK & wait",
        "nohup sleep MARK",
        "sh -c 'trap \"\" TERM; sleep MARK' | cat",
      })
  void nothingIsLeftAtTheTimeLimit(String script) {
    String mark = mark();
    Outcome outcome =
        runner.run(
            Ssh.job(
                server,
                "echo begun\n" + script.replace("MARK", mark),
                Labels.empty(),
                Duration.ofSeconds(1)),
            _ -> {});
    Outcome.Failed failed = failed(outcome, Reason.TIME_LIMIT);
    assertThat(failed.detail()).contains("web-1", "within 1.0 s", "were ended");
    assertThat(failed.output().text()).startsWith("begun\n");
    assertThat(processes(mark)).isEmpty();
    assertThat(failed.took()).isLessThan(Duration.ofMinutes(1));
  }

  @Test
  void anEndlessCommandKeepsWhatItShowed() throws IOException {
    Path log = Files.writeString(folder.resolve("log"), "line 1\nline 2\n");
    StringBuilder live = new StringBuilder();
    Outcome outcome =
        runner.run(
            Ssh.job(server, "tail -f " + log, Labels.empty(), Duration.ofSeconds(2)), live::append);
    assertThat(failed(outcome, Reason.TIME_LIMIT).output().text()).isEqualTo("line 1\nline 2\n");
    assertThat(live.toString()).isEqualTo("line 1\nline 2\n");
    assertThat(processes(log.toString())).isEmpty();
  }

  @Test
  void aRunIsStoppedByHand() throws Exception {
    String mark = mark();
    Job job = Ssh.job(server, "echo begun; sleep " + mark);
    CompletableFuture<String> begun = new CompletableFuture<>();
    Future<Outcome> outcome;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      outcome = threads.submit(() -> runner.run(job, begun::complete));
      begun.get();
      Server.await("it sleeps", LIMIT, () -> !processes(mark).isEmpty());
      runner.stop(job.runId());
      runner.stop("no such run");
    }
    assertThat(failed(outcome.get(), Reason.STOPPED).output().text()).isEqualTo("begun\n");
    assertThat(processes(mark)).isEmpty();
    runner.stop(job.runId());
  }

  @Test
  void aRunWhoseThreadIsInterruptedIsStopped() throws Exception {
    String mark = mark();
    Job job = Ssh.job(server, "echo begun; sleep " + mark);
    CompletableFuture<String> begun = new CompletableFuture<>();
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    Thread thread =
        Thread.ofVirtual().start(() -> outcome.complete(runner.run(job, begun::complete)));
    begun.get();
    Thread.sleep(200); // so that it waits; the interrupt of a thread that waits was lost once
    thread.interrupt();
    failed(outcome.get(), Reason.STOPPED);
    assertThat(processes(mark)).isEmpty();
  }

  @Test
  void aConnectionLostMidRunLeavesTheOutcomeUnknown() throws Exception {
    String mark = mark();
    CompletableFuture<String> begun = new CompletableFuture<>();
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() ->
            outcome.complete(
                runner.run(Ssh.job(server, "echo begun; sleep " + mark), begun::complete)));
    begun.get();
    children(server.pid()).forEach(ProcessHandle::destroyForcibly);
    Outcome.Failed lost = failed(outcome.get(), Reason.LOST);
    assertThat(lost.detail()).contains("web-1", "may still run there (process ");
    assertThat(lost.output().text()).isEqualTo("begun\n");
    long leader = Long.parseLong(lost.detail().replaceAll("(?s).*process (\\d+)\\).*", "$1"));
    Server.await("it runs there", LIMIT, () -> !processes(mark).isEmpty());
    ProcessHandle.of(leader).ifPresent(ProcessHandle::destroyForcibly);
    processes(mark).forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    // The next run finds a new connection by itself.
    assertThat(runner.run(Ssh.job(server, "true"), _ -> {})).isInstanceOf(Outcome.Exited.class);
  }

  /** sshd's own processes of its connections; not what they have started. */
  private static List<ProcessHandle> children(long pid) {
    return ProcessHandle.of(pid)
        .orElseThrow()
        .descendants()
        .filter(child -> child.info().command().orElse("").endsWith("sshd"))
        .toList();
  }

  @Test
  void aKeptConnectionThatDiedIsReplacedBeforeAnythingIsSent() throws Exception {
    assertThat(runner.run(Ssh.job(server, "true"), _ -> {})).isInstanceOf(Outcome.Exited.class);
    children(server.pid()).forEach(ProcessHandle::destroyForcibly);
    assertThat(runner.run(Ssh.job(server, "true"), _ -> {})).isInstanceOf(Outcome.Exited.class);
  }

  @Test
  void closingTobanLeavesTheOutcomeUnknown() throws Exception {
    CompletableFuture<String> begun = new CompletableFuture<>();
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    String mark = mark();
    try (SshRunner closing = new SshRunner(Ssh.settings(server))) {
      Thread.ofVirtual()
          .start(() ->
              outcome.complete(
                  closing.run(Ssh.job(server, "echo begun; sleep " + mark), begun::complete)));
      begun.get();
    }
    assertThat(failed(outcome.get(), Reason.LOST).detail()).contains("Toban closed");
    processes(mark).forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
  }

  @Test
  void whatRunsWithoutTobanIsEndedAfterItsLimit() {
    String command = Wrapper.run("00ff", Duration.ofSeconds(60), false);
    assertThat(command).contains(" 91 ").contains("timeout -s KILL");
  }

  @Test
  void aFloodOfOutputIsKeptToItsEndsAndTheHeapStaysSmall() {
    String mark = mark();
    List<Integer> lengths = new CopyOnWriteArrayList<>();
    long before = usedHeap();
    List<Long> during = new CopyOnWriteArrayList<>();
    long start = System.nanoTime();
    Outcome outcome =
        runner.run(
            Ssh.job(
                server,
                "echo first; yes " + mark + "; echo never",
                Labels.empty(),
                Duration.ofSeconds(3)),
            text -> {
              lengths.add(text.length());
              if (lengths.size() % 15 == 0) {
                during.add(usedHeap());
              }
            });
    double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
    Outcome.Output output = failed(outcome, Reason.TIME_LIMIT).output();
    assertThat(output.head()).startsWith("first\n" + mark + "\n").hasSize(256 * 1024);
    // It is killed in the middle of a line as often as not.
    assertThat(output.tail()).contains(mark).hasSize(256 * 1024);
    assertThat(output.omitted()).isGreaterThan(1_000_000);
    assertThat(lengths.size()).isLessThan((int) (20 * seconds) + 3);
    assertThat(lengths).allSatisfy(length -> assertThat(length).isLessThan(17_000));
    assertThat(during).allSatisfy(used -> assertThat(used - before).isLessThan(64L << 20));
    assertThat(processes(mark)).isEmpty();
  }

  private static long usedHeap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @Test
  void countsEveryByteOfALongOutput() {
    Outcome outcome =
        runner.run(
            Ssh.job(server, "head -c 50000000 /dev/zero | tr '\\0' x; echo; echo end"), _ -> {});
    Outcome.Output output = outcome.output();
    assertThat(output.head().length() + output.tail().length() + output.omitted())
        .isEqualTo(50_000_005);
    assertThat(output.tail()).endsWith("x\nend\n");
  }

  @Test
  void tenRunsOfOneHostShareConnectionsAndMayBeStopped() throws Exception {
    try (SshRunner ten = new SshRunner(Ssh.settings(server));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Job> jobs = new ArrayList<>();
      List<Future<Outcome>> outcomes = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        Job job = Ssh.job(server, i < 5 ? "sleep 0.3; echo " + i : "sleep " + mark());
        jobs.add(job);
        outcomes.add(threads.submit(() -> ten.run(job, _ -> {})));
      }
      for (int i = 0; i < 5; i++) {
        assertThat(outcomes.get(i).get().output().text()).isEqualTo(i + "\n");
      }
      assertThat(ten.connections()).isLessThanOrEqualTo(2);
      for (int i = 5; i < 10; i++) {
        ten.stop(jobs.get(i).runId());
        failed(outcomes.get(i).get(), Reason.STOPPED);
      }
    }
  }

  @Test
  void aHostThatAllowsOneSessionAConnectionIsServedByMore() throws Exception {
    Path place = Files.createTempDirectory(folder, "single");
    try (SshdServer single = SshdServer.start(place, "MaxSessions 1");
        SshRunner three = new SshRunner(Ssh.settings(single));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Outcome>> outcomes = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        outcomes.add(
            threads.submit(() -> three.run(Ssh.job(single, "sleep 0.5; echo done"), _ -> {})));
      }
      for (Future<Outcome> outcome : outcomes) {
        assertThat(outcome.get().output().text()).as(outcome.get().toString()).isEqualTo("done\n");
      }
      String mark = mark();
      Job endless = Ssh.job(single, "sleep " + mark, Labels.empty(), Duration.ofMillis(300));
      assertThat(failed(three.run(endless, _ -> {}), Reason.TIME_LIMIT).detail())
          .contains("were ended");
      assertThat(processes(mark)).isEmpty();
    }
  }

  @Test
  void idleConnectionsAreClosed() throws Exception {
    SshSettings quick =
        new SshSettings(
            server.knownHosts(),
            List.of(server.userKey()),
            null,
            LIMIT,
            Duration.ofMillis(200),
            1000);
    try (SshRunner short_ = new SshRunner(quick)) {
      List<Integer> during = new CopyOnWriteArrayList<>();
      short_.run(Ssh.job(server, "echo here"), _ -> during.add(short_.connections()));
      assertThat(during).containsOnly(1);
      Server.await("idle closed", LIMIT, () -> short_.connections() == 0);
      assertThat(short_.run(Ssh.job(server, "true"), _ -> {})).isInstanceOf(Outcome.Exited.class);
    }
  }

  @Test
  void theSameRunIsNotStartedTwiceAtOnce() throws Exception {
    CompletableFuture<String> begun = new CompletableFuture<>();
    Job job = Ssh.job(server, "echo begun; sleep " + mark(), Labels.empty(), LIMIT);
    Thread first = Thread.ofVirtual().start(() -> runner.run(job, begun::complete));
    begun.get();
    failed(runner.run(job, _ -> {}), Reason.GUARD);
    runner.stop(job.runId());
    first.join();
  }
}
