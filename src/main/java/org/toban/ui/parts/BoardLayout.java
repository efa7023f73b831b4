package org.toban.ui.parts;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * How a person arranged the board.
 *
 * @param columns those that are shown where there is room for them
 */
public record BoardLayout(Set<Column> columns, Order order) {
  public BoardLayout {
    EnumSet<Column> sorted = EnumSet.noneOf(Column.class);
    sorted.addAll(columns);
    columns = Collections.unmodifiableSet(sorted);
  }

  public static BoardLayout standard() {
    return new BoardLayout(Column.STANDARD, Order.URGENCY);
  }

  public BoardLayout withOrder(Order chosen) {
    return new BoardLayout(columns, chosen);
  }

  /** With a column that was not shown, or without one that was. */
  public BoardLayout toggled(Column column) {
    EnumSet<Column> next = EnumSet.noneOf(Column.class);
    next.addAll(columns);
    if (!next.remove(column)) {
      next.add(column);
    }
    return new BoardLayout(next, order);
  }
}
