package org.toban.runbook;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.alert.Severity;
import org.toban.alert.SeverityMap;
import org.toban.incident.Policy;

/** Everything that a team's Markdown says, read together, and which of it speaks of an alert. */
public final class Library {
  private final List<Policy> policies;
  private final List<Category> categories;
  private final List<Runbook> runbooks;
  private final List<HostSetting> settings;
  private final List<String> flows;
  private final List<Cadence> cadence;
  private final List<Problem> problems;
  private final NameIndex index;

  /**
   * A library of its parts.
   *
   * @param categories the alert categories: name, severity and condition of each bullet
   * @param flows diagrams, as Mermaid text
   * @param cadence the periodic reviews, such as weekly: alert precision
   * @param problems what the reader found; lint adds what shows only in the whole
   */
  public Library(
      List<Policy> policies,
      List<Category> categories,
      List<Runbook> runbooks,
      List<HostSetting> settings,
      List<String> flows,
      List<Cadence> cadence,
      List<Problem> problems) {
    this.policies = List.copyOf(policies);
    this.categories = List.copyOf(categories);
    this.runbooks = List.copyOf(runbooks);
    this.settings = List.copyOf(settings);
    this.flows = List.copyOf(flows);
    this.cadence = List.copyOf(cadence);
    this.problems = List.copyOf(problems);
    this.index = new NameIndex(this.runbooks, this.policies);
  }

  /** A bullet of the categories. */
  public record Category(String name, Severity severity, String condition, Place place) {}

  /** A periodic review: {@code weekly}, {@code monthly}, {@code quarterly} and what it looks at. */
  public record Cadence(String period, String topic, Place place) {}

  public static Library empty() {
    return new Library(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
  }

  public List<Policy> policies() {
    return policies;
  }

  public List<Category> categories() {
    return categories;
  }

  /** Templates too. */
  public List<Runbook> runbooks() {
    return runbooks;
  }

  public List<HostSetting> settings() {
    return settings;
  }

  public List<String> flows() {
    return flows;
  }

  public List<Cadence> cadence() {
    return cadence;
  }

  /** The same with other problems. */
  public Library withProblems(List<Problem> others) {
    return new Library(policies, categories, runbooks, settings, flows, cadence, others);
  }

  public List<Problem> problems() {
    return problems;
  }

  /**
   * The runbook of an alert: by its {@code runbook_url} annotation (the fragment or the last part
   * of the path; never fetched), then by its name, then by an alias. Case, width, spaces and dashes
   * do not count.
   */
  public Optional<Runbook> runbookFor(Alert alert) {
    Runbook linked = index.byUrl(alert.annotations().get("runbook_url"), alert.name());
    return Optional.ofNullable(linked != null ? linked : index.byName(alert.name()));
  }

  /** The runbook that an alert's name or alias leads to. */
  public Optional<Runbook> runbookNamed(String alertName) {
    return Optional.ofNullable(index.byName(alertName));
  }

  /** The runbook that a link leads to, as {@link #runbookFor} reads it. */
  public Optional<Runbook> runbookAt(@Nullable String url) {
    return Optional.ofNullable(index.byUrl(url));
  }

  public Optional<Runbook> runbook(@Nullable String id) {
    return runbooks.stream().filter(runbook -> runbook.id().equals(id)).findFirst();
  }

  public Optional<Step> step(String stepId) {
    return steps().filter(step -> step.id().equals(stepId)).findFirst();
  }

  Stream<Step> steps() {
    return runbooks.stream().flatMap(runbook -> runbook.steps().stream());
  }

  /**
   * The policy of an alert: none when its label says that it never notifies; else the row of the
   * table that names it or its runbook; else the default of the severity that its label maps to
   * (critical 15 minutes, warning and unknown 1 hour, info none).
   */
  public Policy policyFor(Alert alert, SeverityMap severities) {
    Severity label = severities.severityOf(alert.labels().get("severity"));
    if (label == Severity.NONE) {
      return new Policy(alert.name(), Severity.NONE, null, "", "", "default");
    }
    Policy row = row(alert);
    if (row == null) {
      return new Policy(alert.name(), label, ResponseTimes.standard(label), "", "", "default");
    }
    boolean unread = row.severity() == Severity.UNKNOWN;
    return unread
        ? new Policy(
            row.name(), label, row.responseTime(), row.owner(), row.automatic(), row.origin())
        : row;
  }

  private @Nullable Policy row(Alert alert) {
    Policy named = index.policy(alert.name());
    return named != null ? named : runbookFor(alert).map(this::rowOf).orElse(null);
  }

  /** The row of the table that names a runbook, or null. */
  public @Nullable Policy rowOf(Runbook runbook) {
    for (String name : runbook.names()) {
      Policy row = index.policy(name);
      if (row != null) {
        return row;
      }
    }
    return null;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Library that && parts().equals(that.parts());
  }

  @Override
  public int hashCode() {
    return Objects.hash(policies, runbooks);
  }

  private List<List<?>> parts() {
    return List.of(policies, categories, runbooks, settings, flows, cadence, problems);
  }
}
