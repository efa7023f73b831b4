package org.toban.incident;

import java.time.Duration;

/**
 * The times of the flow.
 *
 * @param reopenWindow a re-fire within this time of recovery or closing continues the incident
 * @param repeatPage how often an unanswered critical is notified again
 * @param escalateAfter how long a critical may stay unanswered before the next contact gets it
 * @param verifyLimit how long a verification may take before it counts as failed
 * @param remindAfter how long a critical under way may rest before a reminder; eight times as long
 *     for others
 * @param closeAfter how long what is not critical stays recovered before it closes as unreviewed;
 *     the reminder of a critical's review comes as often
 */
public record Timing(
    Duration reopenWindow,
    Duration repeatPage,
    Duration escalateAfter,
    Duration verifyLimit,
    Duration remindAfter,
    Duration closeAfter) {
  public Timing {
    if (!isPositive(repeatPage)
        || !isPositive(escalateAfter)
        || !isPositive(verifyLimit)
        || !isPositive(remindAfter)
        || !isPositive(closeAfter)
        || reopenWindow.isNegative()) {
      throw new IllegalArgumentException("the times of the flow must be positive");
    }
  }

  private static boolean isPositive(Duration time) {
    return !time.isNegative() && !time.isZero();
  }
}
