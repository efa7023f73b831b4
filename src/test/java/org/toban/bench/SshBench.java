package org.toban.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Labels;
import org.toban.remedy.Job;
import org.toban.remedy.Outcome;
import org.toban.remedy.SshRunner;
import org.toban.remedy.Target;

/**
 * Runs over SSH beside OpenSSH's own client, on real sshds; the four ways take turns.
 *
 * @param hosts at once; the greatest number also with one more that hangs
 * @param rounds of each number, of one host {@link #FOR_ONE} times as many
 */
record SshBench(List<Integer> hosts, int rounds) implements Bench.Run {
  static final int USUAL = 5;
  private static final int FOR_ONE = 3;
  private static final int OUTPUT_LIMIT = 256 * 1024;
  private static final String SCRIPT = "sleep 0.2; echo done";

  static SshBench usual() {
    return new SshBench(List.of(1, 10, 50, 100), USUAL);
  }

  SshBench rounds(int other) {
    return new SshBench(hosts, other);
  }

  @Override
  public List<BenchTable> tables() throws Exception {
    Path folder = Files.createTempDirectory("toban-bench-ssh");
    try (Fleet fleet = Fleet.start(folder, hosts.getLast());
        OpenSsh ssh = new OpenSsh(fleet)) {
      List<List<String>> rows = new ArrayList<>();
      List<List<String>> heap = new ArrayList<>();
      for (int count : hosts) {
        measure(fleet, ssh, count, rows, heap);
      }
      return List.of(runs(rows), sessions(heap), hanging(fleet, hosts.getLast()));
    } finally {
      Rig.delete(folder);
    }
  }

  private BenchTable runs(List<List<String>> rows) {
    return new BenchTable(
        "SSH runs (BENCH 8)",
        "Commands on so many hosts at once, each a real sshd's address and port with a connection of"
            + " its own, from start to the last exit, in ms: median of "
            + rounds
            + " rounds in turns, for one host of "
            + rounds * FOR_ONE
            + ". OpenSSH: one `ssh`, for several hosts as many `ssh` by `xargs -P`. Client and"
            + " servers share the processors. Cold: connect, check the host key, sign in, run; kept:"
            + " over open connections, `ssh` with ControlMaster. Floor: the bare command by the library"
            + " that Toban uses, over open connections: no script on standard input, no time limit on"
            + " the host, nothing that finds what the command started. Goals of 50 hosts and more;"
            + " with fewer, no slower than OpenSSH.",
        List.of("hosts, command", "way", "OpenSSH", "floor", "Toban", "ratio", "goal", "met"),
        rows);
  }

  private static BenchTable sessions(List<List<String>> rows) {
    return new BenchTable(
        "SSH sessions (BENCH 8)",
        "Live heap after a collection that open connections take, less that without any.",
        List.of("connections", "MB", "MB a connection", "goal", "met"),
        rows);
  }

  private void measure(
      Fleet fleet, OpenSsh ssh, int count, List<List<String>> rows, List<List<String>> heap)
      throws Exception {
    String script = count == 1 ? "true" : SCRIPT;
    String expected = count == 1 ? "" : "done\n".repeat(count);
    ssh.openMasters(count);
    Samples sshCold = new Samples();
    Samples sshKept = new Samples();
    Samples tobanCold = new Samples();
    Samples tobanKept = new Samples();
    Samples floor = new Samples();
    double without = Heap.live();
    try (SshRunner kept = fleet.runner(OUTPUT_LIMIT)) {
      toban(fleet, kept, count, script); // opens the connections, warms the code
      double open = Heap.live() - without;
      heap.add(
          List.of(
              Integer.toString(count),
              format("%.1f", open),
              format("%.2f", open / count),
              count < 50 ? "" : "<= 0.30",
              count < 50 ? "" : met(open / count, 0.3)));
      try (BareSsh bare = new BareSsh(fleet, count)) {
        bare.run(count, script);
        for (int round = 0; round < (count == 1 ? rounds * FOR_ONE : rounds); round++) {
          sshCold.add(time(() -> expect(expected, ssh.run(count, false, script))));
          try (SshRunner cold = fleet.runner(OUTPUT_LIMIT)) {
            tobanCold.add(time(() -> toban(fleet, cold, count, script)));
          }
          sshKept.add(time(() -> expect(expected, ssh.run(count, true, script))));
          floor.add(time(() -> expect(expected, bare.run(count, script))));
          tobanKept.add(time(() -> toban(fleet, kept, count, script)));
        }
      }
    }
    String name = count + ", " + script;
    rows.add(row(name, "cold", sshCold, null, tobanCold, count < 50 ? 1 : 0.3));
    rows.add(row(name, "kept", sshKept, floor, tobanKept, count < 50 ? 1 : 0.5));
  }

  private static List<String> row(
      String name, String way, Samples peer, @Nullable Samples floor, Samples toban, double goal) {
    double ratio = toban.median() / peer.median();
    return List.of(
        name,
        way,
        format("%.0f", peer.median()),
        floor == null ? "" : format("%.0f", floor.median()),
        format("%.0f", toban.median()),
        format("%.2f", ratio),
        format("<= %.2f", goal),
        met(ratio, goal));
  }

  /** What a host that hangs takes from the others: 99 of 100 of them end within this. */
  private BenchTable hanging(Fleet fleet, int count) throws Exception {
    Samples alone = new Samples();
    Samples beside = new Samples();
    for (int round = 0; round < rounds; round++) {
      try (SshRunner cold = fleet.runner(OUTPUT_LIMIT)) {
        toban(fleet, cold, count, SCRIPT).forEach(alone::add);
      }
      SshRunner cold = fleet.runner(OUTPUT_LIMIT);
      Thread hung = Thread.ofVirtual().start(() -> cold.run(job(fleet.silent(), SCRIPT), _ -> {}));
      try (cold) {
        toban(fleet, cold, count, SCRIPT).forEach(beside::add);
        if (!hung.isAlive()) {
          throw new IllegalStateException("the silent host has said something");
        }
      }
      hung.join();
    }
    double ratio = beside.quantile(0.99) / alone.quantile(0.99);
    return new BenchTable(
        "SSH: one host hangs (BENCH 8)",
        "p99 of what a run takes on each of so many hosts, cold and at once, in ms, without and with"
            + " one host more that takes the connection and never says a word. "
            + rounds
            + " rounds in turns.",
        List.of("hosts", "without", "with", "ratio", "goal", "met"),
        List.of(
            List.of(
                Integer.toString(count),
                format("%.0f", alone.quantile(0.99)),
                format("%.0f", beside.quantile(0.99)),
                format("%.2f", ratio),
                "<= 1.10",
                met(ratio, 1.1))));
  }

  static String met(double value, double goal) {
    return value <= goal ? "yes" : "no";
  }

  static String format(String pattern, double value) {
    return String.format(Locale.ROOT, pattern, value);
  }

  private static void expect(String expected, String output) {
    if (!output.equals(expected)) {
      throw new IllegalStateException("not what the hosts print: " + output);
    }
  }

  /** What is timed. */
  private interface Timed {
    void run() throws Exception;
  }

  private static double time(Timed work) throws Exception {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e6;
  }

  /** Runs it on the first hosts at once; how long each took, in ms. */
  private static List<Double> toban(Fleet fleet, SshRunner runner, int count, String script)
      throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Double>> all =
          IntStream.range(0, count)
              .mapToObj(host ->
                  (Callable<Double>)
                      () -> time(() -> toban(runner, job(fleet.target(host), script))))
              .toList();
      List<Double> took = new ArrayList<>();
      for (Future<Double> one : threads.invokeAll(all)) {
        took.add(one.get());
      }
      return took;
    }
  }

  private static void toban(SshRunner runner, Job job) {
    StringBuilder live = new StringBuilder();
    Outcome outcome = runner.run(job, live::append);
    if (!(outcome instanceof Outcome.Exited exited) || exited.status() != 0) {
      throw new IllegalStateException(outcome.toString());
    }
    expect(job.script().equals("true") ? "" : "done\n", live.toString());
  }

  static Job job(Target target, String script) {
    return new Job(
        UUID.randomUUID().toString(), target, script, Labels.empty(), Duration.ofMinutes(10));
  }
}
