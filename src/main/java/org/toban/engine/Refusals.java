package org.toban.engine;

/** Why a run was refused, in words for the timeline: what, and what to do. */
final class Refusals {
  private Refusals() {}

  static String inWords(Guard.Refusal refusal, Guard guard) {
    return switch (refusal) {
      case NO_HOST -> "no host of the inventory matches the alert: add one under hosts";
      case NOT_A_COMMAND -> "the step is not a shell command";
      case START_LIMIT ->
          guard.used() + " of " + guard.burst() + " starts are used, next at " + guard.nextAt();
      case HOST_BUSY -> "the host is busy with run " + guard.busy();
      case NOT_TRUSTED -> "nobody has approved this text for automatic runs";
      case ON_HOLD -> "all automation is stopped";
      case NOT_AUTOMATIC -> "the policy or the runbook does not let it run automatically";
      case HISTORY_DOWN -> "the history cannot be written, and nothing runs unrecorded by itself";
      case NO_LONGER_FIRING -> "the alert is no longer active";
      case STALE_SOURCE -> "its source has not answered lately";
      case UNSAFE_LABEL ->
          "a label of the alert cannot be a shell variable: it is too long or holds control characters";
      case CLOSED -> "the incident is closed";
      case ALREADY_TRIED -> "it has run automatically for this firing, and does so once";
      case FAILS_TOO_OFTEN -> "it failed to bring recovery too often in the last hour";
      case TOO_MANY_RUNS -> "as many automatic runs as are allowed are under way";
    };
  }
}
