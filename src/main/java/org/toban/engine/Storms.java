package org.toban.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.alert.Labels;
import org.toban.incident.Incident;

/**
 * When alerts of one name would open more incidents than a person can hold, they open one: whatever
 * of that name comes while it is open joins it.
 */
final class Storms {
  private final State state;

  Storms(State state) {
    this.state = state;
  }

  private static Labels group(String alertName) {
    return Labels.of("alertname", alertName);
  }

  /** The open incident of a storm of alerts of this name; null when there is none. */
  @Nullable Incident of(Alert alert) {
    Incident it = limit() == 0 ? null : state.cases.newest(group(alert.name()));
    return it != null && it.isUnderWay() ? it : null;
  }

  private int limit() {
    return state.settings.answering().storm();
  }

  /** The groups that would open an incident each; those of a storm as one. */
  Map<Labels, List<Board.Row>> gathered(Map<Labels, List<Board.Row>> groups) {
    if (limit() == 0 || groups.isEmpty()) {
      return groups;
    }
    Map<String, Integer> counts = openLately();
    groups.values().forEach(rows -> counts.merge(name(rows), 1, Integer::sum));
    Map<Labels, List<Board.Row>> gathered = new LinkedHashMap<>();
    groups.forEach((labels, rows) -> {
      boolean storms = counts.getOrDefault(name(rows), 0) > limit();
      gathered
          .computeIfAbsent(storms ? group(name(rows)) : labels, it -> new ArrayList<>())
          .addAll(rows);
    });
    return gathered;
  }

  /** Incidents by alert name that are open and young: alerts of a storm come over several polls. */
  private Map<String, Integer> openLately() {
    Instant since = state.now.minus(state.timing.reopenWindow());
    Map<String, Integer> counts = new HashMap<>();
    for (String id : state.cases.open()) {
      Incident it = state.cases.require(id);
      if (it.openedAt().isAfter(since)) {
        counts.merge(it.alertName(), 1, Integer::sum);
      }
    }
    return counts;
  }

  private static String name(List<Board.Row> rows) {
    return rows.getFirst().alert().name();
  }
}
