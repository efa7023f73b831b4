package org.toban.ui.board;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When a person last looked at the board, and so what is new on it. A look begins when the window
 * is the one that has the keyboard, and ends when another has it, when it is hidden, or with the
 * last key or movement of the mouse before five minutes without any: who sleeps in front of it does
 * not look. A look of less than five seconds is a glance and changes nothing.
 *
 * @param since the end of the last look; null before there was one, when nothing is new
 * @param began of the look that goes on, null when there is none
 * @param seen what was selected since, and is new no more
 */
public record Looks(@Nullable Instant since, @Nullable Instant began, Set<String> seen) {
  static final Duration LEAST = Duration.ofSeconds(5);
  static final Duration IDLE = Duration.ofMinutes(5);

  public Looks {
    seen = Set.copyOf(seen);
  }

  /** Before anybody has looked. */
  public static Looks none() {
    return new Looks(null, null, Set.of());
  }

  /**
   * What has become of the look.
   *
   * @param there whether the window is shown and has the keyboard
   * @param touched when a key or the mouse was last used in it, the coming of the keyboard included
   */
  public Looks at(Instant now, boolean there, Instant touched) {
    Instant start = began;
    boolean looking = there && Duration.between(touched, now).compareTo(IDLE) < 0;
    if (looking && start == null) {
      return new Looks(since, touched.isAfter(now) ? now : touched, seen);
    }
    if (start == null) {
      return this;
    }
    if (looking) {
      // what is there when somebody looks for the first time is not new to the board
      boolean first = since == null && counts(start, now);
      return first ? new Looks(start.plus(LEAST), start, seen) : this;
    }
    Instant end = there ? touched : now;
    return counts(start, end) ? new Looks(end, null, Set.of()) : new Looks(since, null, seen);
  }

  private static boolean counts(Instant start, Instant end) {
    return Duration.between(start, end).compareTo(LEAST) >= 0;
  }

  /** One line was selected. */
  public Looks saw(String key) {
    if (since == null || seen.contains(key)) {
      return this;
    }
    Set<String> more = new HashSet<>(seen);
    more.add(key);
    return new Looks(since, began, more);
  }

  /** Everything that is there has been seen. */
  public Looks sawAll(Instant now) {
    return new Looks(now, began, Set.of());
  }

  /** Whether a line came since the last look and was not selected since. */
  public boolean isNew(BoardLine.Entry entry) {
    return since != null
        && !entry.status().heldBack()
        && entry.came().isAfter(since)
        && !seen.contains(entry.key());
  }
}
