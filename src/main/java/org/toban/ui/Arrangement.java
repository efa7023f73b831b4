package org.toban.ui;

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.toban.ui.board.Beside;
import org.toban.ui.board.BoardFilter;
import org.toban.ui.board.BoardView;
import org.toban.ui.board.FilterMenu;
import org.toban.ui.parts.BoardLayout;
import org.toban.ui.parts.Column;
import org.toban.ui.parts.Order;
import org.toban.ui.parts.Preferences;

/** How the board is arranged: columns, their order and saved filters, kept over restarts. */
final class Arrangement implements FilterMenu.SavedFilters {
  private final DeskState state;
  private final Consumer<UnaryOperator<Preferences>> settle;
  private final ReadOnlyObjectWrapper<Set<Column>> columns;
  private BoardLayout layout;
  private Map<String, String> filters;

  /**
   * An arrangement that begins as it was kept.
   *
   * @param settle takes what the person changed
   */
  Arrangement(DeskState state, Preferences kept, Consumer<UnaryOperator<Preferences>> settle) {
    this.state = state;
    this.settle = settle;
    layout = kept.layout().board();
    filters = kept.filters();
    columns = new ReadOnlyObjectWrapper<>(layout.columns());
    state.refilter(state.filter().withOrder(layout.order()));
  }

  ObservableValue<Set<Column>> columns() {
    return columns.getReadOnlyProperty();
  }

  Beside beside() {
    return new Beside(columns(), state.days(), state.looks());
  }

  BoardView.Arranging arranging() {
    return new BoardView.Arranging(this::refilter, this, this::toggle);
  }

  private void toggle(Column column) {
    change(layout.toggled(column));
  }

  /** Shows the board under another filter; the order that it names is kept. */
  private void refilter(BoardFilter next) {
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
    settle.accept(it -> it.withLayout(it.layout().withBoard(next)));
  }

  @Override
  public Map<String, String> all() {
    return filters;
  }

  @Override
  public void keep(Map<String, String> chosen) {
    filters = Map.copyOf(chosen);
    settle.accept(it -> it.withFilters(chosen));
  }
}
