package org.toban.bench;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.toban.engine.Board;
import org.toban.source.Poller;
import org.toban.source.Reading;
import org.toban.source.Source;
import org.toban.source.SourceSettings;
import org.toban.testbed.Http;
import org.toban.testbed.Server;

/**
 * Many sources at once, polled by a whole console without a desk: what of a core that costs, beside
 * a bare client that only takes the same bytes, and how many beats came late or not at all.
 *
 * @param polls of each source while it is measured
 */
record SourcesBench(int sources, int alerts, Duration interval, int polls) implements Bench.Run {
  private static final Duration LOADING = Duration.ofMinutes(3);

  /** What polls, and what it gets. */
  private record Case(String name, boolean console, boolean changed) {}

  private static final List<Case> CASES =
      List.of(
          new Case("pollers, steady", false, false),
          new Case("pollers, 1 % changed", false, true),
          new Case("console, 1 % changed", true, true));

  /** Two minutes. */
  static SourcesBench usual() {
    return new SourcesBench(20, 5_000, Duration.ofSeconds(5), 24);
  }

  SourcesBench polling(int polls) {
    return new SourcesBench(sources, alerts, interval, polls);
  }

  @Override
  public List<BenchTable> tables() throws Exception {
    List<List<String>> rows = new ArrayList<>();
    for (Case it : CASES) {
      Path folder = Files.createTempDirectory("toban-bench");
      Process server = AnswerServer.start(sources, alerts, it.changed, it.console);
      try {
        rows.add(measure(it, folder, server));
      } finally {
        server.destroy();
        Rig.delete(folder);
      }
    }
    return List.of(
        new BenchTable(
            "Sources",
            "%d sources of %,d alerts each, polled each %s s, %d polls of each; the servers are a"
                    .formatted(sources, alerts, interval.toMillis() / 1000.0, polls)
                + " process of their own. CPU of the whole client process in % of one core, once all"
                + " is loaded. Pollers: asking, reading and comparing; console: engine and history"
                + " too, no desk, and the alerts are info, which is recorded and opens no incident."
                + " The floor takes the same bytes from the same servers in the same rhythm with"
                + " java.net and looks at none. Missed: a beat without an answer. Goals: below 10 %"
                + " of a core, none missed.",
            List.of(
                "case",
                "client CPU %",
                "floor CPU %",
                "ratio",
                "answers",
                "missed",
                "failed",
                "latest s",
                "MB/s"),
            rows));
  }

  private List<String> measure(Case it, Path folder, Process server) throws Exception {
    int port = Integer.parseInt(server.inputReader().readLine());
    List<SourceSettings> settings =
        IntStream.range(0, sources)
            .mapToObj(i -> Rig.alertmanager("s" + i, uri(port, i), interval, List.of()))
            .toList();
    LongAdder bytes = new LongAdder();
    int some = Math.max(1, polls / 4);
    double floor = floor(port, some, bytes);
    Beats beats = new Beats(interval);
    List<Source> polled = settings.stream().map(Source::of).toList();
    double took;
    if (it.console) {
      try (Rig rig = new Rig(folder, settings, List.of())) {
        rig.poll(polled, beats::came);
        Server.await("all is on the board", LOADING, () -> isLoaded(rig.engine().feed().newest()));
        took = measure(beats);
      }
    } else {
      try (Poller poller = new Poller(polled, InstantSource.system(), beats::came)) {
        took = measure(beats);
        if (!poller.stuck().isEmpty()) {
          throw new IllegalStateException("stuck: " + poller.stuck());
        }
      }
    }
    double share = took / (polls * interval.toNanos() / 1e9) * 100;
    return List.of(
        it.name,
        format("%.2f", share),
        format("%.2f", floor),
        format("%.2f", share / floor),
        Integer.toString(beats.answers()),
        Integer.toString(beats.missed(sources, polls)),
        Integer.toString(beats.failed),
        format("%.2f", beats.latest()),
        format("%.0f", bytes.sum() / 1e6 / (some * interval.toNanos() / 1e9)));
  }

  /** The client's CPU seconds, once the first answers and what they load are behind it. */
  private double measure(Beats beats) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(3 * interval.toNanos());
    double before = Cpu.own();
    beats.begin();
    TimeUnit.NANOSECONDS.sleep(polls * interval.toNanos());
    double took = Cpu.own() - before;
    beats.end();
    return took;
  }

  private static URI uri(int port, int source) {
    return URI.create("http://127.0.0.1:" + port + "/" + source + "/");
  }

  private boolean isLoaded(Board board) {
    return board != null && board.rows().size() >= sources * alerts;
  }

  /** In % of a core: the same answers in the same rhythm, taken and thrown away. */
  private double floor(int port, int polls, LongAdder bytes) throws Exception {
    double before = Cpu.own();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < sources; i++) {
      URI uri = uri(port, i).resolve("api/v2/alerts");
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                for (int poll = 0; poll < polls; poll++) {
                  long begun = System.nanoTime();
                  bytes.add(take(uri));
                  sleep(begun + interval.toNanos() - System.nanoTime());
                }
              }));
    }
    for (Thread it : threads) {
      it.join();
    }
    return (Cpu.own() - before) / (polls * interval.toNanos() / 1e9) * 100;
  }

  private static long take(URI uri) {
    try {
      return Http.drain(uri);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void sleep(long nanos) {
    try {
      TimeUnit.NANOSECONDS.sleep(nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** When the answers of each source came. */
  private static final class Beats {
    private final Duration interval;
    private final Map<String, List<Long>> came = new ConcurrentHashMap<>();
    private volatile boolean counting;
    private int failed;

    Beats(Duration interval) {
      this.interval = interval;
    }

    void begin() {
      counting = true;
    }

    void end() {
      counting = false;
    }

    void came(Reading reading) {
      if (counting) {
        synchronized (this) {
          failed += reading instanceof Reading.Failed ? 1 : 0;
        }
        came.computeIfAbsent(reading.source(), name -> new ArrayList<>()).add(System.nanoTime());
      }
    }

    int answers() {
      return came.values().stream().mapToInt(List::size).sum() - failed;
    }

    /** Beats without an answer; where the measuring begins and ends it may cut off one. */
    int missed(int sources, int polls) {
      int missed = (sources - came.size()) * polls;
      for (List<Long> times : came.values()) {
        int gaps = 0;
        for (int i = 1; i < times.size(); i++) {
          long beats = Math.round((double) (times.get(i) - times.get(i - 1)) / interval.toNanos());
          gaps += (int) Math.max(0, beats - 1);
        }
        missed += Math.max(gaps, polls - 1 - times.size());
      }
      return missed + failed;
    }

    /** The longest between two answers beyond the interval, in seconds. */
    double latest() {
      long longest = 0;
      for (List<Long> times : came.values()) {
        for (int i = 1; i < times.size(); i++) {
          longest = Math.max(longest, times.get(i) - times.get(i - 1) - interval.toNanos());
        }
      }
      return longest / 1e9;
    }
  }

  private static String format(String pattern, double value) {
    return String.format(Locale.ROOT, pattern, value);
  }
}
