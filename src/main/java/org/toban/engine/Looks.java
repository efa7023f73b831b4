package org.toban.engine;

import java.util.List;
import org.toban.source.Inspection;

/**
 * The newest two looks at a source's rules and targets. What a look did not get to know stays as it
 * was known.
 */
record Looks(Inspection newest, Inspection before) {
  static Looks none() {
    Inspection unknown = new Inspection(null, null, List.of());
    return new Looks(unknown, unknown);
  }

  Looks next(Inspection look) {
    return new Looks(
        new Inspection(
            look.rules() == null ? newest.rules() : look.rules(),
            look.targets() == null ? newest.targets() : look.targets(),
            look.faults()),
        newest);
  }
}
