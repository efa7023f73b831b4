package org.toban.ui;

import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Words;

/** Says over everything that the estate is a practice one, and nothing of it is real. */
final class PracticeStrip extends HBox {
  PracticeStrip(Words words, DeskParts parts, Runnable guide) {
    super(10);
    setId("practice-strip");
    getStyleClass().addAll("row", "practice-strip");
    setAlignment(Pos.CENTER);
    getChildren()
        .setAll(
            Bits.label(words.get("practice.badge"), "practice-badge"),
            Bits.label(words.get("practice.what")));
    if (parts.configuring().firstRun() != null) {
      getChildren().add(Bits.button("practice-guide", words.get("act.guide"), "", guide));
    }
    Bits.show(this, parts.practice() != null);
  }
}
