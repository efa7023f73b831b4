package org.toban.incident;

/**
 * A runbook as it stood when an incident opened: whatever becomes of the file, this is what the
 * responder had.
 *
 * @param place its file and line
 * @param revision the commit of the git checkout that the file stood in, in hexadecimal digits,
 *     with a {@code +} behind when the file differed from it; empty outside of one
 * @param text its Markdown
 */
public record RunbookText(String place, String revision, String text) {
  /** The longest text that is kept, in characters: each incident has its own copy. */
  private static final int LONGEST = 100_000;

  /** Keeps a text; of one that is too long, its beginning. */
  public static RunbookText of(String place, String revision, String text) {
    return new RunbookText(place, revision, cut(text));
  }

  /** Whether a text is the one that was kept, as far as it was. */
  public boolean says(String other) {
    return text.equals(cut(other));
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "\n\n[cut off here]\n";
  }
}
