package org.toban.app;

/** Text that came from outside, made harmless for a terminal. */
final class Terminal {
  private Terminal() {}

  /**
   * Control characters become the symbols of Unicode's Control Pictures and text direction marks
   * go, so that an alert's text cannot move the cursor, set the clipboard or turn a line around.
   */
  static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints().forEach(c -> plain.appendCodePoint(shown(c)));
    return plain.toString();
  }

  private static int shown(int c) {
    if (c == '\n' || c == '\t') {
      return c;
    }
    if (c < 0x20) {
      return 0x2400 + c;
    }
    boolean hidden =
        c == 0x7f
            || (c >= 0x80 && c < 0xa0)
            || (c >= 0x200b && c <= 0x200f)
            || (c >= 0x202a && c <= 0x202e)
            || (c >= 0x2066 && c <= 0x2069)
            || c == 0xfeff;
    return hidden ? 0xfffd : c;
  }
}
