package org.toban.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import javafx.scene.control.ListView;
import org.toban.alert.Alert;
import org.toban.alert.Alerts;
import org.toban.source.Reading;
import org.toban.ui.board.BoardLine;

/**
 * The pulses of the desk's real window while every alert on its board changes each second.
 *
 * @param seconds of each case
 */
record PulseBench(int alerts, int seconds) implements Bench.Run {
  private static final double LATE = 25;
  private static final double GOAL = 33.4; // one picture in sixty a second was left out

  static PulseBench usual() {
    return new PulseBench(10_000, 60);
  }

  PulseBench lasting(int seconds) {
    return new PulseBench(alerts, seconds);
  }

  @Override
  public List<BenchTable> tables() throws Exception {
    Path folder = Files.createTempDirectory("toban-bench");
    try (Rig rig = new Rig(folder, List.of(Rig.silent("prod")), List.of());
        BenchDesk desk = BenchDesk.open(rig.engine().feed()::listen, rig.history())) {
      List<Alert> all = IntakeBench.alerts(alerts, 0);
      give(rig, all);
      ListView<BoardLine> list = desk.list();
      desk.watch().await("the board", () -> !list.getItems().isEmpty());
      TimeUnit.SECONDS.sleep(Math.min(5, seconds));
      List<String> floor = row("nothing new (floor)", desk, round -> {});
      List<String> busy =
          row(
              "%,d change each second".formatted(alerts),
              desk,
              round ->
                  give(
                      rig,
                      all.stream()
                          .map(it -> IntakeBench.says(it, "round " + round + " on " + it.target()))
                          .toList()));
      return List.of(
          new BenchTable(
              "Pulses",
              "From one pulse of the window to the next for %d s, in ms, on ".formatted(seconds)
                  + BenchDesk.screen()
                  + ", engine and history in the same process. An animation asks for all the pulses"
                  + " there can be, 60 a second. Late: more than %.0f ms after the one before. Slice: the most CPU of the"
                      .formatted(LATE)
                  + " window's thread in one go. Goal: p99 <= %.1f.".formatted(GOAL),
              List.of("case", "pulses", "p50", "p99", "max", "late %", "longest slice ms", "met"),
              List.of(floor, busy)));
    } finally {
      Rig.delete(folder);
    }
  }

  private static void give(Rig rig, List<Alert> alerts) {
    rig.engine()
        .read(new Reading.Complete("prod", Instant.now(), Alerts.of(alerts), Duration.ZERO));
  }

  private interface Second {
    void comes(int round);
  }

  private List<String> row(String name, BenchDesk desk, Second each) throws Exception {
    Pulses pulses = new Pulses();
    FxWatch.onFx(() -> {
      pulses.start();
      return true;
    });
    desk.watch().begin();
    long begun = System.nanoTime();
    for (int round = 0; round < seconds; round++) {
      each.comes(round);
      long next = begun + TimeUnit.SECONDS.toNanos(round + 1L);
      TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
    }
    FxWatch.Seen seen = desk.watch().end();
    Samples times =
        FxWatch.onFx(() -> {
          pulses.stop();
          return pulses.times;
        });
    return List.of(
        name,
        Integer.toString(times.size()),
        format(times.median()),
        format(times.quantile(0.99)),
        format(times.quantile(1)),
        format(100.0 * pulses.late / times.size()),
        format(seen.slice()),
        times.quantile(0.99) <= GOAL ? "yes" : "no");
  }

  private static String format(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  /** Of the FX thread. */
  private static final class Pulses extends AnimationTimer {
    private final Samples times = new Samples();
    private int late;
    private long before;

    @Override
    public void handle(long now) {
      long at = System.nanoTime(); // what is given is when it should have come
      if (before != 0) {
        double millis = (at - before) / 1e6;
        times.add(millis);
        late += millis > LATE ? 1 : 0;
      }
      before = at;
    }
  }
}
