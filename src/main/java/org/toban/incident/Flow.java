package org.toban.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.toban.alert.Alert;
import org.toban.alert.Labels;
import org.toban.alert.Severity;

/** The decisions of the flow that need no more than the incident, the times and the clock. */
public final class Flow {
  private Flow() {}

  /** What an alert of a severity asks for. */
  public enum Reaction {
    /** Page the engineer on call, again until acknowledged, and escalate on a timer. */
    PAGE,
    /** Notify the owner once. */
    NOTIFY,
    /** Record only: no incident, no sound. */
    RECORD,
    /** Shown, and nothing else. */
    NOTHING
  }

  /** Pending and suppressed alerts ask for nothing until they are active. */
  public static Reaction reactionTo(Alert.State state, Severity severity) {
    if (state != Alert.State.ACTIVE) {
      return Reaction.NOTHING;
    }
    return switch (severity) {
      case CRITICAL -> Reaction.PAGE;
      case UNKNOWN, WARNING -> Reaction.NOTIFY;
      case INFO -> Reaction.RECORD;
      case NONE -> Reaction.NOTHING;
    };
  }

  /**
   * What alerts of one incident have in common: the name and the given labels; with no labels
   * given, the name and the target, so that one host makes one incident.
   *
   * @param byServer whether what Alertmanager notifies together is one incident instead
   */
  public static Labels group(Alert alert, List<String> groupBy, boolean byServer) {
    if (byServer && alert.group() != null) {
      return alert.group();
    }
    List<String> labels = new ArrayList<>(groupBy);
    if (groupBy.isEmpty() && alert.targetLabel() != null) {
      labels.add(alert.targetLabel());
    }
    labels.add("alertname");
    return alert.labels().only(labels);
  }

  /**
   * Whether an alert that fires now continues an incident rather than making a new one: an open one
   * always, a closed one inside the window of its recovery (of its closing when it never
   * recovered), but not when it was closed while an alert of it fired on.
   */
  public static boolean continues(Incident it, Instant now, Duration reopenWindow) {
    if (it.isOpen()) {
      return true;
    }
    return it.firing().isEmpty()
        && it.handling().mergedInto() == null
        && now.isBefore(over(it).plus(reopenWindow));
  }

  private static Instant over(Incident it) {
    return it.recoveredAt() != null ? it.recoveredAt() : it.phase().since();
  }

  /** Whether a person may take it up again: recovered, or closed within the window. */
  public static boolean mayReopen(Incident it, Instant now, Duration reopenWindow) {
    return !it.isUnderWay()
        && it.handling().mergedInto() == null
        && (it.isOpen() || now.isBefore(it.phase().since().plus(reopenWindow)));
  }

  /** Whether it asks for somebody: critical, nobody has taken it, nothing is under way. */
  public static boolean isLoud(Incident it) {
    boolean waits = it.phase() instanceof Phase.Waiting || it.phase() instanceof Phase.Escalated;
    return waits
        && it.acknowledgement() == null
        && it.handling().snooze() == null
        && it.handling().maintenance() == null
        && it.severity() == Severity.CRITICAL;
  }

  /**
   * Who has it now: whom it was given to, else who is on call for the contact of its level, else
   * that contact, else the owner.
   */
  public static String holder(Incident it) {
    String assignee = it.handling().assignee();
    Handling.Asked asked = it.handling().asked();
    if (assignee != null) {
      return assignee;
    }
    return asked == null || asked.who() == null ? contact(it, it.escalationLevel()) : asked.who();
  }

  /** Who gets it when it is handed on. */
  public static String nextHolder(Incident it) {
    return contact(it, it.escalationLevel() + 1);
  }

  /** The next contact takes it; the last one keeps it when there is nobody further. */
  public static Event.HandedOver handOver(Incident it, Instant at, String by, String why) {
    int level = it.escalationLevel() + 1;
    return new Event.HandedOver(at, level, contact(it, level), by, why);
  }

  static String contact(Incident it, int level) {
    return String.join(", ", contacts(it, level));
  }

  static List<String> contacts(Incident it, int level) {
    if (it.escalation() != null) {
      return it.escalation().step(level).to();
    }
    if (it.contacts().isEmpty()) {
      return List.of(it.policy().owner());
    }
    return List.of(it.contacts().get(Math.min(level, it.contacts().size() - 1)));
  }

  /** A timer goes up the contacts once; further up it is by hand or by failed recovery. */
  static boolean hasNextContact(Incident it) {
    if (it.escalation() != null) {
      return it.escalation().goesOn(it.escalationLevel());
    }
    return it.escalationLevel() + 1 < Math.max(2, it.contacts().size());
  }

  /** The verification that begins next, from 1. */
  public static Event.VerificationStarted nextVerification(Incident it, Instant at) {
    return new Event.VerificationStarted(at, it.verifications() + 1);
  }

  /** How long its present holder has to answer before the next contact is asked. */
  public static Duration patience(Incident it, Timing timing) {
    return it.escalation() == null
        ? timing.escalateAfter()
        : it.escalation().step(it.escalationLevel()).after();
  }
}
