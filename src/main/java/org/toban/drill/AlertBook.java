package org.toban.drill;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Evaluates the rules, as Prometheus does: pending, firing, gone. */
final class AlertBook {
  private final List<Rule> rules = Rule.all();
  private Map<Map<String, String>, Tracked> tracked = Map.of();
  private volatile List<FiredAlert> alerts = List.of();
  private volatile Instant evaluatedAt = Instant.EPOCH;

  /** An alert and for how many evaluations it has held. */
  private record Tracked(FiredAlert alert, int held) {}

  synchronized void evaluate(List<Sample> samples, Instant now) {
    Map<Map<String, String>, Tracked> next = new LinkedHashMap<>();
    for (Rule rule : rules) {
      for (Sample sample : samples) {
        if (sample.metric().equals(rule.metric()) && rule.holds().test(sample.value())) {
          Tracked one = hold(rule, sample, now);
          next.put(one.alert().labels(), one);
        }
      }
    }
    tracked = next;
    alerts = next.values().stream().map(Tracked::alert).toList();
    evaluatedAt = now;
  }

  private Tracked hold(Rule rule, Sample sample, Instant now) {
    Map<String, String> labels = rule.labels(sample);
    Tracked before = tracked.get(labels);
    int held = before == null ? 0 : before.held() + 1;
    Instant activeAt = before == null ? now : before.alert().activeAt();
    Instant firing = before == null ? null : before.alert().firingSince();
    if (firing == null && held >= rule.forTicks()) {
      firing = now;
    }
    return new Tracked(
        new FiredAlert(rule, labels, rule.annotations(labels), activeAt, firing, sample.value()),
        held);
  }

  /** Forgets everything, as a restart does. */
  synchronized void clear() {
    tracked = Map.of();
    alerts = List.of();
  }

  List<Rule> rules() {
    return rules;
  }

  /** Pending and firing. */
  List<FiredAlert> alerts() {
    return alerts;
  }

  List<FiredAlert> firing() {
    return new ArrayList<>(alerts.stream().filter(FiredAlert::firing).toList());
  }

  Instant evaluatedAt() {
    return evaluatedAt;
  }
}
