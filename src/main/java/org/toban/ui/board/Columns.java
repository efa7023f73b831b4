package org.toban.ui.board;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.toban.ui.parts.Column;

/**
 * Where each chosen column of the board begins and how wide it is, for a width; heading and lines
 * share it. What has no room is left out: first the day, then owner, age and so on.
 */
record Columns(Span name, Map<Column, Span> spans) {
  static final double SEVERITY = 14;
  private static final double NAME = 42;
  private static final double GAP = 10;
  private static final double RIGHT = 14;
  private static final double LEAST_NAME = 210;

  /** What the target takes of room that is to spare, at most. */
  private static final double MORE_TARGET = 90;

  private static final Span NOWHERE = new Span(0, 0);

  private static final Map<Column, Double> WIDTHS =
      Map.of(
          Column.TARGET, 100.0,
          Column.DUE, 82.0,
          Column.PHASE, 78.0,
          Column.OWNER, 88.0,
          Column.ACKNOWLEDGED, 88.0,
          Column.SOURCE, 78.0,
          Column.AGE, 52.0,
          Column.DAY, 50.0);

  /** The deadline stays, however narrow the board is. */
  private static final List<Column> LEFT_OUT =
      List.of(
          Column.DAY,
          Column.OWNER,
          Column.AGE,
          Column.SOURCE,
          Column.ACKNOWLEDGED,
          Column.TARGET,
          Column.PHASE);

  /** A column; {@code width} 0 when it is left out. */
  record Span(double x, double width) {
    boolean isShown() {
      return width > 0;
    }
  }

  Span of(Column column) {
    return spans.getOrDefault(column, NOWHERE);
  }

  static Columns of(double width, Set<Column> chosen) {
    EnumMap<Column, Double> wanted = new EnumMap<>(Column.class);
    chosen.forEach(column -> wanted.put(column, WIDTHS.getOrDefault(column, 0.0)));
    double room = width - NAME - RIGHT;
    for (Column column : LEFT_OUT) {
      if (room - sum(wanted) < LEAST_NAME) {
        wanted.remove(column);
      }
    }
    double spare = room - sum(wanted) - LEAST_NAME;
    if (spare > 80) {
      wanted.computeIfPresent(
          Column.TARGET, (column, own) -> own + Math.min(MORE_TARGET, (spare - 80) / 2));
    }
    double name = room - sum(wanted);
    EnumMap<Column, Span> spans = new EnumMap<>(Column.class);
    double x = NAME + name;
    for (var column : wanted.entrySet()) {
      spans.put(column.getKey(), new Span(x + GAP, column.getValue()));
      x += GAP + column.getValue();
    }
    return new Columns(new Span(NAME, name), spans);
  }

  /** Those that were chosen and have no room in this width. */
  static Set<Column> leftOut(double width, Set<Column> chosen) {
    EnumSet<Column> out = EnumSet.noneOf(Column.class);
    out.addAll(chosen);
    out.removeAll(of(width, chosen).spans.keySet());
    return out;
  }

  private static double sum(Map<Column, Double> widths) {
    double sum = 0;
    for (double width : widths.values()) {
      sum += width + GAP;
    }
    return sum;
  }
}
