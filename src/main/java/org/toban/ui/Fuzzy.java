package org.toban.ui;

import java.util.Locale;

/**
 * How well a text answers to what was typed: its letters in order, better together and at starts.
 */
final class Fuzzy {
  static final int NO_MATCH = -1;

  private Fuzzy() {}

  /** Higher is better; {@link #NO_MATCH} when a letter is missing. */
  static int score(String typed, String text) {
    String wanted = typed.toLowerCase(Locale.ROOT).replace(" ", "");
    String within = text.toLowerCase(Locale.ROOT);
    if (wanted.isEmpty()) {
      return 0;
    }
    int whole = within.indexOf(typed.toLowerCase(Locale.ROOT).strip());
    if (whole >= 0) {
      return 10_000 - whole * 10 - Math.min(500, within.length());
    }
    int score = 1000 - Math.min(500, within.length());
    int last = -1;
    for (int i = 0; i < wanted.length(); i++) {
      int at = within.indexOf(wanted.charAt(i), last + 1);
      if (at < 0) {
        return NO_MATCH;
      }
      boolean start = at == 0 || !Character.isLetterOrDigit(within.charAt(at - 1));
      score += at == last + 1 ? 30 : start ? 20 : -Math.min(20, at - last);
      last = at;
    }
    return Math.max(0, score);
  }
}
