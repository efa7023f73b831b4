package org.toban.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.toban.alert.Alert;
import org.toban.alert.Labels;
import org.toban.alert.Severity;
import org.toban.engine.Board;
import org.toban.incident.Policy;
import org.toban.remedy.Inventory;
import org.toban.runbook.RunbookReader;
import org.toban.runbook.Trust;
import org.toban.ui.board.BoardFilter;
import org.toban.ui.board.BoardRows;
import org.toban.ui.parts.Order;

/**
 * What one key stroke in the filter costs, from the text to the grouped and sorted lines: beside a
 * bare look for the same word in every label value, in the same rounds.
 */
final class FindBench {
  private static final int USUAL = 11;

  /** Of the texts that are typed key by key: a hundred keys each round. */
  private static final int TYPED = 3;

  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");
  private static final Policy POLICY = new Policy("", Severity.WARNING, null, "", "", "");
  private static final Map<String, String> TEXTS = texts();

  private final List<List<String>> rows = new ArrayList<>();
  private final Map<String, List<Double>> perCase = new LinkedHashMap<>();

  private final List<List<String>> strokes = new ArrayList<>();
  private final int rounds;

  private FindBench(int rounds) {
    this.rounds = rounds;
  }

  /** What is typed for a case. */
  static String text(String name) {
    return TEXTS.getOrDefault(name, "");
  }

  private static Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("no filter", "");
    texts.put("one word", "backend-7");
    texts.put("matcher", "service=\"mks-backend-7\"");
    texts.put("expression", "instance=~\"web-0.*7\\\\.tokyo.*\"");
    texts.put("hostile expression", "instance=~\"(([a-z0-9.-]+)+)+!\"");
    texts.put("mixed", "severity=critical instance=~\".*1\" tokyo-1");
    return texts;
  }

  /** With so many rounds, 0 for the usual. */
  static List<BenchTable> tables(int rounds) {
    return tables(rounds == 0 ? USUAL : rounds, List.of(1_000, 10_000, 100_000));
  }

  static List<BenchTable> tables(int rounds, List<Integer> sizes) {
    FindBench bench = new FindBench(rounds);
    sizes.forEach(bench::measure);
    return List.of(
        new BenchTable(
            "Find",
            "One key stroke: the text read, every alert looked at, and the lines grouped and sorted."
                + " Median of "
                + rounds
                + " rounds in turns; the ratio is to a bare search for a word in every label value"
                + " in the same round.",
            List.of("case", "alerts", "ms", "alerts/s", "ratio to floor"),
            bench.rows),
        bench.slopes(sizes),
        new BenchTable(
            "Find, key by key",
            "The same for each beginning of the text, one character longer each time: what a key"
                + " costs the thread that searches, which is not the window's. Median, and the"
                + " costliest key's median, of "
                + Math.min(rounds, TYPED)
                + " rounds; the floor looks for the word bare in every label value.",
            List.of("text", "alerts", "keys", "ms, p50", "ms, costliest key", "floor ms", "ratio"),
            bench.strokes));
  }

  private void measure(int size) {
    Board board = board(size);
    BoardRows before = BoardRows.of(BoardRows.empty(), board, BoardFilter.all(), NOW, "sato");
    Map<String, Supplier<Object>> subjects = new LinkedHashMap<>();
    subjects.put("bare search (floor)", () -> search(board, "backend-7"));
    TEXTS.forEach((name, text) -> {
      BoardFilter filter = BoardFilter.all().withText(text);
      subjects.put(name, () -> BoardRows.of(before, board, filter, NOW, "sato"));
    });
    subjects.put(
        "by label, newest",
        () ->
            BoardRows.of(
                before,
                board,
                BoardFilter.all().withGroupBy("cluster").withOrder(new Order(Order.By.AGE, false)),
                NOW,
                "sato"));
    run(size, subjects);
    TEXTS.forEach((name, text) -> {
      if (!text.isEmpty()) {
        type(name, text, board, before);
      }
    });
  }

  /** Each beginning of a text, as it comes while it is typed. */
  private void type(String name, String text, Board board, BoardRows all) {
    List<Samples> keys = new ArrayList<>();
    text.chars().forEach(key -> keys.add(new Samples()));
    Samples floor = new Samples();
    for (int round = -1; round < Math.min(rounds, TYPED); round++) {
      BoardRows before = all;
      double bare = milliseconds(() -> search(board, "backend-7"));
      for (int i = 0; i < text.length(); i++) {
        BoardFilter filter = BoardFilter.all().withText(text.substring(0, i + 1));
        BoardRows from = before;
        double took = milliseconds(() -> BoardRows.of(from, board, filter, NOW, "sato"));
        before = (BoardRows) keep;
        if (round >= 0) {
          keys.get(i).add(took);
        }
      }
      if (round >= 0) {
        floor.add(bare);
      }
    }
    Samples medians = new Samples();
    keys.forEach(key -> medians.add(key.median()));
    strokes.add(
        List.of(
            name,
            format("%,d", board.rows().size()),
            Integer.toString(text.length()),
            format("%.2f", medians.median()),
            format("%.2f", medians.quantile(1)),
            format("%.2f", floor.median()),
            format("%.1f", medians.median() / floor.median())));
  }

  private static double milliseconds(Supplier<Object> work) {
    long begun = System.nanoTime();
    keep = work.get();
    return (System.nanoTime() - begun) / 1e6;
  }

  private void run(int size, Map<String, Supplier<Object>> subjects) {
    Map<String, Samples> seconds = new LinkedHashMap<>();
    Map<String, Samples> ratios = new LinkedHashMap<>();
    int repeats = Math.max(1, 20_000 / size);
    for (int round = -4; round < rounds; round++) {
      double floor = 0;
      for (Map.Entry<String, Supplier<Object>> subject : subjects.entrySet()) {
        long begun = System.nanoTime();
        for (int i = 0; i < repeats; i++) {
          keep = subject.getValue().get();
        }
        double took = (System.nanoTime() - begun) / 1e9 / repeats;
        floor = floor == 0 ? took : floor;
        if (round >= 0) {
          seconds.computeIfAbsent(subject.getKey(), n -> new Samples()).add(took);
          ratios.computeIfAbsent(subject.getKey(), n -> new Samples()).add(floor / took);
        }
      }
    }
    seconds.forEach((name, samples) -> {
      double median = samples.median();
      perCase.computeIfAbsent(name, n -> new ArrayList<>()).add(median);
      rows.add(
          List.of(
              name,
              format("%,d", size),
              format("%.2f", median * 1e3),
              format("%,.0f", size / median),
              format("%.2f", ratios.getOrDefault(name, samples).median())));
    });
  }

  @SuppressWarnings("unused") // holds results, so that nothing is optimised away
  private static volatile Object keep = "";

  private static Object search(Board board, String word) {
    int found = 0;
    for (Board.Row row : board.rows()) {
      Labels labels = row.alert().labels();
      for (int i = 0; i < labels.size(); i++) {
        if (labels.value(i).contains(word)) {
          found++;
          break;
        }
      }
    }
    return found;
  }

  private BenchTable slopes(List<Integer> sizes) {
    List<List<String>> lines = new ArrayList<>();
    double decades = Math.log10((double) sizes.getLast() / sizes.getFirst());
    perCase.forEach((name, times) ->
        lines.add(
            List.of(
                name, format("%.3f", Math.log10(times.getLast() / times.getFirst()) / decades))));
    return new BenchTable(
        "Find: growth",
        "Slope of log time over log N from %,d to %,d alerts; 1 is linear."
            .formatted(sizes.getFirst(), sizes.getLast()),
        List.of("case", "slope"),
        lines);
  }

  static Board board(int size) {
    List<Board.Row> rows = new ArrayList<>();
    for (Alert alert : IntakeBench.alerts(size, 0)) {
      Severity severity =
          alert.labels().getOrDefault("severity", "").equals("critical")
              ? Severity.CRITICAL
              : Severity.WARNING;
      rows.add(
          new Board.Row(
              alert.fingerprint(), alert, List.of("prod"), severity, POLICY, null, NOW, false));
    }
    return new Board(
        NOW,
        List.of(),
        rows,
        Map.of(),
        Map.of(),
        Map.of(),
        Trust.nothing(),
        null,
        null,
        List.of(),
        RunbookReader.read(List.of()),
        Inventory.empty(),
        false);
  }

  private static String format(String pattern, Object value) {
    return String.format(Locale.ROOT, pattern, value);
  }
}
