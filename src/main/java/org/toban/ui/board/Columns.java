package org.toban.ui.board;

/**
 * Where each column of the board begins and how wide it is, for a width; heading and lines share
 * it. What has no room is left out: first the day's marks, then owner, age, target, phase.
 */
record Columns(Span name, Span target, Span due, Span phase, Span owner, Span age, Span day) {
  static final double SEVERITY = 14;
  private static final double NAME = 42;
  private static final double GAP = 10;
  private static final double RIGHT = 14;
  private static final double LEAST_NAME = 210;

  /** A column; {@code width} 0 when it is left out. */
  record Span(double x, double width) {
    boolean isShown() {
      return width > 0;
    }
  }

  static Columns of(double width) {
    double[] wanted = {100, 82, 78, 88, 52, 50};
    int[] leaveOut = {5, 3, 4, 0, 2};
    double room = width - NAME - RIGHT;
    for (int i = 0; i < leaveOut.length && room - sum(wanted) < LEAST_NAME; i++) {
      wanted[leaveOut[i]] = 0;
    }
    double spare = room - sum(wanted) - LEAST_NAME;
    if (spare > 80 && wanted[0] > 0) {
      wanted[0] += Math.min(90, (spare - 80) / 2);
    }
    double name = room - sum(wanted);
    Span[] spans = new Span[wanted.length];
    double x = NAME + name;
    for (int i = 0; i < wanted.length; i++) {
      x += wanted[i] > 0 ? GAP : 0;
      spans[i] = new Span(x, wanted[i]);
      x += wanted[i];
    }
    return new Columns(
        new Span(NAME, name), spans[0], spans[1], spans[2], spans[3], spans[4], spans[5]);
  }

  private static double sum(double[] widths) {
    double sum = 0;
    for (double width : widths) {
      sum += width > 0 ? width + GAP : 0;
    }
    return sum;
  }
}
