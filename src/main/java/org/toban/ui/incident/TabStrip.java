package org.toban.ui.incident;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Words;

/** A row of tabs over the pane that each shows. */
final class TabStrip extends VBox {
  private static final List<String> ORDER = List.of("runbook", "timeline", "alerts", "related");

  private final Words words;
  private final Map<String, Node> panes;
  private final Map<String, ToggleButton> buttons = new HashMap<>();
  private String chosen = ORDER.getFirst();
  private String only = "";

  TabStrip(Map<String, Node> panes, Words words) {
    this.panes = panes;
    this.words = words;
    HBox strip = Bits.row(4);
    strip.getStyleClass().add("tabs");
    ToggleGroup group = new ToggleGroup();
    for (String name : ORDER) {
      ToggleButton button = new ToggleButton(words.get("tab." + name));
      button.setId("tab-" + name);
      button.getStyleClass().add("tab-button");
      button.setToggleGroup(group);
      button.setOnAction(event -> show(name));
      buttons.put(name, button);
      strip.getChildren().add(button);
    }
    StackPane stack = new StackPane();
    ORDER.forEach(name -> stack.getChildren().add(panes.get(name)));
    VBox.setVgrow(stack, Priority.ALWAYS);
    getChildren().setAll(strip, stack);
    update();
  }

  /** The tab of what is shown. */
  Node shown() {
    return java.util.Objects.requireNonNull(buttons.get(only.isEmpty() ? chosen : only));
  }

  void show(String name) {
    chosen = name;
    update();
  }

  /** Offers one tab only, or all of them when the name is empty. */
  void only(String name) {
    if (!only.equals(name)) {
      only = name;
      update();
    }
  }

  void count(String name, int count) {
    ToggleButton button = buttons.get(name);
    if (button != null) {
      String text = words.get("tab." + name);
      button.setText(count == 0 ? text : text + " " + count);
    }
  }

  private void update() {
    String visible = only.isEmpty() ? chosen : only;
    panes.forEach((name, pane) -> pane.setVisible(name.equals(visible)));
    buttons.forEach((name, button) -> {
      button.setSelected(name.equals(visible));
      Bits.show(button, only.isEmpty() || name.equals(only));
    });
  }
}
