package org.toban.ui;

import java.util.Arrays;
import java.util.Optional;

/** What a key or a line of the palette can ask for; its text has the key {@code act.NAME}. */
enum Act {
  ACKNOWLEDGE("a"),
  DIAGNOSE(""),
  DRY_RUN("d"),
  RUN_NEXT("r"),
  STOP_RUN("."),
  GO_ON("G"),
  RUN_HOSTS("T"),
  VERIFY("v"),
  ESCALATE("e"),
  NOTE("n"),
  STEP_NOTE("N"),
  SNOOZE("z"),
  ARRANGE("o"),
  SILENCE("s"),
  SILENCES("S"),
  HANDOVER("H"),
  HOSTS("F"),
  UNDO("u"),
  CLOSE("c"),
  FIND("f"),
  MARK("x"),
  MARK_ALL("X"),
  COPY("c", true),
  NEXT_NEW("y"),
  SEEN("Y"),
  DOWN("j"),
  UP("k"),
  PALETTE("/"),
  BOARD("1"),
  HISTORY("2"),
  REVIEWS("3"),
  DRILL("4"),
  SETTINGS("5"),
  RUNBOOK(""),
  TIMELINE("t"),
  ALERTS("l"),
  RELATED("E"),
  LOGS("g"),
  HOLD("h"),
  MAINTENANCE("m"),
  POLL("p"),
  PERSON("i"),
  GUIDE(""),
  FOCUS("O"),
  WALL("W"),
  BAR("b"),
  DENSE("D"),
  COLUMNS("C"),
  WIDER("]"),
  NARROWER("["),
  LARGER("+"),
  SMALLER("-"),
  AS_DESIGNED("0"),
  KEYS("?"),
  HIDE("w", true),
  QUIT("q", true);

  private final String key;
  private final boolean withControl;

  Act(String key) {
    this(key, false);
  }

  Act(String key, boolean withControl) {
    this.key = key;
    this.withControl = withControl;
  }

  /** The character that asks for it, or empty; some want Ctrl as well. */
  String key() {
    return key;
  }

  /** The key as it is printed. */
  String shownKey() {
    return withControl ? "Ctrl " + key.toUpperCase(java.util.Locale.ROOT) : key;
  }

  static Optional<Act> typed(String character) {
    return Arrays.stream(values())
        .filter(act -> !act.withControl && !act.key.isEmpty())
        .filter(act -> act.key.equals(character))
        .findFirst();
  }
}
