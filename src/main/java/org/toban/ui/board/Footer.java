package org.toban.ui.board;

import java.time.Instant;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Surroundings;

/** Under the board: how many lines there are and where the others are, what is late, and keys. */
final class Footer extends HBox {
  private static final double ROOM_FOR_KEYS = 740;

  private final Surroundings around;
  private final Label sums = Bits.label("", "muted");
  private final Label late = Bits.label("", "late");
  private final Tooltip lateInFull = new Tooltip();

  Footer(Surroundings around) {
    super(16);
    this.around = around;
    getStyleClass().addAll("row", "status");
    sums.setId("sums");
    sums.setMinWidth(USE_PREF_SIZE);
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
    getChildren().setAll(sums, late, Bits.spacer(), keys);
  }

  void show(Shown shown) {
    sums.setText(SumsText.of(shown.rows().sums(), around.words()));
  }

  void tick(@Nullable Shown shown, Instant now) {
    late.setText(shown == null ? "" : SourceWords.lateInBrief(shown.board(), now, around.times()));
    lateInFull.setText(shown == null ? "" : SourceWords.late(shown.board(), now, around.times()));
  }
}
