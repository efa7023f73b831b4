package org.toban.ui.look;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Whether the FX thread still answers: asks it to, and tells how long the answer is waited for. */
public final class FxPulse {
  private static final long NONE = 0;

  /** When the question was put that is not answered yet, of System.nanoTime. */
  private final AtomicLong asked = new AtomicLong(NONE);

  /**
   * Puts the next question when the last one is answered. To be called by another thread, once a
   * second or so, after the toolkit has started.
   */
  public Duration stillFor() {
    long now = System.nanoTime();
    if (asked.compareAndSet(NONE, now == NONE ? 1 : now)) {
      FxFeed.onFx(() -> asked.set(NONE));
      return Duration.ZERO;
    }
    long since = asked.get();
    return since == NONE ? Duration.ZERO : Duration.ofNanos(Math.max(0, now - since));
  }
}
