package org.toban.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javafx.event.Event;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.toban.engine.Board;

/**
 * Filters typed into the desk's real window, key by key: how long the window's thread is kept by a
 * key stroke, and by what comes of it.
 *
 * @param rounds of typing each text
 */
record TypingBench(int rounds, List<Integer> sizes, Pace pace) implements Bench.Run {
  static final int USUAL = 5;

  TypingBench(int rounds) {
    this(rounds, List.of(1_000, 10_000, 100_000), new Pace(80, 1000));
  }

  /**
   * How fast a person is, in ms.
   *
   * @param key from one key to the next
   * @param rest when nothing is typed, and all that came of the last keys is over
   */
  record Pace(long key, long rest) {}

  @Override
  public List<BenchTable> tables() throws Exception {
    List<List<String>> rows = new ArrayList<>();
    for (int size : sizes) {
      Board board = FindBench.board(size);
      try (BenchDesk desk = BenchDesk.open(listener -> listener.accept(board), null)) {
        var list = desk.list();
        desk.watch().await("the board", () -> !list.getItems().isEmpty());
        TimeUnit.MILLISECONDS.sleep(pace.rest());
        for (String name : List.of("one word", "matcher", "expression")) {
          rows.add(row(name, size, desk));
        }
      }
    }
    return List.of(
        new BenchTable(
            "Find: typing in the window",
            "Filters typed into the desk's window on "
                + BenchDesk.screen()
                + ", a key each "
                + pace.key()
                + " ms, %d rounds. The board is searched beside the window's thread and a search is"
                    .formatted(rounds)
                + " given up when the next key comes. Key: what the stroke itself takes of that"
                + " thread. Longest slice: the most CPU that it took in one go while it was typed"
                + " and the lines came, completion included. Longest wait: of anything for that"
                + " thread, with the collector and other processes in the way; the floor is that of"
                + " the same window when nobody types.",
            List.of(
                "text",
                "alerts",
                "keys",
                "key ms, p50",
                "max",
                "longest slice ms, p50",
                "max",
                "longest wait ms, p50",
                "floor wait ms, p50"),
            rows));
  }

  private List<String> row(String name, int size, BenchDesk desk) throws Exception {
    String text = FindBench.text(name);
    TextField field = desk.node("filter-text", TextField.class);
    Samples keys = new Samples();
    Samples slices = new Samples();
    Samples waits = new Samples();
    Samples floors = new Samples();
    for (int round = -1; round < rounds; round++) {
      clear(desk, field);
      desk.watch().begin();
      TimeUnit.MILLISECONDS.sleep(pace.rest());
      double floor = desk.watch().end().longest();
      desk.watch().begin();
      for (int i = 0; i < text.length(); i++) {
        double took = press(field, text.substring(i, i + 1));
        if (round >= 0) {
          keys.add(took);
        }
        TimeUnit.MILLISECONDS.sleep(pace.key());
      }
      TimeUnit.MILLISECONDS.sleep(pace.rest() / 2);
      FxWatch.Seen seen = desk.watch().end();
      if (round >= 0) {
        floors.add(floor);
        slices.add(seen.slice());
        waits.add(seen.longest());
      }
      if (!FxWatch.onFx(field::getText).equals(text)) {
        throw new IllegalStateException("typed " + text + ", got " + field.getText());
      }
    }
    return List.of(
        name,
        String.format(Locale.ROOT, "%,d", size),
        Integer.toString(keys.size()),
        format(keys.median()),
        format(keys.quantile(1)),
        format(slices.median()),
        format(slices.quantile(1)),
        format(waits.median()),
        format(floors.median()));
  }

  private void clear(BenchDesk desk, TextField field) throws Exception {
    FxWatch.onFx(() -> {
      field.requestFocus();
      field.clear();
      return true;
    });
    Label sums = desk.node("sums", Label.class);
    desk.watch().await("all alerts again", () -> !sums.getText().contains("filtered"));
    TimeUnit.MILLISECONDS.sleep(pace.rest() * 3 / 10);
  }

  /** Milliseconds on the FX thread. */
  private static double press(TextField field, String key) {
    return FxWatch.onFx(() -> {
      long begun = System.nanoTime();
      Event.fireEvent(
          field,
          new KeyEvent(KeyEvent.KEY_TYPED, key, "", KeyCode.UNDEFINED, false, false, false, false));
      return (System.nanoTime() - begun) / 1e6;
    });
  }

  private static String format(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
