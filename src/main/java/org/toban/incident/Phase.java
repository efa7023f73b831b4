package org.toban.incident;

import java.time.Instant;

/** Where an incident stands in the flow; each phase carries what is only true in it. */
public sealed interface Phase {
  /** When this phase began. */
  Instant since();

  /** Classified and notified; nobody has begun to respond. */
  record Waiting(Instant since) implements Phase {}

  /** Somebody (or the automation) looks for the cause. */
  record Diagnosing(Instant since, String by) implements Phase {}

  /** A remedy is under way, by hand or by itself. */
  record Responding(Instant since, boolean automatic) implements Phase {}

  /**
   * Verify steps run and the alert is watched for its clearing.
   *
   * @param attempt 1 for the first verification
   * @param stepsPassed whether every verify step has passed in this attempt (true at once when
   *     there are none)
   */
  record Verifying(Instant since, int attempt, boolean stepsPassed) implements Phase {}

  /** Handed to the next contact; still to be recovered. */
  record Escalated(Instant since, int level, String to) implements Phase {}

  /** Every verify step passed and the alert has cleared; the review is due. */
  record Recovered(Instant since) implements Phase {}

  /** Over. */
  record Closed(Instant since, Verdict verdict) implements Phase {}

  default boolean isOpen() {
    return !(this instanceof Closed);
  }
}
