package org.toban.ui.board;

import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Words;

/** Says which filter narrows the board, and clears it; not there when none does. */
final class FilterBar extends HBox {
  private final Words words;
  private final Consumer<BoardFilter> refilter;

  FilterBar(Words words, Consumer<BoardFilter> refilter) {
    super(8);
    this.words = words;
    this.refilter = refilter;
    setId("filter-bar");
    getStyleClass().addAll("row", "filter-bar");
    Bits.show(this, false);
  }

  void show(BoardFilter filter) {
    boolean narrowed = filter.kind() != BoardFilter.Kind.ALL || !filter.text().isEmpty();
    Bits.show(this, narrowed);
    if (!narrowed) {
      return;
    }
    String what = words.of("filter", filter.kind());
    String text =
        filter.text().isEmpty()
            ? what
            : words.get("filter.with-text", what, Plain.line(filter.text(), 60));
    Button clear =
        Bits.button(
            "filter-clear",
            words.get("filter.clear"),
            "",
            () -> refilter.accept(filter.withKind(BoardFilter.Kind.ALL).withText("")));
    getChildren().setAll(Bits.icon("funnel"), Bits.label(text, "strong"), Bits.spacer(), clear);
  }
}
