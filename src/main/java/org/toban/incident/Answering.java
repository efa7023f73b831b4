package org.toban.incident;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.alert.Matchers;
import org.toban.alert.Severity;

/**
 * How a team answers.
 *
 * @param escalations the first that fits is the plan of an incident
 * @param recovery by when the service must have recovered, from the opening, by severity
 * @param storm more incidents of one alert name than this at once become one; 0 for never
 * @param longestSnooze how long nobody may be asked at most
 * @param roster its on-call schedules, none of them read yet
 * @param maintenance how announced work is known
 * @param serverGroups whether what Alertmanager notifies together is one incident
 */
public record Answering(
    List<Escalation> escalations,
    Map<Severity, Duration> recovery,
    int storm,
    Duration longestSnooze,
    Roster roster,
    MaintenanceRules maintenance,
    boolean serverGroups) {
  /** Without on-call schedules and maintenance. */
  public Answering(
      List<Escalation> escalations,
      Map<Severity, Duration> recovery,
      int storm,
      Duration longestSnooze) {
    this(
        escalations, recovery, storm, longestSnooze, Roster.none(), MaintenanceRules.none(), false);
  }

  public Answering {
    escalations = List.copyOf(escalations);
    recovery = Map.copyOf(recovery);
  }

  /** No plans but the runbooks' contacts, no times for recovery, storms from 20 incidents on. */
  public static Answering standard() {
    return new Answering(List.of(), Map.of(), 20, Duration.ofHours(24));
  }

  /** With on-call schedules in the place of its own. */
  public Answering withRoster(Roster next) {
    return new Answering(
        escalations, recovery, storm, longestSnooze, next, maintenance, serverGroups);
  }

  /**
   * Which incidents a plan is for.
   *
   * @param match of the alert's labels; null for all
   * @param owner of the policy; null for all
   */
  public record Escalation(@Nullable Matchers match, @Nullable String owner, EscalationPlan plan) {
    boolean isFor(Alert alert, Policy policy) {
      return (match == null || match.matches(alert.labels()))
          && (owner == null || owner.equals(policy.owner()));
    }
  }

  /** The plan of an incident that an alert opens; null when it has none. */
  public @Nullable EscalationPlan planFor(Alert alert, Policy policy) {
    return escalations.stream()
        .filter(it -> it.isFor(alert, policy))
        .map(Escalation::plan)
        .findFirst()
        .orElse(null);
  }
}
