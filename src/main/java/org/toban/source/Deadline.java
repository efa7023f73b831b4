package org.toban.source;

import java.time.Duration;

/** When a whole exchange must be over, however many questions it takes. */
final class Deadline {
  private final Duration limit;
  private final long begun = System.nanoTime();

  Deadline(Duration limit) {
    this.limit = limit;
  }

  Duration limit() {
    return limit;
  }

  /** What is left; never less than a nanosecond, for nothing means for ever to some. */
  Duration left() {
    long left = limit.toNanos() - (System.nanoTime() - begun);
    return Duration.ofNanos(Math.max(1, left));
  }

  boolean isOver() {
    return System.nanoTime() - begun >= limit.toNanos();
  }
}
