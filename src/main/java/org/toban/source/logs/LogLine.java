package org.toban.source.logs;

import java.time.Instant;
import org.toban.alert.Labels;

/**
 * One line of a log as a server has it. Its text is foreign: control characters are still in it.
 *
 * @param labels the labels of its stream, or the fields that were asked for
 */
public record LogLine(Instant at, Labels labels, String text) {
  /** What is kept of one line, in characters. */
  static final int LONGEST = 16 * 1024;

  public LogLine {
    if (text.length() > LONGEST) {
      int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
      text = text.substring(0, end) + "…";
    }
  }
}
