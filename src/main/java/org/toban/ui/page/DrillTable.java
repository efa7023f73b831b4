package org.toban.ui.page;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import org.jspecify.annotations.Nullable;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Surroundings;
import org.toban.ui.look.Times;
import org.toban.ui.look.Words;
import org.toban.ui.parts.Practice.Attempt;

/** The responder's times, newest first, each beside what is usual for them in the same scenario. */
final class DrillTable {
  /** Earlier ones are in the cards of their scenarios. */
  private static final int MOST = 8;

  /** What differs by less is the same. */
  private static final Duration SAME = Duration.ofSeconds(1);

  private final Words words;
  private final Times times;
  private final UnaryOperator<String> title;
  private final GridPane grid = new GridPane(16, 8);

  private DrillTable(Surroundings around, UnaryOperator<String> title) {
    words = around.words();
    times = around.times();
    this.title = title;
  }

  /**
   * The table, nothing when there are no times yet.
   *
   * @param title of a scenario, by its id
   */
  static List<Node> of(
      List<Attempt> attempts, Surroundings around, UnaryOperator<String> title, Instant now) {
    return attempts.isEmpty()
        ? List.of()
        : List.of(
            Bits.label(around.words().get("drill.times"), "section-title"),
            new DrillTable(around, title).grid(attempts, now));
  }

  private Node grid(List<Attempt> attempts, Instant now) {
    grid.setId("drill-times");
    grid.getStyleClass().add("card");
    String[] keys = {"scenario", "began", "shown", "answered", "recovered", "reviewed", "closed"};
    for (int i = 0; i < keys.length; i++) {
      grid.add(Bits.label(words.get("drill.column." + keys[i]), "muted"), i, 0);
    }
    for (int i = 0; i < Math.min(MOST, attempts.size()); i++) {
      add(i + 1, attempts.get(i), Plays.before(attempts.get(i), attempts), now);
    }
    return grid;
  }

  private void add(int row, Attempt attempt, Plays earlier, Instant now) {
    Label name = Bits.label(Plain.line(title.apply(attempt.scenario()), 60), "line-name");
    name.setMinWidth(0);
    GridPane.setHgrow(name, javafx.scene.layout.Priority.ALWAYS);
    grid.add(name, 0, row);
    grid.add(Bits.label(times.when(attempt.brokenAt(), now), "muted"), 1, row);
    grid.add(took(attempt.until(attempt.shownAt()), ""), 2, row);
    String judged = attempt.answeredAt() == null ? "" : attempt.deadlineMissed() ? "bad" : "ok";
    Label answered = took(attempt.until(attempt.answeredAt()), judged);
    grid.add(beside(answered, attempt, earlier, it -> it.until(it.answeredAt())), 3, row);
    Label recovered = took(attempt.until(attempt.recoveredAt()), "");
    grid.add(beside(recovered, attempt, earlier, it -> it.until(it.recoveredAt())), 4, row);
    grid.add(took(attempt.until(attempt.reviewedAt()), ""), 5, row);
    Label closed = took(attempt.until(attempt.closedAt()), "");
    grid.add(beside(closed, attempt, earlier, it -> it.until(it.closedAt())), 6, row);
  }

  private Node beside(
      Label label, Attempt attempt, Plays earlier, Function<Attempt, @Nullable Duration> kind) {
    Duration took = kind.apply(attempt);
    Duration usual = earlier.usual(kind);
    if (took == null || usual == null) {
      return label;
    }
    Duration more = took.minus(usual);
    boolean same = more.abs().compareTo(SAME) < 0;
    String sign = more.isNegative() ? "−" : "+";
    String text = same ? words.get("drill.as-usual") : sign + times.countdown(more.abs());
    Label difference = Bits.label(text, "muted", "drill-difference");
    difference.setAccessibleText(
        same
            ? text
            : words.get(
                more.isNegative() ? "drill.quicker" : "drill.slower", times.span(more.abs())));
    // side by side they would have no room in a narrow window
    return Bits.column(0, label, difference);
  }

  private Label took(@Nullable Duration took, String style) {
    if (took == null) {
      return Bits.label("–", "muted");
    }
    String mark = style.equals("ok") ? "✓ " : style.equals("bad") ? "✕ " : "";
    Label label = Bits.label(mark + times.countdown(took));
    if (!style.isEmpty()) {
      label.getStyleClass().add(style);
    }
    return label;
  }
}
