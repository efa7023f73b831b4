package org.toban.ui.board;

import org.toban.ui.look.Times;

/**
 * How a line shows where its incident stands: a text, the style that colours it, and how full the
 * bar is (negative: no bar).
 */
record DueText(String text, String style, double bar) {
  static final java.util.List<String> STYLES =
      java.util.List.of("none", "met", "on-time", "at-risk", "breached", "missed");

  static DueText of(Due due, Times times) {
    return switch (due) {
      case Due.None it -> new DueText("–", "none", -1);
      case Due.Counting it ->
          new DueText(
              times.countdown(it.left()), it.atRisk() ? "at-risk" : "on-time", it.fraction());
      case Due.Overrun it -> new DueText("✕ +" + times.countdown(it.by()), "breached", 1);
      case Due.Met it -> new DueText("✓ " + times.countdown(it.took()), "met", -1);
      case Due.Missed it -> new DueText("✕ " + times.countdown(it.took()), "missed", -1);
    };
  }
}
