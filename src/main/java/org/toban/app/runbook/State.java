package org.toban.app.runbook;

import java.util.Locale;

/** What became of a block. */
enum State {
  WORKS,
  /** An endless command that showed something until its time limit. */
  SHOWS_OUTPUT,
  FAILED,
  TIMED_OUT,
  /** It would not run in the night, either. */
  REFUSED,
  UNREACHABLE,
  /** It may have ended, or may still run. */
  LOST,
  NOT_TRIED,
  NOT_RUN;

  boolean wasTried() {
    return this != NOT_TRIED && this != NOT_RUN;
  }

  boolean isGood() {
    return this == WORKS || this == SHOWS_OUTPUT;
  }

  String inWords() {
    return this == SHOWS_OUTPUT
        ? "shows output until its limit"
        : name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
