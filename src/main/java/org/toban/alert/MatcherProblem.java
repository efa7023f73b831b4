package org.toban.alert;

/** Why a text is no matcher, and where. */
public final class MatcherProblem extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final int column;
  private final String detail;

  MatcherProblem(int column, String detail) {
    super("column " + column + ": " + detail);
    this.column = column;
    this.detail = detail;
  }

  /** Where, from 1, in characters. */
  public int column() {
    return column;
  }

  /** What is wrong, in English, without the place. */
  public String detail() {
    return detail;
  }

  MatcherProblem movedBy(int columns) {
    return new MatcherProblem(column + columns, detail);
  }
}
