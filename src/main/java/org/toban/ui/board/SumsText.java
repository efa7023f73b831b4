package org.toban.ui.board;

import java.util.ArrayList;
import java.util.List;
import org.toban.ui.look.Words;

/** The line under the board that hides nothing in silence: {@code 31 = 24 shown + 5 suppressed}. */
final class SumsText {
  private SumsText() {}

  static String of(BoardRows.Sums sums, Words words) {
    List<String> parts = new ArrayList<>();
    parts.add(words.get("sums.shown", sums.shown()));
    add(parts, words, "sums.suppressed", sums.suppressed());
    add(parts, words, "sums.pending", sums.pending());
    add(parts, words, "sums.quiet", sums.quiet());
    add(parts, words, "sums.filtered", sums.filtered());
    add(parts, words, "sums.over-limit", sums.overLimit());
    return words.get("sums.total", sums.total(), String.join(" + ", parts));
  }

  private static void add(List<String> parts, Words words, String key, int count) {
    if (count > 0) {
      parts.add(words.get(key, count));
    }
  }
}
