package org.toban.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.alert.Fingerprint;
import org.toban.alert.Labels;
import org.toban.alert.Severity;

/**
 * The response to one or more alerts of one name and group: the state that a fold over its events
 * gives.
 *
 * @param id such as {@code INC-261124-K7QM}
 * @param firing alerts that fire now, by fingerprint, as last seen
 * @param cleared alerts that have cleared since, as last seen
 * @param respondedAt when the response began (acknowledgement, diagnosis or a run), null before
 *     that
 * @param escalationLevel 0 before any hand-over
 * @param runs in the order in which they were planned
 * @param version how many events it is made of; what an append expects
 */
public record Incident(
    String id,
    String name,
    String alertName,
    Labels group,
    Severity severity,
    Policy policy,
    Instant openedAt,
    @Nullable Instant deadline,
    @Nullable String runbook,
    List<String> contacts,
    Phase phase,
    Map<Fingerprint, Alert> firing,
    Map<Fingerprint, Alert> cleared,
    @Nullable Acknowledgement acknowledgement,
    @Nullable Instant respondedAt,
    boolean atRisk,
    boolean breached,
    int escalationLevel,
    int verifications,
    List<Run> runs,
    Map<String, Check> checks,
    @Nullable Instant lastNotifiedAt,
    @Nullable Instant reviewedAt,
    long version) {

  /** Who took it and why; {@code until} is null when it lasts until the alert clears. */
  public record Acknowledgement(Instant at, String by, String reason, @Nullable Instant until) {}

  /** A tick-box as a person last set it. */
  public record Check(String id, String text, boolean done, String by, Instant at) {}

  /** Where the response stands against its deadline. */
  public enum Timeliness {
    NONE,
    ON_TIME,
    AT_RISK,
    BREACHED,
    MET,
    MISSED
  }

  /** MET or MISSED once answered, else by the clock; at risk when a quarter of the time is left. */
  public Timeliness timeliness(Instant now) {
    if (deadline == null) {
      return Timeliness.NONE;
    }
    if (respondedAt != null) {
      return respondedAt.isAfter(deadline) ? Timeliness.MISSED : Timeliness.MET;
    }
    if (!now.isBefore(deadline)) {
      return Timeliness.BREACHED;
    }
    Duration whole = Duration.between(openedAt, deadline);
    Duration left = Duration.between(now, deadline);
    return left.compareTo(whole.dividedBy(4)) <= 0 ? Timeliness.AT_RISK : Timeliness.ON_TIME;
  }

  public boolean isOpen() {
    return phase.isOpen();
  }

  /** The run that has not ended, or null; there is at most one a host, the newest is given. */
  public @Nullable Run running() {
    for (int i = runs.size() - 1; i >= 0; i--) {
      if (runs.get(i).ended() == null) {
        return runs.get(i);
      }
    }
    return null;
  }
}
