package org.toban.drill.shell;

/** A file operation that fails, with the words of errno. */
public final class FileProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public FileProblem(String message) {
    super(message);
  }

  static FileProblem missing() {
    return new FileProblem("No such file or directory");
  }

  static FileProblem denied() {
    return new FileProblem("Permission denied");
  }
}
