package org.toban.drill.shell;

import java.util.Locale;
import java.util.Optional;

/** The signals that matter here, with their numbers on Linux. */
public enum Signal {
  HUP(1),
  INT(2),
  QUIT(3),
  KILL(9),
  USR1(10),
  USR2(12),
  PIPE(13),
  ALRM(14),
  TERM(15),
  CONT(18);

  private final int number;

  Signal(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  /** The exit status of a process that this signal ended, as a shell sees it. */
  int status() {
    return 128 + number;
  }

  /** By number or name, with or without SIG. */
  public static Optional<Signal> named(String text) {
    String name = text.toUpperCase(Locale.ROOT).replaceFirst("^SIG", "");
    for (Signal signal : values()) {
      if (signal.name().equals(name) || String.valueOf(signal.number).equals(name)) {
        return Optional.of(signal);
      }
    }
    return Optional.empty();
  }
}
