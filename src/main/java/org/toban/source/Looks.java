package org.toban.source;

import java.util.List;

/**
 * The newest two looks at a source's rules and targets. What a look did not get to know stays as it
 * was known.
 */
public record Looks(Inspection newest, Inspection before) {
  /** Nothing is known yet. */
  public static Looks none() {
    Inspection unknown = new Inspection(null, null, List.of());
    return new Looks(unknown, unknown);
  }

  /** After one more look. */
  public Looks next(Inspection look) {
    return new Looks(
        new Inspection(
            look.rules() == null ? newest.rules() : look.rules(),
            look.targets() == null ? newest.targets() : look.targets(),
            look.faults()),
        newest);
  }
}
