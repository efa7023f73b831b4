package org.toban.ui;

import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.toban.ui.board.BoardFilter;
import org.toban.ui.parts.BoardLayout;
import org.toban.ui.parts.Column;
import org.toban.ui.parts.Order;

/** How the board is arranged: its columns and their order, kept over restarts. */
final class Arrangement {
  private final DeskState state;
  private final Consumer<BoardLayout> keep;
  private final ReadOnlyObjectWrapper<Set<Column>> columns;
  private BoardLayout layout;

  /**
   * An arrangement that begins as it was kept.
   *
   * @param keep takes what the person changed
   */
  Arrangement(DeskState state, BoardLayout layout, Consumer<BoardLayout> keep) {
    this.state = state;
    this.layout = layout;
    this.keep = keep;
    columns = new ReadOnlyObjectWrapper<>(layout.columns());
    state.refilter(state.filter().withOrder(layout.order()));
  }

  ObservableValue<Set<Column>> columns() {
    return columns.getReadOnlyProperty();
  }

  /** Shows a column, or hides it. */
  void toggle(Column column) {
    change(layout.toggled(column));
  }

  /** Shows the board under another filter; the order that it names is kept. */
  void refilter(BoardFilter next) {
    if (!next.order().equals(layout.order())) {
      change(layout.withOrder(next.order()));
    }
    state.refilter(next);
  }

  /** Sorts by this, or the other way round when it is what the board is sorted by already. */
  void sort(Order.By by) {
    refilter(state.filter().withOrder(state.filter().order().next(by)));
  }

  private void change(BoardLayout next) {
    layout = next;
    columns.set(next.columns());
    keep.accept(next);
  }
}
