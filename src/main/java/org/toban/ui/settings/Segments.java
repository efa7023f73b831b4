package org.toban.ui.settings;

import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Words;

/** A choice of one of a few, side by side under a name; null stands for what the system says. */
public final class Segments {
  private Segments() {}

  /** The row; a click on what is chosen changes nothing. */
  public static <T extends Enum<T>> Node row(
      Words words,
      String name,
      @Nullable T[] values,
      @Nullable T chosen,
      Function<@Nullable T, String> text,
      Consumer<@Nullable T> set) {
    ToggleGroup group = new ToggleGroup();
    HBox buttons = new HBox();
    buttons.getStyleClass().add("segments");
    for (@Nullable T value : values) {
      ToggleButton button = new ToggleButton(text.apply(value));
      button.setId(name + "-" + (value == null ? "system" : Words.key(value)));
      button.setToggleGroup(group);
      button.setSelected(value == chosen);
      button.setOnAction(event -> {
        if (value == chosen) {
          button.setSelected(true);
        } else {
          set.accept(value);
        }
      });
      buttons.getChildren().add(button);
    }
    Label label = Bits.label(words.get("settings." + name));
    label.setMinWidth(160);
    return Bits.row(12, label, buttons);
  }
}
