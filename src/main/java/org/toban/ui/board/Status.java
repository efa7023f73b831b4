package org.toban.ui.board;

import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.alert.Severity;
import org.toban.engine.Board;
import org.toban.incident.Incident;
import org.toban.incident.Phase;

/** What a line's phase column says; the message key is {@code status.NAME}. */
public enum Status {
  WAITING,
  /** Waits, and nobody wants to be asked again yet. */
  SNOOZED,
  /** Waits, and is expected from announced work. */
  MAINTENANCE,
  ANSWERED,
  DIAGNOSING,
  RESPONDING,
  AUTOMATIC,
  VERIFYING,
  ESCALATED,
  RECOVERED,
  CLOSED,
  /** Fires, and is only recorded. */
  RECORDED,
  PENDING,
  SUPPRESSED,
  /** Severity none: a heartbeat, never notified. */
  QUIET;

  /** Whether a line of this status stands on the board when no filter asks for others. */
  boolean heldBack() {
    return this == PENDING || this == SUPPRESSED || this == QUIET;
  }

  static Status of(Board.@Nullable Row row, @Nullable Incident incident) {
    if (row != null && row.alert().state() == Alert.State.SUPPRESSED) {
      return SUPPRESSED;
    }
    if (row != null && row.alert().state() == Alert.State.PENDING) {
      return PENDING;
    }
    if (incident != null) {
      return of(incident);
    }
    return row != null && row.severity() == Severity.NONE ? QUIET : RECORDED;
  }

  private static Status ofWaiting(Incident it) {
    if (it.acknowledgement() != null) {
      return ANSWERED;
    }
    if (it.handling().maintenance() != null) {
      return MAINTENANCE;
    }
    return it.handling().snooze() == null ? WAITING : SNOOZED;
  }

  public static Status of(Incident incident) {
    return switch (incident.phase()) {
      case Phase.Waiting it -> ofWaiting(incident);
      case Phase.Diagnosing it -> DIAGNOSING;
      case Phase.Responding it -> it.automatic() ? AUTOMATIC : RESPONDING;
      case Phase.Verifying it -> VERIFYING;
      case Phase.Escalated it -> ESCALATED;
      case Phase.Recovered it -> RECOVERED;
      case Phase.Closed it -> CLOSED;
    };
  }
}
