package org.toban.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.toban.alert.Alert;
import org.toban.alert.Fingerprint;
import org.toban.alert.Labels;

/**
 * What Toban itself has to report: a source that it cannot see, a watchdog that has gone quiet,
 * rules and targets of a source that do not work.
 */
final class OwnAlerts {
  /** The source that Toban's own alerts come from. */
  static final String SOURCE = "toban";

  static final String BLIND = "TobanSourceBlind";
  static final String WATCHDOG = "TobanWatchdogMissing";

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
      boolean quiet = source.answersWithoutWatchdog() >= Math.max(2, state.settings.clearPolls());
      change(alert(BLIND, source.name(), blindness(source)), blind, source.isLive(), fired, gone);
      change(
          alert(
              WATCHDOG,
              source.name(),
              source.name()
                  + " answers, but its always-firing alert is missing: alerts may be lost on the"
                  + " way"),
          quiet && !blind,
          source.isLive() && !source.lacksWatchdog(),
          fired,
          gone);
      look(source, fired, gone);
    }
    if (!fired.isEmpty() || !gone.isEmpty()) {
      intake.own(fired, gone);
    }
  }

  /** Rules and targets: what was said in two looks in a row, for one may fall into a restart. */
  private void look(SourceWatch source, List<Alert> fired, List<Fingerprint> gone) {
    Troubles now = Troubles.of(source.name(), source.inspected(), state.now);
    Troubles before = Troubles.of(source.name(), source.inspectedBefore(), state.now);
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

  private Alert alert(String name, String source, String summary) {
    Labels labels = Labels.of("alertname", name, "instance", source, "severity", "critical");
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
