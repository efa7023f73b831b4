package org.toban.notice;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Matchers;
import org.toban.alert.Severity;
import org.toban.incident.Incident;

/**
 * Which channels carry the notices of which incidents; the first rule that fits decides.
 *
 * @param severities empty for all
 * @param owners as policies name them; empty for all
 * @param matchers for the labels of one of its alerts; null for all
 * @param channels names; none for nobody
 */
public record Rule(
    Set<Severity> severities,
    List<String> owners,
    @Nullable Matchers matchers,
    List<String> channels) {
  public Rule {
    severities = Set.copyOf(severities);
    owners = List.copyOf(owners);
    channels = List.copyOf(channels);
  }

  boolean fits(Incident it) {
    return (severities.isEmpty() || severities.contains(it.severity()))
        && (owners.isEmpty() || owners.stream().anyMatch(it.policy().owner()::equalsIgnoreCase))
        && (matchers == null || hits(matchers, it));
  }

  private static boolean hits(Matchers matchers, Incident it) {
    return (it.firing().isEmpty() ? it.cleared() : it.firing())
        .values().stream().anyMatch(alert -> matchers.matches(alert.labels()));
  }
}
