package org.toban.remedy;

import java.util.List;

/** Signals by the names that SSH has for them (RFC 4254, 6.10), with their numbers on Linux. */
final class Signals {
  private static final List<String> NAMES =
      List.of(
          "", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV",
          "USR2", "PIPE", "ALRM", "TERM");

  private Signals() {}

  /** The number, 0 for a name that is not known. */
  static int number(String name) {
    return Math.max(0, NAMES.indexOf(name));
  }
}
