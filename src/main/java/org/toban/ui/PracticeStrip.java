package org.toban.ui;

import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Words;

/** Says over everything that the estate is a practice one, and nothing of it is real. */
final class PracticeStrip extends HBox {
  PracticeStrip(Words words, boolean practice) {
    super(10);
    setId("practice-strip");
    getStyleClass().addAll("row", "practice-strip");
    setAlignment(Pos.CENTER);
    getChildren()
        .setAll(
            Bits.label(words.get("practice.badge"), "practice-badge"),
            Bits.label(words.get("practice.what")));
    Bits.show(this, practice);
  }
}
