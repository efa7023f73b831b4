package org.toban.ui.board;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.toban.incident.Incident;

/** Where an incident stands against its response deadline, with what there is to show. */
public sealed interface Due {
  /** No response is due. */
  record None() implements Due {}

  /**
   * The clock runs.
   *
   * @param fraction of the whole time that is left, 0 to 1
   */
  record Counting(Duration left, double fraction, boolean atRisk) implements Due {}

  /** The deadline has passed without an answer. */
  record Overrun(Duration by) implements Due {}

  record Met(Duration took) implements Due {}

  record Missed(Duration took, Duration late) implements Due {}

  static Due of(@Nullable Incident incident, Instant now) {
    Instant deadline = incident == null ? null : incident.deadline();
    if (incident == null || deadline == null) {
      return new None();
    }
    Instant opened = incident.openedAt();
    Instant answered = incident.respondedAt();
    return switch (incident.timeliness(now)) {
      case NONE -> new None();
      case ON_TIME, AT_RISK -> {
        Duration left = Duration.between(incident.deadlines().clock(now), deadline);
        Instant begun = incident.deadlines().begun();
        double whole = Math.max(1, Duration.between(begun, deadline).toMillis());
        boolean atRisk = incident.timeliness(now) == Incident.Timeliness.AT_RISK;
        yield new Counting(left, Math.clamp(left.toMillis() / whole, 0, 1), atRisk);
      }
      case BREACHED -> new Overrun(Duration.between(deadline, now));
      case MET -> new Met(Duration.between(opened, answered == null ? now : answered));
      case MISSED -> {
        Instant end = answered == null ? now : answered;
        yield new Missed(Duration.between(opened, end), Duration.between(deadline, end));
      }
    };
  }
}
