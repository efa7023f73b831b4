package org.toban.ui.board;

import java.time.Duration;
import java.time.Instant;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.toban.engine.Board;
import org.toban.source.SourceStatus;
import org.toban.source.SourceStatus.Health;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Surroundings;
import org.toban.ui.look.Times;
import org.toban.ui.look.Words;

/**
 * What an empty board knows: that nothing fires, that it has not heard yet, or what hides lines.
 */
final class EmptyBoard extends VBox {
  private final Times times;
  private final Label title = Bits.label("", "empty-title");
  private final Label detail = Bits.prose("", "muted");
  private final Button clear;

  EmptyBoard(Surroundings around, Runnable clearFilter) {
    super(8);
    times = around.times();
    setId("board-empty");
    getStyleClass().add("empty");
    setMaxSize(420, USE_PREF_SIZE);
    clear = Bits.button("empty-clear", around.words().get("filter.clear"), "", clearFilter);
    getChildren().setAll(title, detail, clear);
  }

  void show(@Nullable Shown shown, Instant now) {
    boolean isEmpty = shown == null || shown.rows().lines().isEmpty();
    Bits.show(this, isEmpty);
    if (isEmpty) {
      Text text = text(shown, now, times);
      title.setText(text.title());
      detail.setText(text.detail());
      Bits.show(clear, text.filtered());
      Bits.state(this, "blind", text.blind());
    }
  }

  /** The words of an empty board. */
  record Text(String title, String detail, boolean filtered, boolean blind) {}

  static Text text(@Nullable Shown shown, Instant now, Times times) {
    Words words = times.words();
    if (shown == null) {
      return new Text(words.get("empty.starting"), "", false, false);
    }
    Board board = shown.board();
    if (board.sources().isEmpty()) {
      return new Text(words.get("empty.no-source"), words.get("empty.no-source.do"), false, true);
    }
    int count = board.sources().size();
    if (board.sources().stream().anyMatch(it -> it.health(now) == Health.NEVER)) {
      return new Text(words.get("empty.waiting", count), "", false, false);
    }
    if (board.isBlind(now)) {
      return new Text(words.get("empty.unknown"), words.get("empty.unknown.do"), false, true);
    }
    int filtered = shown.rows().sums().filtered();
    if (filtered > 0) {
      return new Text(
          words.get("empty.filtered"), words.get("empty.filtered.do", filtered), true, false);
    }
    return new Text(
        words.get("empty.quiet"),
        words.get("empty.quiet.do", count, times.span(oldest(board, now))),
        false,
        false);
  }

  private static Duration oldest(Board board, Instant now) {
    return board.sources().stream()
        .map(SourceStatus::lastComplete)
        .filter(last -> last != null)
        .map(last -> Duration.between(last, now))
        .reduce(Duration.ZERO, (a, b) -> a.compareTo(b) > 0 ? a : b);
  }
}
