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
import org.toban.source.Cadence;
import org.toban.source.Inspection;
import org.toban.source.Looks;
import org.toban.source.Reading;
import org.toban.source.SourceSettings;
import org.toban.source.SourceStatus;

/**
 * One source: its last complete answer, and which alerts have been missing from how many. What a
 * server knew before it was started anew is not cleared by its answers until it has had the time to
 * hear of it again.
 */
final class SourceWatch {
  /** Twice the usual resend interval, for a server that does not say when it started. */
  private static final Duration RESEND = SourceSettings.USUAL_RESEND.multipliedBy(2);

  /** An answer without any alert, after one with this many, looks like a restarted Alertmanager. */
  private static final int MANY = 5;

  /**
   * A restarted Prometheus takes this long to believe again in an alert with a longer {@code for}
   * ({@code --rules.alert.for-grace-period}, 10 m), which is pending until then.
   */
  private static final Duration GRACE = Duration.ofMinutes(12);

  private final SourceSettings settings;
  private final Watchdogs watchdogs;
  private final Admission admission;
  private final Map<Fingerprint, Absence> absent = new LinkedHashMap<>();
  private SourceStatus status;
  private SourceStatus.Health health = SourceStatus.Health.NEVER;
  private Alerts latest = Alerts.none();
  private @Nullable Instant startedAt;
  private @Nullable Instant restartSeen;
  private Instant watchedSince;
  private Looks looks = Looks.none();

  private record Absence(int answers, Instant clearsFrom, boolean held) {
    Absence oneMore() {
      return new Absence(answers + 1, clearsFrom, held);
    }

    Absence notAfter(Instant latest) {
      return clearsFrom.isAfter(latest) ? new Absence(answers, latest, held) : this;
    }

    Absence until(Instant settled, boolean nowHeld) {
      Instant later = settled.isAfter(clearsFrom) ? settled : clearsFrom;
      return new Absence(answers, later, held || nowHeld);
    }
  }

  SourceWatch(SourceSettings settings, Admission admission, Instant now) {
    this.settings = settings;
    this.admission = admission;
    this.watchdogs = new Watchdogs(settings.watchdogs());
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

  boolean isRecovering() {
    return health == SourceStatus.Health.RECOVERING;
  }

  /**
   * Whether the source says now that this alert is there, or has said so until a poll or two ago.
   */
  boolean vouchesFor(Fingerprint fingerprint) {
    Absence absence = absent.get(fingerprint);
    return isLive()
        ? absence == null || !absence.held()
        : isRecovering() && latest.get(fingerprint) != null;
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

  /**
   * The clock has jumped (a sleep, or it was set): blindness counts from here, and nothing is held
   * for longer than it would be from here.
   */
  void resume(Instant now) {
    watchedSince = now;
    absent.replaceAll((fingerprint, absence) -> absence.notAfter(now.plus(GRACE)));
  }

  /** No complete answer for five intervals, and at least a minute, of being awake. */
  boolean isBlind(Instant now) {
    return isOver(status.cadence().lastAnswer(), settings.interval(), now)
        || isOver(status.lastComplete(), status.cadence().completeEvery(), now);
  }

  private boolean isOver(@Nullable Instant last, Duration every, Instant now) {
    Instant since =
        last != null && last.isAfter(watchedSince) && !last.isAfter(now) ? last : watchedSince;
    return since.plus(Cadence.failedAfter(every)).isBefore(now);
  }

  Watchdogs watchdogs() {
    return watchdogs;
  }

  /** How many of its alerts are beyond the limit of the board. */
  int overLimit() {
    return admission.overLimit();
  }

  @Nullable Alert latest(Fingerprint fingerprint) {
    return latest.get(fingerprint);
  }

  /** Takes over a complete answer and says what is different. */
  Alerts.Difference turn(Reading.Complete reading) {
    Alerts alerts = admission.admit(reading.alerts());
    Alerts.Difference difference = alerts.since(latest);
    Instant clearsFrom = noteRestart(reading);
    boolean sudden = reading.alerts().isEmpty() && latest.size() >= MANY;
    if (sudden && reading.vitals().startedAt() == null) {
      clearsFrom = reading.at().plus(RESEND);
    }
    Absence begun = new Absence(0, clearsFrom, false);
    difference.gone().forEach(alert -> absent.putIfAbsent(alert.fingerprint(), begun));
    latest = alerts;
    watchdogs.look(reading.alerts(), status.health(reading.at()) == SourceStatus.Health.RECOVERING);
    status = status.lacking(watchdogs.missing());
    return difference;
  }

  /** Takes over what an answer to a narrower question adds; what it lacks says nothing. */
  Alerts.Difference turn(Reading.Partial reading) {
    Alerts.Difference news = reading.alerts().since(latest);
    List<Alert> added = admission.admit(news.added(), latest.size());
    Alerts.Difference difference = new Alerts.Difference(added, news.changed(), List.of());
    latest = latest.with(difference);
    return difference;
  }

  void note(Inspection inspection) {
    looks = looks.next(inspection);
  }

  Looks looks() {
    return looks;
  }

  /** From when on what this answer lacks may be cleared. */
  private Instant noteRestart(Reading.Complete reading) {
    Instant started = reading.vitals().startedAt();
    Instant settled = reading.at().plus(reading.vitals().settlesIn());
    if (started == null || started.equals(startedAt) || !settled.isAfter(reading.at())) {
      startedAt = started == null ? startedAt : started;
      return reading.at();
    }
    startedAt = started;
    restartSeen = reading.at();
    absent.replaceAll((fingerprint, absence) -> absence.until(settled, false));
    return settled;
  }

  /** An alert that was here is missing from now; a server that recovers may yet hear of it. */
  void miss(Fingerprint fingerprint, Instant now) {
    Instant settled = status.recoversUntil();
    Instant from = settled != null && settled.isAfter(now) ? settled : now;
    absent.putIfAbsent(fingerprint, new Absence(0, from, false));
  }

  /** An alert that fired is pending from now: over and begun anew, or waiting after a restart. */
  void missWhilePending(Fingerprint fingerprint, Instant now) {
    Instant restarted = restartSeen;
    Instant believed = restarted == null ? now : restarted.plus(GRACE);
    miss(fingerprint, believed.isAfter(now) ? believed : now);
  }

  /** What is missing counts as there until then, doubted. */
  void hold(Fingerprint fingerprint, Instant until) {
    absent.computeIfPresent(fingerprint, (missing, absence) -> absence.until(until, true));
  }

  void see(Fingerprint fingerprint) {
    absent.remove(fingerprint);
  }

  /** What it said before the program was started; an answer of now is worth more. */
  void remember(Instant answered, int alerts) {
    if (status.lastComplete() == null) {
      status = status.remembering(answered, alerts);
    }
  }

  /**
   * Counts the newest answer for each missing alert and gives those that have been missing from
   * enough. An answer without the watchdog counts for nothing: what it lacks may be lost on the
   * way.
   */
  List<Fingerprint> cleared(int answersNeeded, Instant now) {
    List<Fingerprint> cleared = new ArrayList<>();
    if (absent.isEmpty() || !watchdogs.missing().isEmpty()) {
      return cleared;
    }
    Iterator<Map.Entry<Fingerprint, Absence>> each = absent.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<Fingerprint, Absence> entry = each.next();
      Absence next = entry.getValue().oneMore();
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
