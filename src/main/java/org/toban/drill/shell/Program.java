package org.toban.drill.shell;

/** A command that is installed on a simulated machine. */
@FunctionalInterface
public interface Program {
  /**
   * Runs to its end.
   *
   * @return the exit status
   */
  int run(Invocation invocation);
}
