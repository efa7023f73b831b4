package org.toban.incident;

import java.time.Instant;

/**
 * What happens to an open incident when nobody does anything, and when; an instant, so that a
 * restart changes nothing.
 */
public record NextAction(Kind kind, Instant at) {

  /** In the order in which they happen when they are due together. */
  public enum Kind {
    /** An acknowledgement's time is over. */
    END_ACKNOWLEDGEMENT,
    /** Nobody wanted to be asked until now. */
    END_SNOOZE,
    /** Half of the response time is over. */
    HALFWAY,
    /** A fifth of the response time is left. */
    AT_RISK,
    BREACH,
    /** The service should have recovered by now. */
    OVERDUE,
    /** Hand it to the next contact. */
    ESCALATE,
    /** Notify again, because nobody has answered. */
    PAGE_AGAIN,
    /** Verification has taken too long. */
    END_VERIFICATION,
    /** Nothing has happened for a while: say so. */
    REMIND,
    /** Recovered for long, and not critical: close as unreviewed. */
    CLOSE
  }
}
