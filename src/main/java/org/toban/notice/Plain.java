package org.toban.notice;

/** Foreign text made fit to be shown as text: nothing in it acts on the place where it stands. */
public final class Plain {
  private Plain() {}

  /** Without control characters and marks that turn text around, and not longer than a limit. */
  public static String text(String foreign, int limit) {
    return kept(foreign, limit, true);
  }

  /** The same on one line. */
  public static String line(String foreign, int limit) {
    return kept(foreign.replace("\r\n", " ").replace('\n', ' ').replace('\r', ' '), limit, false)
        .strip();
  }

  private static String kept(String foreign, int limit, boolean lines) {
    StringBuilder plain = new StringBuilder();
    foreign
        .codePoints()
        .filter(c -> (lines && c == '\n') || !Character.isISOControl(c))
        .filter(c -> Character.getType(c) != Character.FORMAT)
        .filter(c -> Character.getType(c) != Character.LINE_SEPARATOR)
        .filter(c -> Character.getType(c) != Character.PARAGRAPH_SEPARATOR)
        .filter(c -> Character.getType(c) != Character.SURROGATE)
        .limit(limit)
        .forEach(plain::appendCodePoint);
    return plain.toString();
  }
}
