package org.toban.ui.incident;

import java.util.List;
import org.toban.ui.look.Turns;

/**
 * The parts of a view: the first time one a pulse, then all in one go. What has never been shown
 * costs many times what it costs afterwards.
 */
final class Staged implements Turns.Turn {
  private final List<Runnable> parts;
  private int next; // part to be shown for the first time

  Staged(Runnable... parts) {
    this.parts = List.of(parts);
  }

  /**
   * Shows the parts; of the first time the rest comes with the next pulses. What was shown already
   * is shown anew at once: it may be about another incident by now.
   */
  void run() {
    parts.subList(0, next).forEach(Runnable::run);
    if (!isThrough()) {
      Turns.ask(this);
    }
  }

  boolean isThrough() {
    return next == parts.size();
  }

  @Override
  public boolean next() {
    parts.get(next).run();
    next++;
    return !isThrough();
  }
}
