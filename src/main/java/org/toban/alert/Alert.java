package org.toban.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One label set that a source says is firing. The fingerprint is always that of the labels.
 *
 * @param startsAt when the source says that it began; may lie in the future when clocks differ
 * @param suppressedBy what holds it back when the state is suppressed, such as {@code silence:ID},
 *     {@code inhibited:FP}
 * @param generatorUrl where the source says it came from; never opened or fetched without the
 *     checks for links
 * @param receivers whom Alertmanager routes it to, by name; empty for sources that do not route
 * @param group what it has in common with those that Alertmanager notifies together with it; null
 *     when it was not asked
 */
public record Alert(
    Labels labels,
    Fingerprint fingerprint,
    Map<String, String> annotations,
    Instant startsAt,
    State state,
    List<String> suppressedBy,
    @Nullable String generatorUrl,
    List<String> receivers,
    @Nullable Labels group) {

  /** How {@link #suppressedBy} names a silence: this, then its id. */
  public static final String SILENCE = "silence:";

  /** How {@link #suppressedBy} names an inhibiting alert: this, then its fingerprint. */
  public static final String INHIBITED = "inhibited:";

  /** How {@link #suppressedBy} names a mute or active time interval: this, then its name. */
  public static final String MUTED = "muted:";

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
    receivers = receivers == null ? List.of() : List.copyOf(receivers); // old histories have none
  }

  /** An alert that nobody routes. */
  public Alert(
      Labels labels,
      Fingerprint fingerprint,
      Map<String, String> annotations,
      Instant startsAt,
      State state,
      List<String> suppressedBy,
      @Nullable String generatorUrl) {
    this(
        labels,
        fingerprint,
        annotations,
        startsAt,
        state,
        suppressedBy,
        generatorUrl,
        List.of(),
        null);
  }

  /** An alert whose group is not known. */
  public Alert(
      Labels labels,
      Fingerprint fingerprint,
      Map<String, String> annotations,
      Instant startsAt,
      State state,
      List<String> suppressedBy,
      @Nullable String generatorUrl,
      List<String> receivers) {
    this(
        labels,
        fingerprint,
        annotations,
        startsAt,
        state,
        suppressedBy,
        generatorUrl,
        receivers,
        null);
  }

  /** An active alert without annotations, as tests and drills need it. */
  public static Alert active(Labels labels, Instant startsAt) {
    return new Alert(
        labels, Fingerprint.of(labels), Map.of(), startsAt, State.ACTIVE, List.of(), null);
  }

  /** What of one kind holds it back, without the prefix: ids, fingerprints or names. */
  public List<String> suppressedBy(String prefix) {
    return suppressedBy.stream()
        .filter(it -> it.startsWith(prefix))
        .map(it -> it.substring(prefix.length()))
        .toList();
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

  /** The target without its port: two exporters of a machine are of one machine. */
  public String machine() {
    String target = target();
    int colon = target.lastIndexOf(':');
    boolean port =
        colon > 0
            && colon < target.length() - 1
            && target.chars().skip(colon + 1L).allMatch(it -> it >= '0' && it <= '9');
    return port ? target.substring(0, colon) : target;
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
    Labels known = group == null ? other.group : group;
    Alert grouped = Objects.equals(strongest.group, known) ? strongest : strongest.inGroup(known);
    return grouped.startsAt.equals(start) ? grouped : grouped.startingAt(start);
  }

  /** The same alert with another start. */
  public Alert startingAt(Instant start) {
    return new Alert(
        labels,
        fingerprint,
        annotations,
        start,
        state,
        suppressedBy,
        generatorUrl,
        receivers,
        group);
  }

  /** The same alert, held back by these time intervals of its route too. */
  public Alert mutedBy(List<String> intervals) {
    List<String> all = new ArrayList<>(suppressedBy);
    intervals.stream().map(MUTED::concat).filter(it -> !all.contains(it)).forEach(all::add);
    return new Alert(
        labels,
        fingerprint,
        annotations,
        startsAt,
        State.SUPPRESSED,
        all,
        generatorUrl,
        receivers,
        group);
  }

  /** The same alert less some labels, and so under another fingerprint; itself when it has none. */
  public Alert without(List<String> names) {
    if (names.stream().allMatch(name -> labels.get(name) == null)) {
      return this;
    }
    Labels left = labels.without(names);
    return new Alert(
        left,
        Fingerprint.of(left),
        annotations,
        startsAt,
        state,
        suppressedBy,
        generatorUrl,
        receivers,
        group == null ? null : group.without(names));
  }

  /** The same alert in a group of its source. */
  public Alert inGroup(@Nullable Labels group) {
    return new Alert(
        labels,
        fingerprint,
        annotations,
        startsAt,
        state,
        suppressedBy,
        generatorUrl,
        receivers,
        group);
  }

  private static int strength(State state) {
    return switch (state) {
      case PENDING -> 0;
      case SUPPRESSED -> 1;
      case ACTIVE -> 2;
    };
  }
}
