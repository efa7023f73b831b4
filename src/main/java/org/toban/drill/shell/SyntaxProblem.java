package org.toban.drill.shell;

/** A script that cannot be parsed. */
final class SyntaxProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SyntaxProblem(int line, String detail) {
    super(line + ": Syntax error: " + detail);
  }
}
