package org.toban.runbook;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.alert.Severity;
import org.toban.alert.SeverityMap;
import org.toban.incident.Policy;

/**
 * Everything that a team's Markdown says, read together.
 *
 * @param categories the alert categories: name, severity and condition of each bullet
 * @param flows diagrams, as Mermaid text
 * @param cadence the periodic reviews, such as weekly: alert precision
 */
public record Library(
    List<Policy> policies,
    List<Category> categories,
    List<Runbook> runbooks,
    List<HostSetting> settings,
    List<String> flows,
    List<Cadence> cadence,
    List<Problem> problems) {

  public Library {
    policies = List.copyOf(policies);
    categories = List.copyOf(categories);
    runbooks = List.copyOf(runbooks);
    settings = List.copyOf(settings);
    flows = List.copyOf(flows);
    cadence = List.copyOf(cadence);
    problems = List.copyOf(problems);
  }

  /** A bullet of the categories. */
  public record Category(String name, Severity severity, String condition, Place place) {}

  /** A periodic review: {@code weekly}, {@code monthly}, {@code quarterly} and what it looks at. */
  public record Cadence(String period, String topic, Place place) {}

  public static Library empty() {
    return new Library(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
  }

  /** The runbook of an alert: by {@code runbook_url}, then by name, then by alias. */
  public Optional<Runbook> runbookFor(Alert alert) {
    return runbooks.stream().filter(runbook -> runbook.names().contains(alert.name())).findFirst();
  }

  public Optional<Runbook> runbook(@Nullable String id) {
    return runbooks.stream().filter(runbook -> runbook.id().equals(id)).findFirst();
  }

  public Optional<Step> step(String stepId) {
    return runbooks.stream()
        .flatMap(runbook -> runbook.steps().stream())
        .filter(step -> step.id().equals(stepId))
        .findFirst();
  }

  /**
   * The policy of an alert: the row of the table that names it or its runbook, else the default of
   * the severity that the alert's label maps to.
   */
  public Policy policyFor(Alert alert, SeverityMap severities) {
    Severity severity = severities.severityOf(alert.labels().get("severity"));
    return policies.stream()
        .filter(policy -> policy.name().equals(alert.name()))
        .findFirst()
        .orElse(new Policy(alert.name(), severity, null, "", "", "default"));
  }
}
