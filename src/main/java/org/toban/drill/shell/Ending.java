package org.toban.drill.shell;

/** Leaves a script, a function or a loop early. */
abstract sealed class Ending extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Ending(String message) {
    super(message, null, false, false);
  }

  /** {@code exit}, or an error that ends the shell; a message is written to standard error. */
  static final class Exit extends Ending {
    private static final long serialVersionUID = 1L;
    final int status;

    Exit(int status, String message) {
      super(message);
      this.status = status;
    }
  }

  static final class Return extends Ending {
    private static final long serialVersionUID = 1L;
    final int status;

    Return(int status) {
      super("return");
      this.status = status;
    }
  }

  /** {@code break} or {@code continue} out of a number of loops. */
  static final class Leave extends Ending {
    private static final long serialVersionUID = 1L;
    final int loops;
    final boolean again;

    Leave(int loops, boolean again) {
      super(again ? "continue" : "break");
      this.loops = loops;
      this.again = again;
    }
  }
}
