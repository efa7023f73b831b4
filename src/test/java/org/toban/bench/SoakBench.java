package org.toban.bench;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import org.toban.alert.Alert;
import org.toban.alert.Alerts;
import org.toban.app.heap.Tidying;
import org.toban.source.Reading;
import org.toban.source.fault.Fault;
import org.toban.ui.board.BoardLine;

/**
 * The desk's real window for a long while: alerts change, clear and come, the source goes away and
 * returns, a person selects, filters and clears the filter. What it keeps must not grow.
 *
 * @param alerts on the board
 * @param minutes that it lasts
 * @param beat how often something changes
 */
record SoakBench(int alerts, int minutes, Duration beat) implements Bench.Run {
  private static final int ROWS = 12;
  private static final int OUTAGE = 30;
  private static final double MOST = 1;

  static SoakBench usual() {
    return new SoakBench(1_000, 60, Duration.ofSeconds(1));
  }

  SoakBench lasting(int minutes) {
    return new SoakBench(alerts, minutes, beat);
  }

  /** What was kept at a time. */
  private record Look(double minute, double heap, int nodes, int threads, long files, double rss) {
    static Look now(double minute, BenchDesk desk) throws Exception {
      ListView<BoardLine> list = desk.list();
      int nodes = FxWatch.onFx(() -> count(list.getScene().getRoot()));
      var system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      return new Look(
          minute,
          Heap.live(),
          nodes,
          ManagementFactory.getThreadMXBean().getThreadCount(),
          system.getOpenFileDescriptorCount(),
          Heap.ofProcess(ProcessHandle.current().pid(), "Rss"));
    }

    private static int count(Node node) {
      int nodes = 1;
      if (node instanceof Parent parent) {
        for (Node child : parent.getChildrenUnmodifiable()) {
          nodes += count(child);
        }
      }
      return nodes;
    }

    List<String> row() {
      return List.of(
          format(minute),
          format(heap),
          Integer.toString(nodes),
          Integer.toString(threads),
          Long.toString(files),
          format(rss));
    }
  }

  @Override
  public List<BenchTable> tables() throws Exception {
    Path folder = Files.createTempDirectory("toban-bench");
    try (Rig rig = new Rig(folder, List.of(Rig.silent("prod")), List.of());
        BenchDesk desk = BenchDesk.open(rig.engine().feed()::listen, rig.history());
        Tidying tidying = Tidying.start(() -> Duration.ofDays(1))) {
      return tables(rig, desk);
    } finally {
      Rig.delete(folder);
    }
  }

  private List<BenchTable> tables(Rig rig, BenchDesk desk) throws Exception {
    long beats = Math.max(ROWS, minutes * 60_000_000_000L / beat.toNanos());
    List<Look> looks = new ArrayList<>();
    List<Alert> all = new ArrayList<>(IntakeBench.alerts(alerts, 0));
    long begun = System.nanoTime();
    for (long i = 0; i < beats; i++) {
      churn(all, (int) i);
      rig.engine()
          .read(
              i % OUTAGE == OUTAGE - 1
                  ? new Reading.Failed("prod", Instant.now(), new Fault.Unreachable("soak"))
                  : new Reading.Complete("prod", Instant.now(), Alerts.of(all), Duration.ZERO));
      if (i == 0) {
        ListView<BoardLine> list = desk.list();
        desk.watch().await("the board", () -> !list.getItems().isEmpty());
      }
      act(desk, (int) i);
      long next = begun + (i + 1) * beat.toNanos();
      TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
      if ((i + 1) * ROWS / beats > i * ROWS / beats) {
        looks.add(Look.now((System.nanoTime() - begun) / 60e9, desk));
      }
    }
    List<Look> later = looks.subList(looks.size() / 3, looks.size());
    double slope = slope(later) * 60;
    return List.of(
        new BenchTable(
            "Soak (BENCH 10)",
            "The window with %,d alerts for %d min: each %.1f s a hundredth of them change and as many clear for new ones,"
                    .formatted(alerts, minutes, beat.toMillis() / 1000.0)
                + " each %d beats the source is away for one, and a person selects, filters and"
                    .formatted(OUTAGE)
                + " clears the filter. Garbage is collected as while nobody looks. Heap: what is left after a collection; nodes: of the scene;"
                + " files: open ones. The heap of the last two thirds grows by %.2f MB an hour (goal < %.0f)."
                    .formatted(slope, MOST),
            List.of("minute", "heap MB", "nodes", "threads", "files", "RSS MB"),
            looks.stream().map(Look::row).toList()));
  }

  /** MB a minute, by least squares. */
  private static double slope(List<Look> looks) {
    double minute = looks.stream().mapToDouble(Look::minute).average().orElse(0);
    double heap = looks.stream().mapToDouble(Look::heap).average().orElse(0);
    double above = 0;
    double below = 0;
    for (Look it : looks) {
      above += (it.minute() - minute) * (it.heap() - heap);
      below += (it.minute() - minute) * (it.minute() - minute);
    }
    return below == 0 ? 0 : above / below;
  }

  private void churn(List<Alert> all, int round) {
    int few = Math.max(1, alerts / 100);
    for (int i = 0; i < few; i++) {
      int at = (round * few + i) * 7 % all.size();
      all.set(at, IntakeBench.says(all.get(at), "round " + round));
    }
    all.subList(0, few).clear();
    all.addAll(IntakeBench.alerts(few, alerts + round * few));
  }

  private static void act(BenchDesk desk, int round) {
    ListView<BoardLine> list = desk.list();
    TextField filter = desk.node("filter-text", TextField.class);
    FxWatch.onFx(() -> {
      switch (round % 10) {
        case 2 -> list.getSelectionModel().select(list.getItems().size() / 2);
        case 4 -> list.scrollTo(round * 31 % Math.max(1, list.getItems().size()));
        case 6 -> filter.setText("backend");
        case 8 -> filter.clear();
        default -> {}
      }
      return true;
    });
  }

  private static String format(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
