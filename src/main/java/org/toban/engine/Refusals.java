package org.toban.engine;

import org.toban.incident.Cause;

/** Why a run was refused, in words for the timeline: what, and what to do. */
final class Refusals {
  private Refusals() {}

  static String inWords(Guard.Refusal refusal, Guard guard) {
    return switch (refusal) {
      case NO_HOST -> Cause.NO_HOST.said();
      case NOT_A_COMMAND -> Cause.NOT_A_COMMAND.said();
      case START_LIMIT -> Cause.START_LIMIT.said(guard.used(), guard.burst(), guard.nextAt());
      case HOST_BUSY -> Cause.HOST_BUSY.said(guard.busy());
      case NOT_TRUSTED -> Cause.NOT_TRUSTED.said();
      case ON_HOLD -> Cause.ON_HOLD.said();
      case NOT_AUTOMATIC -> Cause.NOT_AUTOMATIC.said();
      case HISTORY_DOWN -> Cause.HISTORY_DOWN.said();
      case NO_LONGER_FIRING -> Cause.NO_LONGER_FIRING.said();
      case STALE_SOURCE -> Cause.STALE_SOURCE.said();
      case UNSAFE_LABEL -> Cause.UNSAFE_LABEL.said();
      case CLOSED -> Cause.CLOSED.said();
      case ALREADY_TRIED -> Cause.ALREADY_TRIED.said();
      case FAILS_TOO_OFTEN -> Cause.FAILS_TOO_OFTEN.said();
      case TOO_MANY_RUNS -> Cause.TOO_MANY_RUNS.said();
    };
  }
}
