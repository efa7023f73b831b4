package org.toban.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.alert.Alerts;
import org.toban.alert.Fingerprint;
import org.toban.source.Inspection;
import org.toban.source.Reading;
import org.toban.source.SourceSettings;
import org.toban.source.SourceStatus;

/** One source: its last complete answer, and which alerts have been missing from how many. */
final class SourceWatch {
  /** Prometheus sends what fires again at least once a minute; twice that for a restarted one. */
  private static final Duration RESEND = Duration.ofMinutes(2);

  /** An answer without any alert, after one with this many, looks like a restarted Alertmanager. */
  private static final int MANY = 5;

  private final SourceSettings settings;
  private final Map<Fingerprint, Absence> absent = new LinkedHashMap<>();
  private SourceStatus status;
  private SourceStatus.Health health = SourceStatus.Health.NEVER;
  private Alerts latest = Alerts.none();
  private @Nullable Fingerprint watchdog;
  private int answersWithoutWatchdog;
  private Instant watchedSince;
  private Inspection inspected = new Inspection(null, null, List.of());
  private Inspection inspectedBefore = inspected;

  private record Absence(int answers, Instant clearsFrom) {}

  SourceWatch(SourceSettings settings, Instant now) {
    this.settings = settings;
    this.status = SourceStatus.unasked(settings);
    this.watchedSince = now;
  }

  String name() {
    return settings.name();
  }

  SourceStatus status() {
    return status;
  }

  boolean isLive() {
    return health == SourceStatus.Health.LIVE;
  }

  void note(Reading reading) {
    status = status.after(reading);
  }

  /** Whether the health is another one than before. */
  boolean updateHealth(Instant now) {
    SourceStatus.Health before = health;
    health = status.health(now);
    return health != before;
  }

  /** The clock has jumped (a sleep): blindness counts from here. */
  void resume(Instant now) {
    watchedSince = now;
  }

  /** No complete answer for five intervals, and at least a minute, of being awake. */
  boolean isBlind(Instant now) {
    return isOver(status.lastAnswer(), settings.interval(), now)
        || isOver(status.lastComplete(), status.completeEvery(), now);
  }

  private boolean isOver(@Nullable Instant last, Duration every, Instant now) {
    Instant since = last != null && last.isAfter(watchedSince) ? last : watchedSince;
    return since.plus(SourceStatus.failedAfter(every)).isBefore(now);
  }

  boolean lacksWatchdog() {
    return answersWithoutWatchdog > 0;
  }

  int answersWithoutWatchdog() {
    return answersWithoutWatchdog;
  }

  @Nullable Alert latest(Fingerprint fingerprint) {
    return latest.get(fingerprint);
  }

  /** Takes over a complete answer and says what is different. */
  Alerts.Difference turn(Reading.Complete reading) {
    Alerts.Difference difference = reading.alerts().since(latest);
    boolean sudden = reading.alerts().isEmpty() && latest.size() >= MANY;
    Instant clearsFrom = sudden ? reading.at().plus(RESEND) : reading.at();
    difference
        .gone()
        .forEach(alert -> absent.putIfAbsent(alert.fingerprint(), new Absence(0, clearsFrom)));
    latest = reading.alerts();
    lookForWatchdog();
    return difference;
  }

  /** Takes over what an answer to a narrower question adds; what it lacks says nothing. */
  Alerts.Difference turn(Reading.Partial reading) {
    List<Alert> added = new ArrayList<>();
    List<Alert> changed = new ArrayList<>();
    for (Alert alert : reading.alerts()) {
      Alert known = latest.get(alert.fingerprint());
      if (known == null) {
        added.add(alert);
      } else if (!known.equals(alert)) {
        changed.add(alert);
      }
    }
    if (!added.isEmpty() || !changed.isEmpty()) {
      Map<Fingerprint, Alert> all = new LinkedHashMap<>();
      latest.forEach(alert -> all.put(alert.fingerprint(), alert));
      added.forEach(alert -> all.put(alert.fingerprint(), alert));
      changed.forEach(alert -> all.put(alert.fingerprint(), alert));
      latest = Alerts.of(all.values());
    }
    return new Alerts.Difference(added, changed, List.of());
  }

  /** What it last said of its rules, and whether it said so twice in a row, and its targets. */
  void note(Inspection inspection) {
    inspectedBefore = inspected;
    inspected =
        new Inspection(
            inspection.rules() == null ? inspected.rules() : inspection.rules(),
            inspection.targets() == null ? inspected.targets() : inspection.targets(),
            inspection.faults());
  }

  Inspection inspected() {
    return inspected;
  }

  Inspection inspectedBefore() {
    return inspectedBefore;
  }

  private void lookForWatchdog() {
    String name = settings.watchdog();
    if (name == null) {
      return;
    }
    if (watchdog == null || !isFiring(latest.get(watchdog))) {
      watchdog =
          latest.stream()
              .filter(alert -> isFiring(alert) && alert.name().equals(name))
              .map(Alert::fingerprint)
              .findFirst()
              .orElse(null);
    }
    answersWithoutWatchdog = watchdog == null ? answersWithoutWatchdog + 1 : 0;
  }

  private static boolean isFiring(@Nullable Alert alert) {
    return alert != null && alert.state() != Alert.State.PENDING;
  }

  /** An alert that was here is missing, or no longer fires, from now. */
  void miss(Fingerprint fingerprint, Instant now) {
    absent.putIfAbsent(fingerprint, new Absence(0, now));
  }

  void see(Fingerprint fingerprint) {
    absent.remove(fingerprint);
  }

  /**
   * Counts the newest answer for each missing alert and gives those that have been missing from
   * enough. An answer without the watchdog counts for nothing: what it lacks may be lost on the
   * way.
   */
  List<Fingerprint> cleared(int answersNeeded, Instant now) {
    List<Fingerprint> cleared = new ArrayList<>();
    if (absent.isEmpty() || lacksWatchdog()) {
      return cleared;
    }
    Iterator<Map.Entry<Fingerprint, Absence>> each = absent.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<Fingerprint, Absence> entry = each.next();
      Absence next = new Absence(entry.getValue().answers() + 1, entry.getValue().clearsFrom());
      if (next.answers() >= answersNeeded && !now.isBefore(next.clearsFrom())) {
        cleared.add(entry.getKey());
        each.remove();
      } else {
        entry.setValue(next);
      }
    }
    return cleared;
  }
}
