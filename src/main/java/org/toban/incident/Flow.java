package org.toban.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.alert.Labels;
import org.toban.alert.Severity;

/** The decisions of the flow that need no more than the incident, the times and the clock. */
public final class Flow {
  private static final int CALM = 8;

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

  /**
   * Everything that will happen by itself, soonest first; never empty while the incident is open.
   *
   * @param triedAt when a notice of it was last handed to the channels, however that ended
   * @param silenced whether every alert of it is held back by its source: then nobody is paged
   */
  public static List<NextAction> timers(
      Incident it, Timing timing, @Nullable Instant triedAt, boolean silenced) {
    List<NextAction> timers = new ArrayList<>();
    if (!it.isOpen()) {
      return timers;
    }
    Instant told = latest(it.lastNotifiedAt(), triedAt, it.phase().since());
    if (it.phase() instanceof Phase.Recovered) {
      boolean reviewDue = it.severity() == Severity.CRITICAL;
      timers.add(
          reviewDue
              ? new NextAction(NextAction.Kind.REMIND, told.plus(timing.closeAfter()))
              : new NextAction(
                  NextAction.Kind.CLOSE, it.phase().since().plus(timing.closeAfter())));
      return timers;
    }
    acknowledgementEnd(it).ifPresent(timers::add);
    deadline(it).ifPresent(timers::add);
    recovery(it).ifPresent(timers::add);
    Handling.Snooze snooze = it.handling().snooze();
    if (snooze != null) {
      timers.add(new NextAction(NextAction.Kind.END_SNOOZE, snooze.until()));
    } else if (isLoud(it) && !silenced) {
      timers.add(new NextAction(NextAction.Kind.PAGE_AGAIN, told.plus(timing.repeatPage())));
      if (hasNextContact(it)) {
        timers.add(new NextAction(NextAction.Kind.ESCALATE, escalateAt(it, timing)));
      }
    } else {
      timers.add(new NextAction(NextAction.Kind.REMIND, restsUntil(it, timing, told)));
    }
    if (it.phase() instanceof Phase.Verifying verifying && canFail(it, verifying)) {
      timers.add(
          new NextAction(
              NextAction.Kind.END_VERIFICATION, it.phase().since().plus(timing.verifyLimit())));
    }
    timers.sort(Comparator.comparing(NextAction::at).thenComparing(NextAction::kind));
    return timers;
  }

  /** What has cleared and only waits for somebody to run its verify steps has not failed. */
  private static boolean canFail(Incident it, Phase.Verifying verifying) {
    return !it.firing().isEmpty()
        || it.runs().stream()
            .filter(run -> run.intent().stage() == Run.Stage.VERIFY)
            .filter(run -> !run.plannedAt().isBefore(verifying.since()))
            .anyMatch(run -> run.ended() == null || !run.ended().succeeded());
  }

  private static Optional<NextAction> acknowledgementEnd(Incident it) {
    return Optional.ofNullable(it.acknowledgement())
        .map(Incident.Acknowledgement::until)
        .map(until -> new NextAction(NextAction.Kind.END_ACKNOWLEDGEMENT, until));
  }

  /** How long its present holder has to answer before the next contact is asked. */
  public static Duration patience(Incident it, Timing timing) {
    return it.escalation() == null
        ? timing.escalateAfter()
        : it.escalation().step(it.escalationLevel()).after();
  }

  private static Instant escalateAt(Incident it, Timing timing) {
    return it.phase().since().plus(patience(it, timing));
  }

  private static Optional<NextAction> deadline(Incident it) {
    Deadlines due = it.deadlines();
    Instant response = due.response();
    boolean counts = it.respondedAt() == null && !due.breached() && due.pausedSince() == null;
    if (response == null || !counts) {
      return Optional.empty();
    }
    if (due.atRisk()) {
      return Optional.of(new NextAction(NextAction.Kind.BREACH, response));
    }
    Instant at = Objects.requireNonNull(due.halfway() ? due.riskAt() : due.halfAt());
    return Optional.of(
        new NextAction(due.halfway() ? NextAction.Kind.AT_RISK : NextAction.Kind.HALFWAY, at));
  }

  private static Optional<NextAction> recovery(Incident it) {
    Deadlines due = it.deadlines();
    return due.recovery() == null || due.overdue() || due.pausedSince() != null
        ? Optional.empty()
        : Optional.of(new NextAction(NextAction.Kind.OVERDUE, due.recovery()));
  }

  private static Instant restsUntil(Incident it, Timing timing, Instant told) {
    Duration rest =
        it.severity() == Severity.CRITICAL
            ? timing.remindAfter()
            : timing.remindAfter().multipliedBy(CALM);
    return latest(it.movedAt(), null, told).plus(rest);
  }

  private static Instant latest(@Nullable Instant one, @Nullable Instant other, Instant least) {
    Instant latest = least;
    if (one != null && one.isAfter(latest)) {
      latest = one;
    }
    return other != null && other.isAfter(latest) ? other : latest;
  }
}
