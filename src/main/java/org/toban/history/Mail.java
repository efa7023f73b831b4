package org.toban.history;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.toban.notice.Letter;

/**
 * New letters, and what became of earlier ones.
 *
 * @param posted stored before they are sent; one that is there already is left as it is
 */
public record Mail(List<Letter> posted, List<Fate> fates) {
  public Mail {
    posted = List.copyOf(posted);
    fates = List.copyOf(fates);
  }

  public static Mail none() {
    return new Mail(List.of(), List.of());
  }

  public boolean isEmpty() {
    return posted.isEmpty() && fates.isEmpty();
  }

  /** Where a letter stands. */
  public enum State {
    WAITING,
    SENT,
    /** It will not be tried again. */
    GIVEN_UP,
    /** It was not worth sending any more. */
    DROPPED
  }

  /**
   * What became of one letter.
   *
   * @param attempts how often it failed
   * @param reference what the other side calls it; empty for nothing
   * @param problem why it failed the last time; null when it did not
   */
  public record Fate(
      String key, State state, int attempts, String reference, @Nullable String problem) {
    public static Fate of(Letter letter, State state) {
      return new Fate(letter.key(), state, 0, "", null);
    }
  }
}
