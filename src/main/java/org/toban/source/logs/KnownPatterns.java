package org.toban.source.logs;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which patterns have been seen, and when last. Forgets what is older than the rule's time, and the
 * longest unseen when there are too many.
 */
final class KnownPatterns {
  private static final int LIMIT = 10_000;

  private final Duration knownFor;
  private final Map<LinePattern, Instant> seen = new LinkedHashMap<>(16, 0.75f, true);

  /** New ones that are still in the window: they stay new until they have left it. */
  private final Set<LinePattern> fresh = new LinkedHashSet<>();

  KnownPatterns(Duration knownFor) {
    this.knownFor = knownFor;
  }

  /** Takes lines for known, whatever they are. */
  void learn(List<LogLine> lines) {
    lines.forEach(line -> know(LinePattern.of(line.text()), line.at()));
  }

  private void know(LinePattern pattern, Instant at) {
    seen.merge(pattern, at, (one, other) -> one.isAfter(other) ? one : other);
    if (seen.size() > LIMIT) {
      seen.remove(seen.keySet().iterator().next());
    }
  }

  /**
   * The new ones among the patterns of a window.
   *
   * @param whole whether the window was read to its end, so that what is not in it has left it
   */
  Set<LinePattern> fresh(Set<LinePattern> window, boolean whole, Instant now) {
    seen.values().removeIf(last -> last.isBefore(now.minus(knownFor)));
    for (LinePattern pattern : window) {
      if (fresh.contains(pattern)) {
        continue;
      }
      if (seen.containsKey(pattern) || fresh.size() >= Tally.PATTERNS) {
        know(pattern, now);
      } else {
        fresh.add(pattern);
      }
    }
    if (whole) {
      fresh.stream()
          .filter(it -> !window.contains(it))
          .toList()
          .forEach(it -> {
            fresh.remove(it);
            know(it, now);
          });
    }
    return Set.copyOf(fresh);
  }
}
