package org.toban.ui.board;

import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Side;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.SeparatorMenuItem;
import org.toban.ui.look.Words;
import org.toban.ui.parts.Column;
import org.toban.ui.parts.Order;

/** Which columns the board has and by which it is sorted; opened at its headings, or by a key. */
final class ColumnMenu extends ContextMenu {
  private final Words words;
  private final ObservableValue<Set<Column>> columns;
  private final Consumer<Column> toggle;
  private final Supplier<BoardFilter> filter;
  private final Consumer<BoardFilter> refilter;

  ColumnMenu(
      Words words,
      ObservableValue<Set<Column>> columns,
      Consumer<Column> toggle,
      Supplier<BoardFilter> filter,
      Consumer<BoardFilter> refilter) {
    this.words = words;
    this.columns = columns;
    this.toggle = toggle;
    this.filter = filter;
    this.refilter = refilter;
    setId("column-menu");
  }

  /** Opens under the headings. */
  void open(HeadingNode headings) {
    fill(headings.leftOut());
    show(headings, Side.BOTTOM, 0, 0);
  }

  /** Opens where the mouse is. */
  void open(HeadingNode headings, double screenX, double screenY) {
    fill(headings.leftOut());
    show(headings, screenX, screenY);
  }

  private void fill(Set<Column> leftOut) {
    getItems().clear();
    for (Column column : Column.values()) {
      String name = words.get("column." + Words.key(column));
      CheckMenuItem item =
          new CheckMenuItem(leftOut.contains(column) ? words.get("column.no-room", name) : name);
      item.setId("show-" + Words.key(column));
      item.setSelected(columns.getValue().contains(column));
      item.setOnAction(event -> toggle.accept(column));
      getItems().add(item);
    }
    getItems().addAll(new SeparatorMenuItem(), sorting());
  }

  private Menu sorting() {
    return OrderMenu.of(words, filter.get(), refilter);
  }

  /** Asks for the order that follows from a wish to sort by this. */
  void sort(Order.By by) {
    BoardFilter now = filter.get();
    refilter.accept(now.withOrder(now.order().next(by)));
  }
}
