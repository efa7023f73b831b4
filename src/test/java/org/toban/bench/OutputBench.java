package org.toban.bench;

import static org.toban.bench.SshBench.format;
import static org.toban.bench.SshBench.met;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.toban.remedy.Outcome;
import org.toban.remedy.SshRunner;

/**
 * The output of one command of any length, streamed through the runner that keeps its ends, beside
 * {@code ssh host cat FILE} into nothing; in a heap that holds a small part of it.
 *
 * @param sizes of the output in MB, the greatest last
 */
record OutputBench(List<Integer> sizes, int rounds) implements Bench.Run {
  static final int USUAL = 3;

  /** Of the JVM of its own: a sixteenth of the greatest output. */
  static final String HEAP = "-Xmx64m";

  private static final int OUTPUT_LIMIT = 256 * 1024;
  private static final double MOST_GROWTH = 16;

  static OutputBench usual() {
    return new OutputBench(List.of(64, 256, 1024), USUAL);
  }

  OutputBench rounds(int other) {
    return new OutputBench(sizes, other);
  }

  @Override
  public List<BenchTable> tables() throws Exception {
    Path folder = Files.createTempDirectory("toban-bench-output");
    try (Fleet fleet = Fleet.start(folder, 1)) {
      List<List<String>> rows = new ArrayList<>();
      for (int size : sizes) {
        rows.add(row(fleet, written(folder.resolve(size + ".log"), size)));
      }
      return List.of(
          new BenchTable(
              "Output of a command",
              "A log file by `cat`, connecting included, median of "
                  + rounds
                  + " rounds in turns. OpenSSH: `ssh host cat` into nothing. Toban keeps "
                  + OUTPUT_LIMIT / 1024
                  + " KiB at each end and shows the rest as it comes, in a heap of "
                  + format("%.0f MB", Heap.most())
                  + ". Peak: the most that was in use, garbage included; growth: what is left after a"
                  + " collection, less that before. Goal: the growth; the output's length is no part"
                  + " of it.",
              List.of(
                  "MB",
                  "OpenSSH s",
                  "Toban s",
                  "OpenSSH MB/s",
                  "Toban MB/s",
                  "ratio of times",
                  "peak heap MB",
                  "growth MB",
                  "goal",
                  "met"),
              rows));
    } finally {
      Rig.delete(folder);
    }
  }

  private List<String> row(Fleet fleet, Path file) throws Exception {
    Samples ssh = new Samples();
    Samples toban = new Samples();
    Samples peak = new Samples();
    Samples growth = new Samples();
    for (int round = 0; round < rounds; round++) {
      long begun = System.nanoTime();
      OpenSsh.quiet(List.of("ssh", "-F", fleet.config().toString(), "host-0", "cat " + file), "");
      ssh.add((System.nanoTime() - begun) / 1e9);
      try (SshRunner runner = fleet.runner(OUTPUT_LIMIT)) {
        double before = Heap.live();
        Heap.reset();
        long start = System.nanoTime();
        Outcome outcome = toban(fleet, runner, file);
        toban.add((System.nanoTime() - start) / 1e9);
        peak.add(Heap.peak());
        growth.add(Heap.live() - before);
        expectAll(outcome, Files.size(file)); // also holds the outcome until here
      }
    }
    double size = Files.size(file) / (double) (1 << 20);
    return List.of(
        format("%,.0f", size),
        format("%.2f", ssh.median()),
        format("%.2f", toban.median()),
        format("%.0f", size / ssh.median()),
        format("%.0f", size / toban.median()),
        format("%.2f", toban.median() / ssh.median()),
        format("%.1f", peak.quantile(1)),
        format("%.1f", growth.quantile(1)),
        format("<= %.0f", MOST_GROWTH),
        met(growth.quantile(1), MOST_GROWTH));
  }

  private static Outcome toban(Fleet fleet, SshRunner runner, Path file) {
    AtomicLong shown = new AtomicLong();
    Outcome outcome =
        runner.run(
            SshBench.job(fleet.target(0), "cat " + file), text -> shown.addAndGet(text.length()));
    if (shown.get() == 0) {
      throw new IllegalStateException("nothing was shown");
    }
    return outcome;
  }

  /** Every byte came: it is kept, or counted as left out. */
  private static void expectAll(Outcome outcome, long size) {
    Outcome.Output output = outcome.output();
    long bytes =
        output.head().getBytes(StandardCharsets.UTF_8).length
            + output.omitted()
            + output.tail().getBytes(StandardCharsets.UTF_8).length;
    if (!(outcome instanceof Outcome.Exited exited) || exited.status() != 0 || bytes != size) {
      throw new IllegalStateException(bytes + " of " + size + " bytes, " + outcome.getClass());
    }
  }

  private static Path written(Path file, int size) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; lines.length() < 64 * 1024; i++) {
      lines
          .append(
              "2026-11-30T20:07:53Z \u001b[31mERROR\u001b[0m backend-%d request %08x failed: "
                  .formatted(i % 10, i * 0x9E3779B9))
          .append("接続が切れました (connection reset by peer) after 1503 ms\n");
    }
    byte[] block = lines.toString().getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = Files.newOutputStream(file)) {
      for (long left = (long) size << 20; left > 0; left -= block.length) {
        out.write(block); // whole, so that no character is cut
      }
    }
    return file;
  }
}
