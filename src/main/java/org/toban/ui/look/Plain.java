package org.toban.ui.look;

/**
 * Text from outside made harmless to look at: controls as {@code ^X}, direction overrides and
 * invisible characters as {@code ‹U+202E›}, lengths limited. Every view shows foreign text through
 * this, in a node of its own, so that nothing in it can move or hide what stands beside it.
 */
public final class Plain {
  /** Longest value of a label, name or message on one line, in characters. */
  public static final int LINE = 240;

  private Plain() {}

  /** One line of at most {@value #LINE} characters. */
  public static String line(String text) {
    return line(text, LINE);
  }

  /** One line of at most {@code limit} characters, ending in an ellipsis when it was longer. */
  public static String line(String text, int limit) {
    String cut = text.length() > limit ? text.substring(0, whole(text, limit - 1)) + "…" : text;
    return clean(cut, false);
  }

  /** Lines and tabs are kept, colour sequences of terminals are dropped. */
  public static String block(String text) {
    return clean(text, true);
  }

  /**
   * One line whole, in which nothing looks like something else: as {@link #line}, and tabs, other
   * spaces than the plain one and spaces at the end are named too, because a shell tells them
   * apart.
   */
  public static String exact(String line) {
    int end = line.stripTrailing().length();
    StringBuilder out = new StringBuilder(line.length() + 16);
    for (int i = 0; i < line.length(); i += Character.charCount(line.codePointAt(i))) {
      int point = line.codePointAt(i);
      boolean blank = Character.getType(point) == Character.SPACE_SEPARATOR;
      if (point == '\t') {
        out.append("^I");
      } else if (blank && (point != ' ' || i >= end)) {
        out.append(name(point));
      } else {
        append(out, point, false);
      }
    }
    return out.toString();
  }

  /** The last lines of an output, within both limits, cleaned. */
  public static String tail(String text, int lines, int characters) {
    String end = text.length() > characters ? text.substring(text.length() - characters) : text;
    String block = clean(end.stripTrailing(), true);
    int from = block.length();
    for (int i = 0; i < lines && from >= 0; i++) {
      from = block.lastIndexOf('\n', from - 1);
    }
    return from < 0 ? block : block.substring(from + 1);
  }

  private static int whole(String text, int end) {
    return Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
  }

  private static String clean(String text, boolean lines) {
    if (isClean(text)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16);
    int i = 0;
    while (i < text.length()) {
      int colour = lines ? colourEnd(text, i) : i;
      if (colour > i) {
        i = colour;
        continue;
      }
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      boolean crlf = point == '\r' && i < text.length() && text.charAt(i) == '\n';
      if (!(crlf && lines)) {
        append(out, point, lines);
      }
    }
    return out.toString();
  }

  private static boolean isClean(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || (c >= 0x7f && (c < 0xa1 || c == 0xad || c >= 0x600))) {
        return !needsCare(text);
      }
    }
    return true;
  }

  private static boolean needsCare(String text) {
    return text.codePoints().anyMatch(point -> point == '\n' || point == '\t' || isHidden(point));
  }

  private static void append(StringBuilder out, int point, boolean lines) {
    if (point == '\n') {
      out.append(lines ? "\n" : "⏎");
    } else if (point == '\t') {
      out.append(lines ? "\t" : " ");
    } else if (point < 0x20) {
      out.append('^').append((char) (point + 0x40));
    } else if (point == 0x7f) {
      out.append("^?");
    } else if (isHidden(point)) {
      out.append(name(point));
    } else {
      out.appendCodePoint(point);
    }
  }

  private static String name(int point) {
    return String.format("‹U+%04X›", point);
  }

  private static boolean isHidden(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> point == 0x3164 || point == 0x115f || point == 0x1160 || point == 0xffa0;
    };
  }

  /** The index after a colour sequence (ESC [ digits m) that begins here, else the same index. */
  private static int colourEnd(String text, int start) {
    if (text.charAt(start) != 0x1b || start + 1 >= text.length() || text.charAt(start + 1) != '[') {
      return start;
    }
    int i = start + 2;
    while (i < text.length() && (Character.isDigit(text.charAt(i)) || text.charAt(i) == ';')) {
      i++;
    }
    return i < text.length() && text.charAt(i) == 'm' ? i + 1 : start;
  }
}
