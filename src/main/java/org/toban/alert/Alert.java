package org.toban.alert;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One label set that a source says is firing. The fingerprint is always that of the labels.
 *
 * @param startsAt when the source says that it began; may lie in the future when clocks differ
 * @param suppressedBy what holds it back when the state is suppressed, such as {@code silence:ID},
 *     {@code inhibited:FP}
 * @param generatorUrl where the source says it came from; never opened or fetched without the
 *     checks for links
 */
public record Alert(
    Labels labels,
    Fingerprint fingerprint,
    Map<String, String> annotations,
    Instant startsAt,
    State state,
    List<String> suppressedBy,
    @Nullable String generatorUrl) {

  /** Whether a source counts the alert as firing now. */
  public enum State {
    /** Prometheus waits for the rule's {@code for} time; opens no incident. */
    PENDING,
    ACTIVE,
    /** Silenced, inhibited or muted in Alertmanager; shown and counted, never notified. */
    SUPPRESSED
  }

  public Alert {
    annotations = Map.copyOf(annotations);
    suppressedBy = List.copyOf(suppressedBy);
  }

  /** An active alert without annotations, as tests and drills need it. */
  public static Alert active(Labels labels, Instant startsAt) {
    return new Alert(
        labels, Fingerprint.of(labels), Map.of(), startsAt, State.ACTIVE, List.of(), null);
  }

  /** The {@code alertname} label, or an empty string. */
  public String name() {
    return labels.getOrDefault("alertname", "");
  }

  /**
   * The {@code instance} label, else {@code host}, {@code node} or {@code pod}, else an empty
   * string.
   */
  public String target() {
    String label = targetLabel();
    return label == null ? "" : labels.getOrDefault(label, "");
  }

  /** The name of the label that {@link #target} reads, null when the alert has none of them. */
  public @Nullable String targetLabel() {
    for (String label : TARGETS) {
      if (labels.get(label) != null) {
        return label;
      }
    }
    return null;
  }

  private static final List<String> TARGETS =
      List.of("instance", "host", "hostname", "node", "pod");

  /**
   * Merges two sightings of this alert: the earlier start, the state that most needs a person
   * (active, suppressed, pending), annotations of the one that is kept.
   *
   * @throws IllegalArgumentException when the other has another fingerprint
   */
  public Alert merge(Alert other) {
    if (!fingerprint.equals(other.fingerprint)) {
      throw new IllegalArgumentException("different alerts: " + labels + " and " + other.labels);
    }
    Alert strongest = strength(other.state) > strength(state) ? other : this;
    Instant start = startsAt.isBefore(other.startsAt) ? startsAt : other.startsAt;
    if (strongest.startsAt.equals(start)) {
      return strongest;
    }
    return new Alert(
        strongest.labels,
        strongest.fingerprint,
        strongest.annotations,
        start,
        strongest.state,
        strongest.suppressedBy,
        strongest.generatorUrl);
  }

  private static int strength(State state) {
    return switch (state) {
      case PENDING -> 0;
      case SUPPRESSED -> 1;
      case ACTIVE -> 2;
    };
  }
}
