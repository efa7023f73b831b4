package org.toban.incident;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Severity;

/** What closing an incident asks for now. */
public enum Closing {
  /** A verdict is enough. */
  FREE,
  /** An alert of it fires, or its recovery is not confirmed: the person must say why. */
  NOT_RECOVERED,
  /** A critical incident without its review draft: draft it, or say why not. */
  NOT_REVIEWED,
  /** It is closed. */
  CLOSED;

  public static Closing of(Incident it) {
    return of(it.severity(), it.phase(), it.firing(), it.reviewedAt());
  }

  static Closing of(
      Severity severity, Phase phase, Map<?, ?> firing, @Nullable Instant reviewedAt) {
    if (!phase.isOpen()) {
      return CLOSED;
    }
    if (!firing.isEmpty() || !(phase instanceof Phase.Recovered)) {
      return NOT_RECOVERED;
    }
    return severity == Severity.CRITICAL && reviewedAt == null ? NOT_REVIEWED : FREE;
  }
}
