package org.toban.ui.look;

import java.util.Map;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.toban.alert.Severity;

/** The small nodes that every view is made of. */
public final class Bits {
  private Bits() {}

  public static Label label(String text, String... styles) {
    Label label = new Label(text);
    label.getStyleClass().addAll(styles);
    return label;
  }

  /** A label that wraps instead of ending in an ellipsis. */
  public static Label prose(String text, String... styles) {
    Label label = label(text, styles);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  /** A key's name as it stands small beside what the key does. */
  public static Label key(String key) {
    return label(key, "key");
  }

  public static Button button(String id, String text, String key, Runnable action) {
    Button button = new Button(text);
    button.setId(id);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setContentDisplay(ContentDisplay.RIGHT);
    if (!key.isEmpty()) {
      button.setGraphic(key(key));
    }
    button.setOnAction(event -> action.run());
    return button;
  }

  /** A button that is only an icon; its name is read aloud and shown as a tooltip. */
  public static Button iconButton(String id, String icon, String name, Runnable action) {
    Button button = new Button();
    button.setId(id);
    button.getStyleClass().add("ghost");
    button.setGraphic(icon(icon));
    button.setAccessibleText(name);
    button.setTooltip(new javafx.scene.control.Tooltip(name));
    button.setOnAction(event -> action.run());
    return button;
  }

  /** One of the shapes that the style sheet names. */
  public static Region icon(String name, String... styles) {
    Region icon = new Region();
    icon.getStyleClass().addAll("icon", name);
    icon.getStyleClass().addAll(styles);
    icon.setMinSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    icon.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    return icon;
  }

  /** Octagon, triangle, circle, square or ring: a severity that survives greyscale. */
  public static Region shape(Severity severity, Words words) {
    Region shape = icon("severity", Words.key(severity));
    shape.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    shape.setAccessibleText(words.severity(severity));
    return shape;
  }

  /** How many of each severity, worst first, as shapes with numbers. */
  public static HBox counts(Map<Severity, Integer> counts, Words words) {
    HBox box = new HBox(12);
    box.getStyleClass().add("counts");
    for (Severity severity : Severity.values()) {
      Integer count = counts.get(severity);
      if (count != null && count > 0 && severity != Severity.NONE) {
        Label label = label(count.toString(), Words.key(severity));
        label.setGraphic(shape(severity, words));
        label.setAccessibleText(count + " " + words.severity(severity));
        box.getChildren().add(label);
      }
    }
    return box;
  }

  /** A name, and what stands beside it in a sheet. */
  public static HBox pair(String name, Node value) {
    Label label = label(name, "muted");
    label.setMinWidth(88);
    HBox.setHgrow(value, Priority.ALWAYS);
    if (value instanceof Label it) {
      it.setMaxWidth(Double.MAX_VALUE);
    }
    return topRow(12, label, value);
  }

  public static Region spacer() {
    Region spacer = new Region();
    HBox.setHgrow(spacer, Priority.ALWAYS);
    VBox.setVgrow(spacer, Priority.ALWAYS);
    return spacer;
  }

  public static HBox row(double gap, Node... nodes) {
    HBox row = new HBox(gap, nodes);
    row.getStyleClass().add("row");
    return row;
  }

  /** A row whose nodes stand at the top. */
  public static HBox topRow(double gap, Node... nodes) {
    HBox row = row(gap, nodes);
    row.getStyleClass().add("top");
    return row;
  }

  public static VBox column(double gap, Node... nodes) {
    VBox column = new VBox(gap, nodes);
    column.getStyleClass().add("column");
    return column;
  }

  /** Scrolls up and down only. */
  public static ScrollPane scroll(Node content) {
    ScrollPane scroll = new ScrollPane(content);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("plain-scroll");
    return scroll;
  }

  /** Shows or hides a node, and gives its place to the others. */
  public static void show(Node node, boolean visible) {
    node.setVisible(visible);
    node.setManaged(visible);
  }

  public static void state(Node node, String pseudoClass, boolean on) {
    node.pseudoClassStateChanged(PseudoClass.getPseudoClass(pseudoClass), on);
  }

  /** Gives a node exactly one of the style classes of a set. */
  public static void styleOneOf(Node node, String chosen, java.util.Collection<String> others) {
    if (!node.getStyleClass().contains(chosen)) {
      node.getStyleClass().removeAll(others);
      node.getStyleClass().add(chosen);
    }
  }
}
