package org.toban.ui;

import java.util.Set;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;
import org.toban.ui.board.Shown;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Times;

/**
 * Says over the whole width that the engine stands still: then the board is a picture of the past,
 * and nothing on it can say so.
 */
final class StuckStrip extends HBox {
  /** As the vigil names it. */
  private static final String ENGINE = "engine";

  private final Times times;
  private final Label text = Bits.prose("");

  StuckStrip(Times times) {
    super(10);
    this.times = times;
    setId("stuck-strip");
    getStyleClass().add("stuck-strip");
    setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(text, Priority.ALWAYS);
    getChildren().setAll(Bits.label(times.words().get("stuck.badge"), "stuck-badge"), text);
    Bits.show(this, false);
  }

  /**
   * Shows or hides itself.
   *
   * @param parts of the program that stand still
   * @param shown the board that is looked at, null before the first
   */
  void show(Set<String> parts, @Nullable Shown shown) {
    boolean stuck = parts.contains(ENGINE);
    Bits.show(this, stuck);
    if (stuck) {
      text.setText(
          shown == null
              ? times.words().get("stuck.engine")
              : times.words().get("stuck.engine.since", times.clock(shown.board().at())));
    }
  }
}
