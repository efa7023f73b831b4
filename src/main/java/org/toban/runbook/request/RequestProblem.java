package org.toban.runbook.request;

/** Why a request cannot be read or filled in: what is wrong, where, and what to write. */
public final class RequestProblem extends Exception {
  private static final long serialVersionUID = 1;

  private final int line;

  /**
   * A problem.
   *
   * @param line of the block, counted from 1
   */
  public RequestProblem(int line, String what) {
    super(what, null, false, false);
    this.line = line;
  }

  public int line() {
    return line;
  }

  public String what() {
    return String.valueOf(getMessage());
  }
}
