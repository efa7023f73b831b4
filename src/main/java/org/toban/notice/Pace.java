package org.toban.notice;

import java.time.Duration;

/**
 * How fast one channel may speak: so many messages within a time; what comes then waits until the
 * time is over and goes as one message.
 */
public record Pace(int burst, Duration window) {
  public Pace {
    if (burst < 1 || window.isNegative()) {
      throw new IllegalArgumentException("a pace of " + burst + " messages within " + window);
    }
  }

  /** Three messages within half a minute. */
  public static Pace standard() {
    return new Pace(3, Duration.ofSeconds(30));
  }
}
