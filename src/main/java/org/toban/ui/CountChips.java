package org.toban.ui;

import java.util.Map;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.toban.alert.Severity;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Words;

/** How many of each severity there are, a chip each; made anew only when that changes. */
final class CountChips extends HBox {
  private final Words words;
  private Map<Severity, Integer> shown = Map.of();
  private boolean brief;

  CountChips(Words words) {
    super(8);
    this.words = words;
    getStyleClass().add("row");
    setMinWidth(USE_PREF_SIZE);
  }

  /** Numbers alone, or with the name of what they count. */
  void brief(boolean on) {
    if (brief != on) {
      brief = on;
      fill();
    }
  }

  void show(Map<Severity, Integer> counts) {
    if (!counts.equals(shown)) {
      shown = Map.copyOf(counts);
      fill();
    }
  }

  private void fill() {
    getChildren().clear();
    for (Severity severity : Severity.values()) {
      int count = shown.getOrDefault(severity, 0);
      if (count > 0 && severity != Severity.NONE) {
        String name = Words.key(severity);
        String said = words.get("count." + name, count);
        Label chip = Bits.label(brief ? String.valueOf(count) : said, "count", name);
        chip.setId("count-" + name);
        chip.setGraphic(Bits.shape(severity, words));
        chip.setAccessibleText(said);
        chip.setMinWidth(USE_PREF_SIZE);
        getChildren().add(chip);
      }
    }
  }
}
