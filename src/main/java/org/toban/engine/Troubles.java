package org.toban.engine;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.toban.alert.Alert;
import org.toban.alert.Fingerprint;
import org.toban.alert.Labels;
import org.toban.source.Inspection;

/**
 * Alerts of Toban's own about a source whose rules cannot be evaluated or whose targets cannot be
 * scraped: what such a rule watches never fires, however bad it is.
 *
 * @param known which of the two kinds the source has said anything about
 */
record Troubles(String source, Map<Fingerprint, Alert> alerts, Set<String> known) {
  static final String RULES = "TobanRulesBroken";
  static final String TARGETS = "TobanTargetsDown";

  private static final int NAMED = 3;

  static Troubles of(String source, Inspection inspection, Instant now) {
    Map<Fingerprint, Alert> alerts = new LinkedHashMap<>();
    Set<String> known = new java.util.HashSet<>();
    Inspection.Rules rules = inspection.rules();
    if (rules != null) {
      known.add(RULES);
      if (rules.brokenCount() > 0) {
        add(
            alerts,
            alert(Map.of("alertname", RULES, "severity", "warning"), source, said(rules), now));
      }
    }
    Inspection.Targets targets = inspection.targets();
    if (targets != null) {
      known.add(TARGETS);
      for (Inspection.Job job : targets.failing()) {
        // when a whole job is down no rule about it can fire; a part of it has rules of its own
        String severity = job.down() == job.total() ? "warning" : "info";
        Map<String, String> labels =
            Map.of("alertname", TARGETS, "job", job.name(), "severity", severity);
        add(alerts, alert(labels, source, said(job), now));
      }
    }
    return new Troubles(source, alerts, known);
  }

  /** Whether the source was asked about this and says that there is no such trouble. */
  boolean denies(Alert alert) {
    return known.contains(alert.name())
        && source.equals(alert.labels().get("instance"))
        && !alerts.containsKey(alert.fingerprint());
  }

  private static void add(Map<Fingerprint, Alert> alerts, Alert alert) {
    alerts.put(alert.fingerprint(), alert);
  }

  private static Alert alert(Map<String, String> more, String source, String summary, Instant now) {
    Map<String, String> all = new TreeMap<>(more);
    all.put("instance", source);
    Labels labels = Labels.of(all);
    return new Alert(
        labels,
        Fingerprint.of(labels),
        Map.of("summary", summary),
        now,
        Alert.State.ACTIVE,
        List.of(),
        null);
  }

  private static String said(Inspection.Rules rules) {
    return rules.brokenCount()
        + " of "
        + rules.total()
        + " alerting rules cannot be evaluated, so they never fire: "
        + rules.broken().stream()
            .limit(NAMED)
            .map(it -> it.group() + "/" + it.name() + ": " + it.error())
            .collect(Collectors.joining("; "));
  }

  private static String said(Inspection.Job job) {
    return job.down()
        + " of "
        + job.total()
        + " targets of the job "
        + job.name()
        + " cannot be scraped: "
        + String.join("; ", job.examples());
  }
}
