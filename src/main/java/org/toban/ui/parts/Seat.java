package org.toban.ui.parts;

import org.toban.incident.Incident;

/**
 * Who acts at this desk: the person of the configuration until another is chosen. May be asked and
 * changed by any thread.
 */
public final class Seat {
  private static final int LONGEST = 60;

  private final String configured;
  private volatile String person;

  /**
   * A seat.
   *
   * @param configured the person that the configuration or the system names
   */
  public Seat(String configured) {
    this.configured = configured;
    this.person = configured;
  }

  /** The {@code by} of every command from now on. */
  public String person() {
    return person;
  }

  public String configured() {
    return configured;
  }

  public boolean isConfigured() {
    return person.equals(configured);
  }

  /** Whether a text can be somebody's name: one short line, and not what Toban calls itself. */
  public static boolean isName(String text) {
    return !text.isBlank()
        && text.length() <= LONGEST
        && text.equals(text.strip())
        && text.codePoints().noneMatch(Seat::isInvisible)
        && !text.equalsIgnoreCase(Incident.AUTOMATIC);
  }

  /** What cannot be seen could make two names look like one. */
  private static boolean isInvisible(int code) {
    return switch (Character.getType(code)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }

  /** Lets another person act; what is no name changes nothing. */
  public void take(String next) {
    if (isName(next)) {
      person = next;
    }
  }
}
