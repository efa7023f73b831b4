package org.toban.incident;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
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
 * @param severity as it opened, or as it was raised since
 * @param book the runbook's text when it opened; null without one, and in old histories
 * @param escalation who is asked one after the other; null for the contacts in their order
 * @param firing alerts that fire now, by fingerprint, as last seen
 * @param cleared alerts that have cleared since, as last seen: the first of them and the newest,
 *     {@value #CLEARED_KEPT} at most, while its events tell of all
 * @param respondedAt when the response began (acknowledgement, diagnosis or a run; a person's
 *     closing at the latest), null before that
 * @param escalationLevel 0 before any hand-over, and again after a reopening
 * @param response automatic or manual, as chosen since the opening or the last reopening
 * @param runs in the order in which they were planned
 * @param rollouts steps on several hosts, in the order in which they were planned
 * @param recoveredAt when recovery was confirmed; null before that and after a reopening
 * @param roundSince when it was opened, or last reopened: one automatic response a round
 * @param movedAt when its last event was
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
    Deadlines deadlines,
    @Nullable String runbook,
    @Nullable RunbookText book,
    List<String> contacts,
    @Nullable EscalationPlan escalation,
    Phase phase,
    Map<Fingerprint, Alert> firing,
    Map<Fingerprint, Alert> cleared,
    @Nullable Acknowledgement acknowledgement,
    @Nullable Instant respondedAt,
    Handling handling,
    int escalationLevel,
    @Nullable Response response,
    int verifications,
    List<Run> runs,
    List<Rollout> rollouts,
    Map<String, Check> checks,
    @Nullable Instant lastNotifiedAt,
    @Nullable Instant recoveredAt,
    @Nullable Instant reviewedAt,
    Instant roundSince,
    Instant movedAt,
    long version) {

  /** What comes and clears in a group for weeks must not fill the memory. */
  public static final int CLEARED_KEPT = 500;

  /** The {@code by} of everything that Toban does by itself. */
  public static final String AUTOMATIC = "automatic";

  public Incident {
    contacts = List.copyOf(contacts);
    firing = Collections.unmodifiableMap(new LinkedHashMap<>(firing));
    cleared = Collections.unmodifiableMap(new LinkedHashMap<>(cleared));
    runs = List.copyOf(runs);
    rollouts = List.copyOf(rollouts);
    checks = Collections.unmodifiableMap(new LinkedHashMap<>(checks));
    if (phase instanceof Phase.Recovered && !firing.isEmpty()) {
      throw new IllegalArgumentException(id + " cannot be recovered while an alert of it fires");
    }
    if (version < 1) {
      throw new IllegalArgumentException(id + " has no event");
    }
  }

  /** Who took it and why; {@code until} is null when it lasts until the alert clears. */
  public record Acknowledgement(Instant at, String by, String reason, @Nullable Instant until) {}

  /** Whether the response is automatic, and why. */
  public record Response(Instant at, boolean automatic, String why) {}

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

  /**
   * The state that events give.
   *
   * @throws IllegalArgumentException when the first of them is not an opening
   */
  public static Incident fold(String id, List<Event> events) {
    if (events.isEmpty() || !(events.getFirst() instanceof Event.Opened opened)) {
      throw new IllegalArgumentException("the events of " + id + " do not begin with its opening");
    }
    return Fold.opening(id, opened).applyAll(events.subList(1, events.size())).incident();
  }

  /** The state after one more event; one that makes no sense now only counts in the version. */
  public Incident apply(Event event) {
    return new Fold(this).apply(event).incident();
  }

  /** The state after more events, in order. */
  public Incident apply(List<? extends Event> events) {
    return events.isEmpty() ? this : new Fold(this).applyAll(events).incident();
  }

  /** When a response must have begun; null when none is due. */
  public @Nullable Instant deadline() {
    return deadlines.response();
  }

  /** Whether four fifths of the response time were seen to be over without a response. */
  public boolean atRisk() {
    return deadlines.atRisk();
  }

  /** Whether all of the response time was seen to be over without a response. */
  public boolean breached() {
    return deadlines.breached();
  }

  /**
   * MET or MISSED once answered (or recovered without an answer), else by the clock; at risk when a
   * fifth of the time is left.
   */
  public Timeliness timeliness(Instant now) {
    Instant deadline = deadlines.response();
    if (deadline == null) {
      return Timeliness.NONE;
    }
    Instant settled = respondedAt != null ? respondedAt : recoveredAt;
    if (settled != null) {
      return deadlines.clock(settled).isAfter(deadline) ? Timeliness.MISSED : Timeliness.MET;
    }
    Instant clock = deadlines.clock(now);
    if (!clock.isBefore(deadline)) {
      return Timeliness.BREACHED;
    }
    Instant risk = deadlines.riskAt();
    return risk == null || clock.isBefore(risk) ? Timeliness.ON_TIME : Timeliness.AT_RISK;
  }

  /** What the runs by hand were given, by the names of fields, sorted; the newest counts. */
  public SortedMap<String, String> given() {
    SortedMap<String, String> given = new TreeMap<>();
    runs.stream()
        .map(Run::intent)
        .filter(intent -> !intent.automatic())
        .forEach(intent -> given.putAll(intent.values()));
    return given;
  }

  public boolean isOpen() {
    return phase.isOpen();
  }

  /** Whether it is open and its recovery is not confirmed. */
  public boolean isUnderWay() {
    return isOpen() && !(phase instanceof Phase.Recovered);
  }

  /** The run that has not ended, or null; there is at most one a host, the newest is given. */
  public @Nullable Run running() {
    return runs.reversed().stream().filter(run -> run.ended() == null).findFirst().orElse(null);
  }

  /** The rollout that goes on, or null. */
  public @Nullable Rollout rollingOut() {
    return rollouts.stream().filter(it -> it.ended() == null).findFirst().orElse(null);
  }

  public @Nullable Rollout rollout(String id) {
    return rollouts.stream().filter(it -> it.plan().id().equals(id)).findFirst().orElse(null);
  }

  /** The same, as if these were all its alerts. */
  public Incident about(Map<Fingerprint, Alert> fire, Map<Fingerprint, Alert> clear) {
    return new Fold(this, fire, clear).incident();
  }

  public @Nullable Run run(String runId) {
    return runs.stream().filter(run -> run.intent().runId().equals(runId)).findFirst().orElse(null);
  }

  /**
   * The alert whose labels lead to the host: the first that fires, else the first that has cleared.
   */
  public @Nullable Alert subject() {
    return (firing.isEmpty() ? cleared : firing).values().stream().findFirst().orElse(null);
  }
}
