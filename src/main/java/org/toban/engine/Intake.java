package org.toban.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.alert.Alerts;
import org.toban.alert.Fingerprint;
import org.toban.alert.Severity;
import org.toban.history.History;
import org.toban.incident.Cause;
import org.toban.incident.Event;
import org.toban.incident.Policy;
import org.toban.source.Reading;

/**
 * Readings to rows, episodes and incidents. The work of a reading is that of what changed in it; an
 * alert clears only when complete answers of every source that showed it lack it.
 */
final class Intake {
  private final State state;
  private final Opening opening;
  private final Verification verification;

  Intake(State state, Opening opening, Verification verification) {
    this.state = state;
    this.opening = opening;
    this.verification = verification;
  }

  void read(Reading reading) {
    SourceWatch source = state.sources.get(reading.source());
    if (source == null) {
      return;
    }
    if (reading instanceof Reading.Inspected inspected) {
      source.note(inspected.inspection());
      return;
    }
    source.note(reading);
    if (reading instanceof Reading.Partial partial) {
      Batch batch = new Batch();
      Alerts.Difference difference = source.turn(partial);
      difference.added().forEach(alert -> see(source.name(), alert, batch));
      difference.changed().forEach(alert -> see(source.name(), alert, batch));
      batch.finish();
    }
    if (reading instanceof Reading.Complete complete) {
      Batch batch = new Batch();
      Alerts.Difference difference = source.turn(complete);
      if (source.updateHealth(state.now)
          || (source.isRecovering() && !difference.gone().isEmpty())) {
        markAgain(source);
      }
      difference.gone().forEach(alert -> holdIfFlapping(source, alert.fingerprint()));
      difference.added().forEach(alert -> see(source.name(), alert, batch));
      difference.changed().forEach(alert -> see(source.name(), alert, batch));
      for (Fingerprint gone : source.cleared(state.settings.sorting().clearPolls(), state.now)) {
        clear(source.name(), gone, Cause.MISSING.said(source.name()), batch);
      }
      batch.finish();
    } else {
      updateHealth(source);
    }
  }

  private void holdIfFlapping(SourceWatch source, Fingerprint fingerprint) {
    Board.Row row = state.rows.get(fingerprint);
    if (row != null && state.flapping.isFlapping(fingerprint)) {
      source.hold(fingerprint, state.flapping.believedFrom(state.now));
      state.rows.put(row(row.alert(), row.sources(), row.severity(), row.policy(), row));
    }
  }

  /** Toban's own alerts need no second look. */
  void own(List<Alert> firing, List<Fingerprint> gone) {
    Batch batch = new Batch();
    firing.forEach(alert -> see(OwnAlerts.SOURCE, alert, batch));
    gone.forEach(it -> clear(OwnAlerts.SOURCE, it, Cause.NO_SUCH_TROUBLE.said(), batch));
    batch.finish();
  }

  /** A source is believed more or less than before: its rows show it. */
  void updateHealth(SourceWatch source) {
    if (source.updateHealth(state.now)) {
      markAgain(source);
    }
  }

  private void markAgain(SourceWatch source) {
    for (Board.Row row : state.rows.snapshot()) {
      if (row.sources().contains(source.name()) && row.stale() == isVouchedFor(row)) {
        state.rows.put(row(row.alert(), row.sources(), row.severity(), row.policy(), row));
      }
    }
  }

  private boolean isVouchedFor(Board.Row row) {
    return row.sources().stream().anyMatch(source -> vouches(source, row.fingerprint()));
  }

  /**
   * Other runbooks may say other things of the same alerts; incidents keep what they opened with.
   */
  void judgeAgain() {
    Batch batch = new Batch();
    for (Board.Row row : state.rows.snapshot()) {
      put(row.alert(), row.sources(), row, batch);
    }
    batch.finish();
  }

  private void see(String source, Alert alert, Batch batch) {
    Fingerprint fingerprint = alert.fingerprint();
    Board.Row before = state.rows.get(fingerprint);
    SourceWatch watch = state.sources.get(source);
    if (watch != null && stopsFiring(before, source, alert)) {
      watch.missWhilePending(fingerprint, state.now);
      return;
    }
    if (watch != null) {
      watch.see(fingerprint);
    }
    List<String> sources = new ArrayList<>(List.of(source));
    Alert merged = alert;
    for (String other : before == null ? List.<String>of() : before.sources()) {
      if (!other.equals(source)) {
        sources.add(other);
        Alert its = latest(other, fingerprint);
        merged = its == null ? merged : merged.merge(its);
      }
    }
    boolean fired =
        before != null
            && before.alert().state() != Alert.State.PENDING
            && before.sources().contains(source);
    Board.Row row = put(merged, sources, before, batch);
    respondIfDue(row, batch);
    if (!fired && alert.state() != Alert.State.PENDING) {
      if (before == null) {
        state.flapping.fired(fingerprint, state.now);
      }
      batch.episode(row, source, true);
    }
  }

  /** Prometheus lists an alert as pending after it has fired: that is one more way to be gone. */
  private static boolean stopsFiring(Board.@Nullable Row before, String source, Alert alert) {
    return alert.state() == Alert.State.PENDING
        && before != null
        && before.alert().state() != Alert.State.PENDING
        && before.sources().contains(source);
  }

  private @Nullable Alert latest(String source, Fingerprint fingerprint) {
    SourceWatch watch = state.sources.get(source);
    return watch == null ? null : watch.latest(fingerprint);
  }

  private Board.Row put(
      Alert alert, List<String> sources, Board.@Nullable Row before, Batch batch) {
    Policy policy = state.library.policyFor(alert, state.settings.severities());
    Board.Row row = row(alert, sources, policy.severity(), policy, before);
    if (row.equals(before)) {
      return row;
    }
    state.rows.put(row);
    if (row.incident() != null) {
      state.touch(row.incident());
    } else if (!isOnlyRemembered(row)) {
      respondIfDue(row, batch);
    }
    return row;
  }

  private void respondIfDue(Board.Row row, Batch batch) {
    if (row.incident() == null && opening.isDue(row)) {
      batch.fresh.put(row.fingerprint(), row);
    }
  }

  private boolean isOnlyRemembered(Board.Row row) {
    return row.sources().stream()
        .map(state.sources::get)
        .allMatch(source -> source != null && source.status().remembered());
  }

  private Board.Row row(
      Alert alert,
      List<String> sources,
      Severity severity,
      Policy policy,
      Board.@Nullable Row before) {
    return new Board.Row(
        alert.fingerprint(),
        alert,
        List.copyOf(sources),
        severity,
        policy,
        before == null ? null : before.incident(),
        before == null ? state.now : before.firstSeen(),
        sources.stream().noneMatch(source -> vouches(source, alert.fingerprint())));
  }

  private boolean vouches(String source, Fingerprint fingerprint) {
    SourceWatch watch = state.sources.get(source);
    return source.equals(OwnAlerts.SOURCE) || (watch != null && watch.vouchesFor(fingerprint));
  }

  private void clear(String source, Fingerprint fingerprint, String why, Batch batch) {
    Board.Row row = state.rows.get(fingerprint);
    if (row == null || !row.sources().contains(source)) {
      return;
    }
    if (row.alert().state() != Alert.State.PENDING) {
      batch.episode(row, source, false);
    }
    List<String> left = new ArrayList<>(row.sources());
    left.remove(source);
    if (!left.isEmpty()) {
      Alert its = latest(left.getFirst(), fingerprint);
      put(its == null ? row.alert() : its, left, row, batch);
      return;
    }
    state.rows.remove(fingerprint);
    state.flapping.cleared(fingerprint, state.now);
    if (row.incident() != null) {
      batch
          .clears
          .computeIfAbsent(row.incident(), id -> new ArrayList<>())
          .add(new Event.AlertCleared(state.now, source, fingerprint, why));
    }
    Alert pending = latest(source, fingerprint);
    if (pending != null) {
      put(pending, List.of(source), null, batch);
    }
  }

  /** What one reading brings, done at its end: whole groups at once. */
  private final class Batch {
    private final Map<Fingerprint, Board.Row> fresh = new LinkedHashMap<>();
    private final Map<String, List<Event>> clears = new LinkedHashMap<>();
    private final List<History.EpisodeChange> episodes = new ArrayList<>();
    private int skipped;

    void episode(Board.Row row, String source, boolean firing) {
      if (firing && !state.episodes.take(state.now)) {
        skipped++;
        return;
      }
      episodes.add(
          new History.EpisodeChange(source, row.alert(), row.severity(), state.now, firing));
    }

    void finish() {
      if (skipped > 0 && state.episodes.tell()) {
        state.say(null, "episodes.skipped", Integer.toString(skipped));
      }
      if (!episodes.isEmpty()) {
        state.effect(new Effect.Episodes(episodes));
      }
      clears.keySet().removeIf(id -> state.cases.get(id) == null); // closed long ago
      clears.forEach(state.cases::add);
      clears.keySet().forEach(verification::onClear);
      opening.respondTo(fresh.values());
    }
  }
}
