package org.toban.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.toban.alert.Alert;
import org.toban.alert.Fingerprint;
import org.toban.alert.Labels;
import org.toban.incident.MaintenanceWindow;
import org.toban.source.Watchdog;

/**
 * What Toban itself has to report: a source that it cannot see, a watchdog that has gone quiet,
 * rules and targets of a source that do not work, a part of itself that stands still.
 */
final class OwnAlerts {
  /** The source that Toban's own alerts come from. */
  static final String SOURCE = "toban";

  static final String BLIND = "TobanSourceBlind";
  static final String WATCHDOG = "TobanWatchdogMissing";
  static final String OVER_LIMIT = "TobanOverLimit";
  static final String STUCK = "TobanStuck";

  /** Information, so that the work itself is kept and can be found. */
  static final String MAINTENANCE = "TobanMaintenance";

  private final State state;
  private final Intake intake;
  private final Map<Fingerprint, Alert> firing = new LinkedHashMap<>();

  OwnAlerts(State state, Intake intake) {
    this.state = state;
    this.intake = intake;
  }

  void look() {
    List<Alert> fired = new ArrayList<>();
    List<Fingerprint> gone = new ArrayList<>();
    for (SourceWatch source : state.sources.values()) {
      boolean blind = source.isBlind(state.now);
      boolean answers = source.isLive() || source.isRecovering();
      change(alert(BLIND, source.name(), blindness(source)), blind, answers, fired, gone);
      for (Watchdog watchdog : source.watchdogs().all()) {
        boolean quiet =
            source.watchdogs().answersWithout(watchdog)
                >= Math.max(2, state.settings.sorting().clearPolls());
        change(
            alert(
                WATCHDOG,
                source.name(),
                source.name()
                    + " answers, but its always-firing alert "
                    + watchdog
                    + " is missing: alerts may be lost on the way",
                "watchdog",
                watchdog.text()),
            quiet && !blind,
            source.isLive() && !source.watchdogs().isMissing(watchdog),
            fired,
            gone);
      }
      boolean over = source.overLimit() > 0;
      change(overLimit(source.name()), over, !over && answers, fired, gone);
      look(source, fired, gone);
    }
    lookForStuckParts(fired, gone);
    lookForMaintenance(fired, gone);
    if (!fired.isEmpty() || !gone.isEmpty()) {
      intake.own(fired, gone);
    }
  }

  /** Rules and targets: what was said in two looks in a row, for one may fall into a restart. */
  private void look(SourceWatch source, List<Alert> fired, List<Fingerprint> gone) {
    Troubles now = Troubles.of(source.name(), source.looks().newest(), state.now);
    Troubles before = Troubles.of(source.name(), source.looks().before(), state.now);
    for (Alert trouble : now.alerts().values()) {
      Alert known = firing.get(trouble.fingerprint());
      if (known == null && before.alerts().containsKey(trouble.fingerprint())) {
        firing.put(trouble.fingerprint(), trouble);
        fired.add(trouble);
      } else if (known != null && !known.annotations().equals(trouble.annotations())) {
        Alert changed = trouble.startingAt(known.startsAt());
        firing.put(trouble.fingerprint(), changed);
        fired.add(changed);
      }
    }
    List.copyOf(firing.values()).stream()
        .filter(it -> now.denies(it) && firing.remove(it.fingerprint()) != null)
        .forEach(it -> gone.add(it.fingerprint()));
  }

  private void lookForStuckParts(List<Alert> fired, List<Fingerprint> gone) {
    for (String part : state.stuck) {
      String what = part + " of Toban stands still: what it should do is not done";
      change(alert(STUCK, part, what), true, false, fired, gone);
    }
    for (Alert alert : List.copyOf(firing.values())) {
      if (alert.name().equals(STUCK) && !state.stuck.contains(alert.target())) {
        change(alert, false, true, fired, gone);
      }
    }
  }

  /** What an alert announces is kept as that alert. */
  private void lookForMaintenance(List<Alert> fired, List<Fingerprint> gone) {
    Map<String, MaintenanceWindow> open = new LinkedHashMap<>();
    state.maintenance.written().forEach(it -> open.put(it.name(), it));
    for (MaintenanceWindow it : open.values()) {
      String what = it.name() + " " + it.matchers() + ", by " + it.by();
      change(alert(MAINTENANCE, it.name(), what, "severity", "info"), true, false, fired, gone);
    }
    for (Alert alert : List.copyOf(firing.values())) {
      if (alert.name().equals(MAINTENANCE) && !open.containsKey(alert.target())) {
        change(alert, false, true, fired, gone);
      }
    }
  }

  /** Alerts of an earlier run of this program are missing now unless they fire again. */
  void resume(Alert alert) {
    firing.put(alert.fingerprint(), alert);
  }

  private static String blindness(SourceWatch source) {
    return source.name()
        + " gives no complete answer"
        + (source.status().fault() == null ? "" : ": " + source.status().fault().summary())
        + ". What it showed last may no longer be true";
  }

  /** Never about a critical alert: those always have their row. */
  private Alert overLimit(String source) {
    return alert(
        OVER_LIMIT,
        source,
        source
            + " holds more alerts than the board takes (limits.alerts: "
            + state.settings.limits().alerts()
            + "). Those over it are only counted, and open no incident. Raise the limit, or narrow"
            + " the source by 'filter' or 'receivers'",
        "severity",
        "warning");
  }

  /** Between "it fires" and "it is well again" what was said before stands. */
  private void change(
      Alert alert, boolean fires, boolean well, List<Alert> fired, List<Fingerprint> gone) {
    Fingerprint fingerprint = alert.fingerprint();
    if (fires && firing.putIfAbsent(fingerprint, alert) == null) {
      fired.add(alert);
    } else if (!fires && well && firing.remove(fingerprint) != null) {
      gone.add(fingerprint);
    }
  }

  private Alert alert(String name, String instance, String summary, String... more) {
    Map<String, String> all = Labels.of(more).asMap();
    all.put("alertname", name);
    all.put("instance", instance);
    all.putIfAbsent("severity", "critical");
    Labels labels = Labels.of(all);
    return new Alert(
        labels,
        Fingerprint.of(labels),
        Map.of("summary", summary),
        state.now,
        Alert.State.ACTIVE,
        List.of(),
        null);
  }
}
