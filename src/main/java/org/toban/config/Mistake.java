package org.toban.config;

import java.nio.file.Path;

/**
 * One thing that is wrong in a file, and what to write instead.
 *
 * @param line counted from 1
 * @param column counted from 1
 */
public record Mistake(Path file, int line, int column, String what, String instead) {
  /** {@code file:line:column: what is wrong; what to write instead}. */
  @Override
  public String toString() {
    return file
        + ":"
        + line
        + ":"
        + column
        + ": "
        + what
        + (instead.isEmpty() ? "" : "; " + instead);
  }
}
