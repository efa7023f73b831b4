package org.toban.ui.board;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.toban.ui.look.Bits;
import org.toban.ui.look.FxFeed;
import org.toban.ui.look.Words;
import org.toban.ui.parts.Column;
import org.toban.ui.parts.Order;

/** The column headings, laid out as the lines are; a click on one sorts by it. */
final class HeadingNode extends Region {
  /** The coloured edge of every line. */
  private static final double MARK = 3;

  private final Words words;
  private final ListView<?> list;
  private final ObservableValue<Set<Column>> columns;
  private final Label name;
  private final Map<Column, Label> labels = new EnumMap<>(Column.class);

  /**
   * The headings.
   *
   * @param list whose scroll bar takes room beside the lines
   * @param sort takes what the person wants to sort by
   */
  HeadingNode(
      Words words,
      ListView<?> list,
      ObservableValue<Set<Column>> columns,
      Consumer<Order.By> sort) {
    this.words = words;
    this.list = list;
    this.columns = columns;
    setId("board-headings");
    getStyleClass().add("headings");
    name = label("column.alert", Order.By.NAME, sort);
    getChildren().add(name);
    for (Column column : Column.values()) {
      Label label = label("column." + Words.key(column), Order.By.of(column), sort);
      label.setId("heading-" + Words.key(column));
      if (column == Column.DUE) {
        label.setAlignment(Pos.CENTER_RIGHT);
      }
      labels.put(column, label);
      getChildren().add(label);
    }
    columns.addListener((property, before, now) -> requestLayout());
    list.skinProperty().addListener((property, before, now) -> followScrollBar());
  }

  private Label label(String key, Order.@Nullable By by, Consumer<Order.By> sort) {
    Label label = Bits.label(words.get(key));
    if (by != null) {
      label.setUserData(by);
      label.getStyleClass().add("sortable");
      label.setAccessibleRole(AccessibleRole.BUTTON);
      label.setOnMouseClicked(click -> {
        if (click.getButton() == MouseButton.PRIMARY) {
          sort.accept(by);
        }
      });
    }
    return label;
  }

  /** Shows by what the lines are sorted now: the sign beside the heading, and aloud. */
  void show(Order order) {
    show(name, "column.alert", order);
    labels.forEach((column, label) -> show(label, "column." + Words.key(column), order));
  }

  private void show(Label label, String key, Order order) {
    String text = words.get(key);
    boolean sorted = label.getUserData() == order.by();
    label.setText(sorted ? text + (order.reversed() ? " ↓" : " ↑") : text);
    Bits.state(label, "sorted", sorted);
    label.setAccessibleText(
        sorted
            ? words.get(order.reversed() ? "column.sorted-reversed" : "column.sorted", text)
            : text);
  }

  /** Columns that were chosen and have no room now. */
  Set<Column> leftOut() {
    return Columns.leftOut(room(), columns.getValue());
  }

  private double room() {
    return getWidth() - MARK - scrollBarWidth();
  }

  /**
   * The headings stand over the lines whether there is a scroll bar beside these or not. It comes
   * and gets its width while the list is laid out, when a wish for another layout would be lost: so
   * the wish waits for the end of this pulse.
   */
  private void followScrollBar() {
    for (Node node : list.lookupAll(".scroll-bar")) {
      node.visibleProperty().addListener((property, before, now) -> laterLayout());
      node.layoutBoundsProperty().addListener((property, before, now) -> laterLayout());
    }
  }

  private void laterLayout() {
    FxFeed.afterPulse(this::requestLayout);
  }

  private double scrollBarWidth() {
    for (Node node : list.lookupAll(".scroll-bar")) {
      if (node instanceof ScrollBar bar
          && bar.getOrientation() == Orientation.VERTICAL
          && bar.isVisible()) {
        return bar.getWidth();
      }
    }
    return 0;
  }

  @Override
  protected void layoutChildren() {
    Columns laid = Columns.of(room(), columns.getValue());
    place(name, laid.name());
    labels.forEach((column, label) -> place(label, laid.of(column)));
  }

  private void place(Label label, Columns.Span span) {
    label.setVisible(span.isShown());
    label.resizeRelocate(MARK + span.x(), 0, span.width(), getHeight());
  }

  @Override
  protected double computePrefHeight(double width) {
    return 30;
  }
}
