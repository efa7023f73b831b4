package org.toban.source.logs;

import java.util.List;

/** The part of a log message that says what it is about: of a stack trace, the exception. */
final class Headline {
  /** Of a longer line the end says where, not what. */
  private static final int LONGEST = 1024;

  private Headline() {}

  static String of(String message) {
    String head = message.substring(0, Math.min(message.length(), 64 * 1024));
    List<String> lines = head.lines().filter(line -> !line.isBlank()).limit(1000).toList();
    if (lines.isEmpty()) {
      return "";
    }
    String first = lines.getFirst();
    if (lines.size() > 1 && first.contains("Traceback (most recent call last)")) {
      String before = first.substring(0, first.indexOf("Traceback"));
      first = before + lines.getLast(); // Python says the exception at the end
    }
    return first.substring(0, Math.min(first.length(), LONGEST));
  }
}
