package org.toban.review;

/**
 * Text from anywhere made safe to look at: controls as symbols, invisible and direction-changing
 * characters by their number, so that what is read is what is there.
 */
final class Visible {
  private static final int LIMIT = 4_000;

  private Visible() {}

  /** One line, cut at 4,000 characters. */
  static String line(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int end = Math.min(text.length(), LIMIT);
    for (int i = 0; i < end; ) {
      int c = text.codePointAt(i);
      append(out, c);
      i += Character.charCount(c);
    }
    return text.length() > LIMIT ? out.append('…').toString() : out.toString();
  }

  /** Several lines: line ends and tabs stay what they are. */
  static String block(String text) {
    StringBuilder out = new StringBuilder(text.length());
    String unix = text.replace("\r\n", "\n");
    for (int i = 0; i < unix.length(); ) {
      int c = unix.codePointAt(i);
      if (c == '\n' || c == '\t') {
        out.append((char) c);
      } else {
        append(out, c);
      }
      i += Character.charCount(c);
    }
    return out.toString();
  }

  private static void append(StringBuilder out, int c) {
    if (c < 0x20) {
      out.append((char) (0x2400 + c));
    } else if (c == 0x7f) {
      out.append('\u2421');
    } else if (hidden(c)) {
      out.append(String.format("[U+%04X]", c));
    } else {
      out.appendCodePoint(c);
    }
  }

  private static boolean hidden(int c) {
    boolean noncharacter = (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
    return noncharacter
        || switch (Character.getType(c)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.SURROGATE,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR ->
              true;
          default -> false;
        };
  }
}
