package org.toban.remedy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * At most {@code burst} starts of one action on one host in any {@code window}, manual runs
 * included (the runbook's StartLimitBurst and StartLimitIntervalSec). Pure.
 */
public record StartLimit(int burst, Duration window) {
  public StartLimit {
    if (burst < 1 || window.isZero() || window.isNegative()) {
      throw new IllegalArgumentException("not a start limit: " + burst + " per " + window);
    }
  }

  public static StartLimit standard() {
    return new StartLimit(3, Duration.ofSeconds(300));
  }

  /**
   * What the limit says at a moment: how many starts are used, and when the next is allowed (null:
   * now).
   */
  public record Verdict(int used, int burst, @Nullable Instant nextAt) {
    public boolean allowed() {
      return nextAt == null;
    }
  }

  /** Judges from the earlier starts of this action on this host, in any order. */
  public Verdict judge(List<Instant> starts, Instant now) {
    List<Instant> recent =
        starts.stream().filter(start -> start.isAfter(now.minus(window))).sorted().toList();
    Instant next = recent.size() < burst ? null : recent.get(recent.size() - burst).plus(window);
    return new Verdict(recent.size(), burst, next);
  }
}
