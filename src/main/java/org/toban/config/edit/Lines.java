package org.toban.config.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Lines of a text with what ends each of them. */
final class Lines {
  private Lines() {}

  /** Every line with its end; the last has none, and is empty after a final line break. */
  static Stream<String> of(String text) {
    List<String> lines = new ArrayList<>();
    int at = 0;
    while (true) {
      int next = after(text, at);
      if (next == text.length() && end(text, at) == next) {
        lines.add(text.substring(at));
        return lines.stream();
      }
      lines.add(text.substring(at, next));
      at = next;
    }
  }

  /** Where the line of a place begins. */
  static int begin(String text, int at) {
    int begin = at;
    while (begin > 0 && text.charAt(begin - 1) != '\n' && text.charAt(begin - 1) != '\r') {
      begin--;
    }
    return begin;
  }

  /** Where the line of a place ends, before what ends it. */
  static int end(String text, int at) {
    int end = at;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    return end;
  }

  /** Where the line after that of a place begins. */
  static int after(String text, int at) {
    int end = end(text, at);
    if (text.startsWith("\r\n", end)) {
      return end + 2;
    }
    return Math.min(end + 1, text.length());
  }

  /** Where a line begins, counted from 0; -1 when there are not so many. */
  static int start(String text, int line) {
    int at = 0;
    for (int i = 0; i < line; i++) {
      int next = after(text, at);
      if (next == at || (next == text.length() && end(text, at) == next)) {
        return -1;
      }
      at = next;
    }
    return at;
  }

  /** What ends the lines of a text. */
  static String terminator(String text) {
    int end = end(text, 0);
    return end == text.length() ? "\n" : text.substring(end, after(text, end));
  }

  static boolean isBlank(String text, int from, int to) {
    return text.substring(from, to).isBlank();
  }
}
