package org.toban.incident;

/**
 * What was seen or measured while an incident was worked on, kept as text with it.
 *
 * @param name of the panel or file; of an output the id of its run
 * @param text what was seen; empty for an output, which the history has by the run's id
 */
public record Evidence(Kind kind, String name, String text) {
  /** Characters that are kept; of a longer text its beginning and its end. */
  public static final int LIMIT = 64_000;

  /** Where it comes from. */
  public enum Kind {
    /** What a run printed. */
    OUTPUT,
    /** What a query of the runbook answered. */
    PANEL,
    /** A file that a person added. */
    FILE,
    /** A text that a person added. */
    TEXT
  }

  /** What a run printed. */
  public static Evidence output(String runId) {
    return new Evidence(Kind.OUTPUT, runId, "");
  }

  public Evidence {
    if (text.length() > LIMIT) {
      int end = LIMIT / 4;
      int omitted = text.length() - LIMIT;
      text =
          text.substring(0, LIMIT - end)
              + "\n[... "
              + omitted
              + " characters ...]\n"
              + text.substring(text.length() - end);
    }
  }
}
