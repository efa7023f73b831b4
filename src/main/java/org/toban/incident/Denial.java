package org.toban.incident;

/** Why something that a person asked for was not done. Histories hold these names. */
public enum Denial {
  /** The incident is over. */
  OVER,
  /** It is not over yet. */
  OPEN,
  /** Somebody else has acknowledged it. */
  HELD,
  /** It has been handed to the next contact meanwhile. */
  ESCALATED,
  /** The runbook has no such step any more. */
  STEP_UNKNOWN,
  /** A command is still under way. */
  RUNNING,
  /** Every host of it had its turn, or it goes on already. */
  NO_REST,
  /** The text of the step has changed since it began. */
  TEXT_CHANGED,
  /** It has not recovered, and no reason was given. */
  NOT_RECOVERED,
  /** A critical one has no review, and no reason was given. */
  NOT_REVIEWED,
  /** A review comes after recovery. */
  REVIEW_EARLY,
  /** Nobody may be left unasked for that long. */
  SNOOZE_LENGTH,
  /** Somebody has it; there is nobody to ask again. */
  ACKNOWLEDGED,
  NOT_SNOOZED,
  /** No person was named. */
  NOBODY,
  /** There is no such open incident besides itself. */
  NO_TARGET,
  /** Not some of its alerts, but none or all. */
  NO_PART,
  LINKED,
  /** The time for reopening is over, or it goes on in another incident. */
  TOO_LATE,
  /** No deadline counts now. */
  NO_CLOCK,
  NO_REASON,
  NOT_PAUSED
}
