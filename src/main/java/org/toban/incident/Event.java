package org.toban.incident;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.alert.Fingerprint;
import org.toban.alert.Labels;
import org.toban.alert.Severity;
import org.toban.incident.rollout.Plan;

/**
 * One fact about an incident. What Toban did by itself says why in the words of {@link Cause}. The
 * list of events is the incident: it is durable before any effect of it happens, and its state, its
 * timeline and its review are computed from it.
 */
public sealed interface Event {
  Instant at();

  /**
   * Alerts of one name and group were classified as an incident.
   *
   * @param name the policy's or the alert's name, as people know it
   * @param alertName what Prometheus calls it
   * @param deadline when a response is due; null when none is
   * @param runbook the runbook's id, null when there is none
   * @param contacts who to hand it to, in order: primary, secondary, escalation
   * @param why how the severity was found, in words
   * @param escalation who is asked one after the other; null for the contacts in their order
   * @param recovery when the service must have recovered; null when no such time is set
   * @param book the runbook's text at that time; null without a runbook, and in old histories
   */
  record Opened(
      Instant at,
      String name,
      String alertName,
      Labels group,
      Severity severity,
      Policy policy,
      @Nullable Instant deadline,
      @Nullable String runbook,
      List<String> contacts,
      String why,
      @Nullable EscalationPlan escalation,
      @Nullable Instant recovery,
      @Nullable RunbookText book)
      implements Event {
    public Opened {
      contacts = List.copyOf(contacts);
    }

    /** Without a plan of its own, a time for recovery and the runbook's text. */
    public Opened(
        Instant at,
        String name,
        String alertName,
        Labels group,
        Severity severity,
        Policy policy,
        @Nullable Instant deadline,
        @Nullable String runbook,
        List<String> contacts,
        String why) {
      this(
          at, name, alertName, group, severity, policy, deadline, runbook, contacts, why, null,
          null, null);
    }
  }

  /** An alert of a higher severity has joined: the incident is as severe from here on. */
  record SeverityRaised(
      Instant at,
      Severity severity,
      Policy policy,
      @Nullable Instant deadline,
      @Nullable Instant recovery,
      String why)
      implements Event {}

  /** An alert of this incident fires: first seen, or again after it had cleared. */
  record AlertFired(Instant at, String source, Alert alert) implements Event {}

  /** An alert of this incident is no longer firing, by complete and valid answers only. */
  record AlertCleared(Instant at, String source, Fingerprint alert, String why) implements Event {}

  record Notified(Instant at, String channel, String to, String why) implements Event {}

  record NotifyFailed(Instant at, String channel, String to, String error) implements Event {}

  /** The response has begun; not a silence. Lasts until clear, or until a time. */
  record Acknowledged(Instant at, String by, String reason, @Nullable Instant until)
      implements Event {}

  record AcknowledgementEnded(Instant at, String why) implements Event {}

  record DiagnosisStarted(Instant at, String by) implements Event {}

  /** Automatic or manual response, and why. */
  record ResponseChosen(Instant at, boolean automatic, String why) implements Event {}

  record CheckSet(Instant at, String by, String checkId, String text, boolean done)
      implements Event {}

  /**
   * What a person noted.
   *
   * @param step which step it belongs to; null for the whole incident, and in old histories
   */
  record NoteAdded(Instant at, String by, String text, @Nullable AboutStep step) implements Event {
    public NoteAdded(Instant at, String by, String text) {
      this(at, by, text, null);
    }
  }

  /**
   * Something was kept as evidence.
   *
   * @param step which step it belongs to; null for the whole incident
   */
  record EvidenceAdded(Instant at, String by, @Nullable AboutStep step, Evidence evidence)
      implements Event {}

  /**
   * Alerts of this incident were silenced in their source from here; no acknowledgement.
   *
   * @param matchers in Alertmanager's notation
   */
  record Silenced(
      Instant at,
      String by,
      String source,
      String silence,
      String matchers,
      Instant until,
      String comment)
      implements Event {}

  /** A silence that held back alerts of this incident was ended from here. */
  record SilenceEnded(Instant at, String by, String silence) implements Event {}

  /** A run is about to start; stored first. */
  record RunPlanned(Instant at, Run.Intent intent) implements Event {}

  record RunEnded(Instant at, String runId, Run.Ending ending) implements Event {}

  /** A guard refused a run, and nothing was started; a wish is what one of two people asked for. */
  record RunRefused(
      Instant at,
      String stepId,
      String host,
      boolean automatic,
      String by,
      String guard,
      String reason,
      @Nullable String wish)
      implements Event {}

  /** One step on several hosts. */
  sealed interface OfRollout extends Event {
    String rollout();
  }

  /** It begins; each host's run is an event of its own. */
  record RolloutPlanned(Instant at, String by, Plan plan) implements OfRollout {
    @Override
    public String rollout() {
      return plan.id();
    }
  }

  /**
   * Nothing of it starts any more.
   *
   * @param host the one that stopped it; empty when none did
   * @param rest the hosts where nothing was started
   */
  record RolloutEnded(Instant at, String rollout, String host, String why, List<String> rest)
      implements OfRollout {
    public RolloutEnded {
      rest = List.copyOf(rest);
    }
  }

  /** A person lets it go on with the hosts where nothing was started. */
  record RolloutWentOn(Instant at, String by, String rollout) implements OfRollout {}

  record VerificationStarted(Instant at, int attempt) implements Event {}

  /** Every verify step of this attempt passed, or there is none and only the clearing counts. */
  record VerificationPassed(Instant at, int attempt, String how) implements Event {}

  record VerificationFailed(Instant at, int attempt, String why) implements Event {}

  record RecoveryConfirmed(Instant at, String how) implements Event {}

  /** Half of the response time is over. */
  record DeadlineHalfway(Instant at) implements Event {}

  /** Four fifths of the response time are over. */
  record DeadlineAtRisk(Instant at) implements Event {}

  record DeadlineBreached(Instant at) implements Event {}

  /** The time by which the service must have recovered is over. */
  record RecoveryOverdue(Instant at) implements Event {}

  /** Nobody could be asked at an escalation level. */
  record NobodyOnCall(Instant at, int level, String why) implements Event {}

  /** Who is asked by the on-call schedule; the contact is as the runbook or the plan has it. */
  record Asked(Instant at, int level, String contact, String who) implements Event {}

  record HandedOver(Instant at, int level, String to, String by, String why) implements Event {}

  record ReviewDrafted(Instant at, String by) implements Event {}

  record Closed(Instant at, String by, Verdict verdict, String reason, boolean stillFiring)
      implements Event {}

  /** Fired again after recovery, inside the reopen window. */
  record Reopened(Instant at, String why) implements Event {}

  /** How people arrange an incident among themselves. */
  sealed interface Teamwork extends Event {
    String by();
  }

  /** Nobody is asked again before a time. No response: its deadline goes on. */
  record Snoozed(Instant at, String by, Instant until, String reason) implements Teamwork {}

  record SnoozeEnded(Instant at, String by) implements Teamwork {}

  /** Somebody answers in the place of the one who had. */
  record TakenOver(Instant at, String by, String from, String reason) implements Teamwork {}

  record Reassigned(Instant at, String by, String to, String reason) implements Teamwork {}

  /** It belongs together with another incident, which has the same event. */
  record Linked(Instant at, String by, String other, String reason) implements Teamwork {}

  /** Another incident was merged into this one: its alerts come here from now on. */
  record Absorbed(
      Instant at, String by, String other, List<Labels> groups, List<Alert> firing, String reason)
      implements Teamwork {
    public Absorbed {
      groups = List.copyOf(groups);
      firing = List.copyOf(firing);
    }
  }

  /** It is over here, and goes on in another incident. */
  record MergedInto(Instant at, String by, String other, String reason) implements Teamwork {}

  /** Alerts of it were taken to an incident of their own. */
  record SplitOff(Instant at, String by, String other, List<Fingerprint> alerts, String reason)
      implements Teamwork {
    public SplitOff {
      alerts = List.copyOf(alerts);
    }
  }

  /** Its alerts were taken from another incident. */
  record SplitFrom(Instant at, String by, String other, String reason) implements Teamwork {}

  /** The clocks of its deadlines stand still. */
  record DeadlinePaused(Instant at, String by, String why) implements Teamwork {}

  record DeadlineResumed(Instant at, String by, String why) implements Teamwork {}

  /**
   * All its alerts are expected from announced work: nobody is told, and nothing runs by itself.
   *
   * @param by who declared it, or where it is written
   * @param until when its end is known beforehand
   * @param stopsClock whether the deadlines stand still meanwhile
   */
  record MaintenanceBegan(
      Instant at, String by, String name, @Nullable Instant until, boolean stopsClock)
      implements Teamwork {}

  /** The work is over, or an alert has joined that it does not explain. */
  record MaintenanceEnded(Instant at, String by, String name) implements Teamwork {}

  /** A person takes it up again after recovery or closing, whatever fires. */
  record ReopenedByHand(Instant at, String by, String reason) implements Teamwork {}

  /**
   * Something that a person asked for and that was not done.
   *
   * @param command what was asked for, such as {@code acknowledge}
   * @param detail who or what stood in the way, may be empty
   */
  record CommandRefused(Instant at, String by, String command, Denial why, String detail)
      implements Teamwork {}
}
