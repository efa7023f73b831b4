package org.toban.ui;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Surroundings;
import org.toban.ui.look.Words;

/** Shows every key and what it does. */
final class KeysSheet {
  private static final double TEXT = 230;

  private KeysSheet() {}

  static void open(Surroundings around) {
    Words words = around.words();
    GridPane grid = new GridPane(14, 8);
    int i = 0;
    for (Act act : Act.values()) {
      if (!act.key().isEmpty()) {
        int column = i % 2 * 2;
        Label key = Bits.key(act.shownKey());
        key.setMinWidth(Region.USE_PREF_SIZE);
        grid.add(key, column, i / 2);
        Label text = Bits.prose(words.of("act", act));
        text.setPrefWidth(TEXT);
        grid.add(text, column + 1, i / 2);
        i++;
      }
    }
    Button close =
        Bits.button("sheet-cancel", words.get("act.dismiss"), "Esc", around.sheets()::close);
    ScrollPane keys = Bits.scroll(grid); // in a low window not all of them have room
    VBox.setVgrow(keys, Priority.ALWAYS);
    VBox card =
        Bits.column(
            14,
            Bits.label(words.get("keys.title"), "sheet-title"),
            keys,
            Bits.row(8, Bits.spacer(), close));
    card.setId("keys");
    around.sheets().open(card, close);
  }
}
