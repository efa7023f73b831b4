package org.toban.notice;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Severity;
import org.toban.incident.WeeklyHours;

/**
 * Hours in which notices of some severities wait; their digest goes out at the end. A critical one
 * never waits.
 */
public record QuietHours(Set<Severity> severities, WeeklyHours hours) {
  public QuietHours {
    severities = Set.copyOf(severities);
    if (severities.contains(Severity.CRITICAL)) {
      throw new IllegalArgumentException("a critical notice never waits");
    }
  }

  /** When what is decided now may be sent; null when it need not wait. */
  @Nullable Instant endFor(Severity severity, Instant now) {
    return severities.contains(severity) ? hours.endFor(now) : null;
  }
}
