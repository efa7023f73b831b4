package org.toban.alert;

import org.toban.saying.Misfit;
import org.toban.saying.Saying;

/** Why a text is no matcher, and where. */
public final class MatcherProblem extends Misfit {
  private static final long serialVersionUID = 1L;

  private final int column;
  private final transient Saying detail;

  MatcherProblem(int column, Saying detail) {
    super(MatcherFlaw.AT.of(column, detail));
    this.column = column;
    this.detail = detail;
  }

  /** Where, from 1, in characters. */
  public int column() {
    return column;
  }

  /** What is wrong, without the place. */
  public Saying detail() {
    return detail;
  }

  MatcherProblem movedBy(int columns) {
    return new MatcherProblem(column + columns, detail);
  }
}
