package org.toban.runbook.request;

import org.toban.saying.Saying;

/** Why a request cannot be read or filled in: what is wrong, where, and what to write. */
public final class RequestProblem extends Exception {
  private static final long serialVersionUID = 1;

  private final int line;
  private final transient RequestFault fault;
  private final transient Saying told;

  /**
   * A problem.
   *
   * @param line of the block, counted from 1; 0 for one of the values
   */
  RequestProblem(int line, RequestFault fault, Object... arguments) {
    this(line, fault, fault.of(arguments));
  }

  private RequestProblem(int line, RequestFault fault, Saying told) {
    super(told.toString(), null, false, false);
    this.line = line;
    this.fault = fault;
    this.told = told;
  }

  public int line() {
    return line;
  }

  public RequestFault fault() {
    return fault;
  }

  /** What it is about, in the places of the words. */
  public Object[] arguments() {
    return told.arguments().toArray();
  }

  /** To be told in the reader's language. */
  public Saying told() {
    return told;
  }

  /** The words, in English. */
  public String what() {
    return String.valueOf(getMessage());
  }
}
