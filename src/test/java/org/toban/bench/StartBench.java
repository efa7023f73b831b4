package org.toban.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long a person waits for the first board, beside a bare window; and what the window costs once
 * it stands there.
 *
 * @param rounds of starts, in turns
 * @param settling seconds before, and after, which the CPU is looked at
 */
record StartBench(int rounds, List<Integer> sizes, int settling) implements Bench.Run {
  /** BENCH 2, in ms by alerts. */
  private static final Map<Integer, Integer> START =
      new TreeMap<>(Map.of(100, 1400, 1_000, 1500, 10_000, 2300));

  /** BENCH 3, RSS in MB by alerts, of a shown window. */
  private static final Map<Integer, Integer> SIZE =
      new TreeMap<>(Map.of(0, 170, 1_000, 170, 10_000, 220));

  /** BENCH 3, CPU in % by alerts, behind the tray. */
  private static final Map<Integer, Double> SHARE =
      new TreeMap<>(Map.of(0, 0.5, 1_000, 0.5, 10_000, 2.5));

  /** BENCH 3, PSS in MB, behind the tray. */
  private static final double HIDDEN = 100;

  private static final int POLL = 10;

  static StartBench usual() {
    return new StartBench(9, List.of(0, 100, 1_000, 10_000), 2 * POLL);
  }

  StartBench rounds(int rounds) {
    return new StartBench(rounds, sizes, settling);
  }

  @Override
  public List<BenchTable> tables() throws Exception {
    Path folder = Files.createTempDirectory("toban-bench");
    Product product = new Product(folder);
    List<List<String>> starts = new ArrayList<>();
    List<List<String>> settled = new ArrayList<>();
    try {
      for (int size : sizes) {
        Process server = AnswerServer.start(1, size, false, true);
        try {
          String yaml = yaml(Integer.parseInt(server.inputReader().readLine()));
          starts.add(start(product, size, yaml));
          try (Product.Running it = product.toban("settled-" + size, yaml, size)) {
            settled.add(settled(size, it, true));
          }
          try (TrayHost tray = new TrayHost();
              Product.Running it = product.hidden("hidden-" + size, yaml, size, tray)) {
            settled.add(settled(size, it, false));
          }
        } finally {
          server.destroy();
        }
      }
    } finally {
      Rig.delete(folder);
    }
    return List.of(
        new BenchTable(
            "Start (BENCH 2)",
            "From the start of the JVM until the first board is laid out, in ms, median of %d rounds in turns: every"
                    .formatted(rounds)
                + " source has answered, its lines are there. One Alertmanager on loopback, alerts"
                + " of info, which open no incident, and nothing kept from before but the archive"
                + " of classes that the first start leaves. Floor: a window of JavaFX with one text"
                + " and the same flags, with an archive of its own.",
            List.of("alerts", "bare window", "first board", "max", "ratio", "goal", "met"),
            starts),
        new BenchTable(
            "Settled (BENCH 3)",
            "Polled each %d s, with the window shown, and without one behind an icon in a tray: CPU of the whole process in %% of one core for %d s, after as many;"
                    .formatted(POLL, settling)
                + " then its memory.",
            List.of("alerts", "window", "CPU %", "RSS MB", "PSS MB", "goal", "met"),
            settled));
  }

  private static String yaml(int port) {
    return "sources:\n  - name: prod\n    alertmanager: http://127.0.0.1:%d/0/\n    interval: %ds\n"
        .formatted(port, POLL);
  }

  private List<String> start(Product product, int size, String yaml) throws Exception {
    Samples bare = new Samples();
    Samples toban = new Samples();
    for (int round = -1; round < rounds; round++) { // the first leaves the archives
      try (Product.Running it = product.bare()) {
        if (round >= 0) {
          bare.add(it.millis());
        }
      }
      try (Product.Running it = product.toban("start-" + size + "-" + round, yaml, size)) {
        if (round >= 0) {
          toban.add(it.millis());
        }
      }
    }
    Integer goal = START.get(size);
    return List.of(
        String.format(Locale.ROOT, "%,d", size),
        format("%.0f", bare.median()),
        format("%.0f", toban.median()),
        format("%.0f", toban.quantile(1)),
        format("%.2f", toban.median() / bare.median()),
        goal == null ? "" : "<= " + goal,
        goal == null ? "" : toban.median() <= goal ? "yes" : "no");
  }

  private List<String> settled(int size, Product.Running it, boolean shown) throws Exception {
    Thread.sleep(settling * 1000L);
    double before = Cpu.of(it.pid());
    Thread.sleep(settling * 1000L);
    double share = (Cpu.of(it.pid()) - before) / settling * 100;
    double rss = Heap.ofProcess(it.pid(), "Rss");
    double pss = Heap.ofProcess(it.pid(), "Pss");
    boolean none = !SIZE.containsKey(size);
    boolean met =
        none || (shown ? rss <= SIZE.get(size) : pss <= HIDDEN && share <= SHARE.get(size));
    return List.of(
        String.format(Locale.ROOT, "%,d", size),
        shown ? "shown" : "hidden",
        format("%.2f", share),
        format("%.0f", rss),
        format("%.0f", pss),
        none
            ? ""
            : shown
                ? "RSS <= " + SIZE.get(size)
                : "PSS <= %.0f, CPU <= %.1f".formatted(HIDDEN, SHARE.get(size)),
        none ? "" : met ? "yes" : "no");
  }

  private static String format(String pattern, double value) {
    return String.format(Locale.ROOT, pattern, value);
  }
}
