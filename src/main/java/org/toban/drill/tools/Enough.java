package org.toban.drill.tools;

/** Ends the reading of lines when a command has seen enough. */
final class Enough extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Enough() {
    super(null, null, false, false);
  }
}
