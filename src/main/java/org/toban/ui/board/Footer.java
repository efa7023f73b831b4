package org.toban.ui.board;

import java.time.Instant;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.toban.ui.look.Beside;
import org.toban.ui.look.Bits;
import org.toban.ui.look.FxFeed;
import org.toban.ui.look.Surroundings;

/** Under the board: how many lines there are and where the others are, what is late, and keys. */
final class Footer extends VBox {
  private static final double ROOM_FOR_KEYS = 740;

  /** With less, what is new stands over the sum. */
  private static final double ROOM_FOR_BOTH = 640;

  private final Surroundings around;
  private final Button news;
  private final Label sums = Bits.prose("", "muted");
  private final Label late = Bits.label("", "late");
  private final Tooltip lateInFull = new Tooltip();
  private final HBox line;

  /**
   * The footer.
   *
   * @param next goes to the next line that is new
   */
  Footer(Surroundings around, Runnable next) {
    super(4);
    this.around = around;
    getStyleClass().add("status");
    setMinWidth(0); // else it is never as narrow as the board
    news = Bits.button("news", "", "y", next);
    news.getStyleClass().add("news");
    Bits.show(news, false);
    sums.setId("sums");
    late.setId("late");
    late.setMinWidth(0);
    late.setTooltip(lateInFull);
    Label keys = Bits.label(around.words().get("board.keys"), "muted");
    keys.setMinWidth(USE_PREF_SIZE);
    keys.visibleProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> getWidth() > ROOM_FOR_KEYS && late.getText().isEmpty(),
                widthProperty(),
                late.textProperty()));
    keys.managedProperty().bind(keys.visibleProperty());
    Beside told = Beside.filling(16, sums, late, Double.MAX_VALUE);
    HBox.setHgrow(told, Priority.ALWAYS);
    line = Bits.row(16, told, keys);
    // within a layout the wish for another one would be lost
    widthProperty().addListener((property, before, now) -> FxFeed.afterPulse(this::arrange));
    arrange();
  }

  private void arrange() {
    boolean apart = getWidth() < ROOM_FOR_BOTH;
    if (getChildren().isEmpty() || apart != getChildren().contains(news)) {
      line.getChildren().remove(news);
      getChildren().setAll(line);
      (apart ? getChildren() : line.getChildren()).addFirst(news);
    }
  }

  void show(Shown shown) {
    sums.setText(SumsText.of(shown.rows().sums(), around.words()));
    show(shown.news());
  }

  private void show(News now) {
    Instant since = now.since();
    Bits.show(news, since != null && now.count() > 0);
    if (since != null && now.count() > 0) {
      String when = around.times().absolute(since, around.ticker().now());
      news.setText(
          now.hidden() == 0
              ? around.words().get("news.count", now.count(), when)
              : around.words().get("news.count-hidden", now.count(), when, now.hidden()));
    }
  }

  void tick(@Nullable Shown shown, Instant now) {
    late.setText(shown == null ? "" : SourceWords.lateInBrief(shown.board(), now, around.times()));
    Bits.show(late, !late.getText().isEmpty());
    lateInFull.setText(shown == null ? "" : SourceWords.late(shown.board(), now, around.times()));
  }
}
