package org.toban.runbook.query;

/** Why a query cannot be asked with the labels of an alert. */
public final class QueryProblem extends Exception {
  private static final long serialVersionUID = 1;

  /** A problem in words that never hold the value itself. */
  public QueryProblem(String what) {
    super(what, null, false, false);
  }

  public String what() {
    return String.valueOf(getMessage());
  }
}
