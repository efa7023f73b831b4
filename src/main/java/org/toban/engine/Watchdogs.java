package org.toban.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.alert.Alerts;
import org.toban.alert.Fingerprint;
import org.toban.source.Watchdog;

/** The always-firing alerts of one source, and from how many answers in a row each is missing. */
final class Watchdogs {
  private final List<Watchdog> all;
  private final Map<Watchdog, Fingerprint> seen = new LinkedHashMap<>();
  private final Map<Watchdog, Integer> answersWithout = new LinkedHashMap<>();

  Watchdogs(List<Watchdog> all) {
    this.all = all;
  }

  List<Watchdog> all() {
    return all;
  }

  /**
   * Looks through an answer.
   *
   * @param recovering whether the server has just started: then it is no surprise that it lacks
   *     one, and the answers are not counted
   */
  void look(Alerts latest, boolean recovering) {
    for (Watchdog watchdog : all) {
      Fingerprint known = seen.get(watchdog);
      Alert alert = known == null ? null : latest.get(known);
      if (alert == null || !watchdog.isSeenIn(alert)) {
        alert = find(watchdog, latest);
      }
      if (alert == null) {
        seen.remove(watchdog);
        answersWithout.merge(watchdog, recovering ? 0 : 1, Integer::sum);
      } else {
        seen.put(watchdog, alert.fingerprint());
        answersWithout.remove(watchdog);
      }
    }
  }

  private static @Nullable Alert find(Watchdog watchdog, Alerts latest) {
    for (Alert alert : latest) {
      if (watchdog.isSeenIn(alert)) {
        return alert;
      }
    }
    return null;
  }

  /** Those that the newest answer lacks. */
  List<String> missing() {
    List<String> missing = new ArrayList<>();
    answersWithout.keySet().forEach(watchdog -> missing.add(watchdog.text()));
    return missing;
  }

  boolean isMissing(Watchdog watchdog) {
    return answersWithout.containsKey(watchdog);
  }

  /** Answers in a row of a settled server that lack it. */
  int answersWithout(Watchdog watchdog) {
    return answersWithout.getOrDefault(watchdog, 0);
  }
}
