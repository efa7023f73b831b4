package org.toban.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.scene.control.ListView;
import org.toban.alert.Alert;
import org.toban.alert.Alerts;
import org.toban.source.Reading;
import org.toban.ui.board.BoardLine;

/**
 * What a refresh and a storm cost the thread of the desk's real window, with the real engine and
 * history behind it, beside the same time without anything new.
 *
 * @param alerts on the board, and new in a storm
 */
record WindowBench(int alerts, int refreshes, int storms) implements Bench.Run {
  private static final Duration SETTLING = Duration.ofMillis(150);
  private static final double SLICE = 16;
  private static final double TOTAL = 40;

  static WindowBench usual() {
    return new WindowBench(10_000, 30, 3);
  }

  WindowBench refreshing(int refreshes) {
    return new WindowBench(alerts, refreshes, storms);
  }

  @Override
  public List<BenchTable> tables() throws Exception {
    Figures idle = new Figures();
    Figures changed = new Figures();
    in(session -> session.refreshes(changed, idle));
    Figures storm = new Figures();
    for (int i = 0; i < storms; i++) {
      in(session -> session.storm(storm, idle));
    }
    return List.of(
        new BenchTable(
            "Window (BENCH 1b and 6)",
            "The desk's window (1440 x 900) on "
                + BenchDesk.screen()
                + " with the engine and a history behind it, %,d alerts on the board."
                    .formatted(alerts)
                + " A thread posts beats to the FX thread, each a millisecond after the last was"
                + " done. Slice: the most CPU of the FX thread between two beats, its own work in"
                + " one go. Wait: the longest that a beat waited, with the collector and other"
                + " processes in the way; to be read beside that of the floor. FX CPU: of that thread until the new lines are on the screen"
                + " and "
                + SETTLING.toMillis()
                + " ms longer, less that of the same time without anything new. A storm meets an"
                + " empty board and is stored before it is shown; each in a new window. Goals:"
                + " 1 % changed: longest slice <= 16 ms, FX CPU <= 40 ms; storm: longest slice"
                + " <= 16 ms.",
            List.of(
                "case",
                "rounds",
                "FX CPU ms, p50",
                "longest slice ms, p50",
                "max",
                "longest wait ms, p50",
                "max",
                "to the screen ms, p50",
                "selection and place kept",
                "met at p50"),
            List.of(
                row("nothing new (floor)", idle, "", ""),
                row(
                    "1 % changed",
                    changed, changed.kept + " of " + refreshes, isMet(changed, TOTAL)),
                row(
                    "storm of %,d new".formatted(alerts),
                    storm,
                    "",
                    isMet(storm, Double.MAX_VALUE)))));
  }

  private static String isMet(Figures figures, double total) {
    boolean met = figures.slice.median() <= SLICE && figures.total.median() <= total;
    return met ? "yes" : "no";
  }

  private static List<String> row(String name, Figures figures, String kept, String met) {
    return List.of(
        name,
        Integer.toString(figures.slice.size()),
        format(figures.total.median()),
        format(figures.slice.median()),
        format(figures.slice.quantile(1)),
        format(figures.wait.median()),
        format(figures.wait.quantile(1)),
        figures.shown.size() == 0 ? "" : format(figures.shown.median()),
        kept,
        met);
  }

  private static String format(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private interface Work {
    void on(Session session) throws Exception;
  }

  private void in(Work work) throws Exception {
    Path folder = Files.createTempDirectory("toban-bench");
    try (Rig rig = new Rig(folder, List.of(Rig.silent("prod")), List.of());
        BenchDesk desk = BenchDesk.open(rig.engine().feed()::listen, rig.history())) {
      work.on(new Session(this, rig, desk));
    } finally {
      Rig.delete(folder);
    }
  }

  /** The figures of one kind of change. */
  private static final class Figures {
    final Samples total = new Samples();
    final Samples slice = new Samples();
    final Samples wait = new Samples();
    final Samples shown = new Samples();
    int kept;
  }

  /** One open window. */
  private static final class Session {
    private final WindowBench bench;
    private final Rig rig;
    private final BenchDesk desk;
    private final ListView<BoardLine> list;

    Session(WindowBench bench, Rig rig, BenchDesk desk) {
      this.bench = bench;
      this.rig = rig;
      this.desk = desk;
      this.list = desk.list();
    }

    void refreshes(Figures changed, Figures idle) throws Exception {
      List<Alert> all = IntakeBench.alerts(bench.alerts, 0);
      give(all);
      desk.watch().await("the first board", () -> entries(bench.alerts));
      settle();
      choose();
      for (int i = 0; i < 5; i++) { // warms the code
        all = refresh(all, i, new Figures(), new Figures());
      }
      for (int i = 0; i < bench.refreshes; i++) {
        all = refresh(all, i, changed, idle);
      }
    }

    void storm(Figures figures, Figures idle) throws Exception {
      give(List.of());
      settle();
      Instant begun = Instant.now();
      measure(figures, idle, IntakeBench.alerts(bench.alerts, 0), () -> entries(bench.alerts));
      int stored = rig.history().episodesSince(begun.minusSeconds(1_000_000), 1_000_000).size();
      if (stored != bench.alerts) {
        throw new IllegalStateException(stored + " episodes are stored");
      }
    }

    private void give(List<Alert> alerts) {
      rig.engine()
          .read(new Reading.Complete("prod", Instant.now(), Alerts.of(alerts), Duration.ZERO));
    }

    private boolean entries(int count) {
      return list.getItems().size() >= count;
    }

    private static void settle() throws InterruptedException {
      TimeUnit.MILLISECONDS.sleep(1500);
    }

    /** A person looks at something in the middle. */
    private void choose() throws Exception {
      FxWatch.onFx(() -> {
        int middle = list.getItems().size() * 6 / 10;
        while (!(list.getItems().get(middle) instanceof BoardLine.Entry)) {
          middle++;
        }
        list.getSelectionModel().select(middle);
        list.scrollTo(middle - 5);
        return middle;
      });
      settle();
    }

    /** Each hundredth alert says something else; gives what is on the board then. */
    private List<Alert> refresh(List<Alert> before, int round, Figures figures, Figures idle)
        throws Exception {
      List<Alert> next = new ArrayList<>(before);
      for (int i = round % 100; i < next.size(); i += 100) {
        next.set(
            i, IntakeBench.says(next.get(i), "round " + round + " on " + next.get(i).target()));
      }
      Alert one = next.get(round % 100);
      int at = FxWatch.onFx(() -> indexOf(one.fingerprint().toString()));
      String summary = one.annotations().get("summary");
      measure(
          figures,
          idle,
          next,
          () ->
              list.getItems().size() > at
                  && list.getItems().get(at) instanceof BoardLine.Entry entry
                  && entry.row() != null
                  && summary.equals(entry.row().alert().annotations().get("summary")));
      return next;
    }

    private void measure(Figures figures, Figures idle, List<Alert> next, BooleanSupplier there)
        throws Exception {
      String selected = selected();
      Optional<Double> place = desk.selectedAt(list);
      FxWatch watch = desk.watch();
      watch.begin();
      long begun = System.nanoTime();
      give(next);
      long shown = watch.await("the new lines", there);
      TimeUnit.MILLISECONDS.sleep(SETTLING.toMillis());
      FxWatch.Seen seen = watch.end();
      boolean kept = selected.equals(selected()) && place.equals(desk.selectedAt(list));
      TimeUnit.MILLISECONDS.sleep(200);
      watch.begin();
      TimeUnit.NANOSECONDS.sleep((long) (seen.took() * 1e6));
      FxWatch.Seen without = watch.end();
      figures.total.add(Math.max(0, seen.cpu() - without.cpu()));
      figures.slice.add(seen.slice());
      figures.wait.add(seen.longest());
      figures.shown.add((shown - begun) / 1e6);
      figures.kept += kept ? 1 : 0;
      idle.total.add(without.cpu());
      idle.slice.add(without.slice());
      idle.wait.add(without.longest());
    }

    private String selected() {
      return FxWatch.onFx(() -> {
        BoardLine line = list.getSelectionModel().getSelectedItem();
        return line == null ? "" : line.key();
      });
    }

    private int indexOf(String key) {
      for (int i = 0; i < list.getItems().size(); i++) {
        if (list.getItems().get(i).key().equals(key)) {
          return i;
        }
      }
      throw new IllegalStateException("not on the board: " + key);
    }
  }
}
