package org.toban.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.alert.Matcher;
import org.toban.alert.Matchers;
import org.toban.alert.Severity;

/**
 * How maintenance is known: by windows that are written down, by an info alert that announces it
 * while it fires, by a label of the alerts themselves.
 *
 * @param windows as the configuration has them
 * @param announcing matchers of the alerts that announce; null for none
 * @param ignored labels of such an alert that say nothing of what it covers
 * @param marked matchers of alerts that are expected by themselves; null for none
 * @param longest how long an announcement or a mark is believed, from when the alert began
 * @param pausesDeadlines whether the clocks of incidents stand still meanwhile
 */
public record MaintenanceRules(
    List<MaintenanceWindow> windows,
    @Nullable Matchers announcing,
    Set<String> ignored,
    @Nullable Matchers marked,
    Duration longest,
    boolean pausesDeadlines) {
  private static final Set<String> NEVER_NARROWING = Set.of("alertname", "severity");

  public MaintenanceRules {
    windows = List.copyOf(windows);
    ignored = Set.copyOf(ignored);
  }

  public static MaintenanceRules none() {
    return new MaintenanceRules(List.of(), null, Set.of(), null, Duration.ofDays(1), true);
  }

  /** Whether an alert announces maintenance: only information may hold back what is worse. */
  public boolean announces(Alert alert, Severity severity) {
    return announcing != null
        && severity == Severity.INFO
        && alert.state() == Alert.State.ACTIVE
        && announcing.matches(alert.labels());
  }

  /** The window that an announcement opens: it covers what carries its labels. */
  public MaintenanceWindow announcedBy(Alert alert) {
    Set<String> left = new HashSet<>(ignored);
    left.addAll(NEVER_NARROWING);
    List<Matcher> matchers = new ArrayList<>();
    for (Map.Entry<String, String> label : alert.labels().entries()) {
      if (!left.contains(label.getKey())) {
        matchers.add(Matcher.of(label.getKey(), Matcher.Operator.EQUAL, label.getValue()));
      }
    }
    return new MaintenanceWindow(
        alert.name(),
        new Matchers(matchers),
        believed(alert),
        "alert " + alert.name(),
        MaintenanceWindow.Origin.ANNOUNCED);
  }

  /** The window of an alert that is marked as expected; null when it is not. */
  public @Nullable MaintenanceWindow markOf(Alert alert) {
    return marked == null || !marked.matches(alert.labels())
        ? null
        : new MaintenanceWindow(
            marked.toString(), marked, believed(alert), "label", MaintenanceWindow.Origin.MARKED);
  }

  private MaintenanceWindow.Once believed(Alert alert) {
    Instant begun = alert.startsAt();
    return new MaintenanceWindow.Once(begun, begun.plus(longest));
  }
}
