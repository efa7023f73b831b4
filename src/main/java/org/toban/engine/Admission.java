package org.toban.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.toban.alert.Alert;
import org.toban.alert.Alerts;
import org.toban.alert.Fingerprint;
import org.toban.alert.Severity;

/**
 * Which alerts of one source stand on the board when it holds more than the limit: all that stand
 * there already, so that the limit never looks like an end; every critical one; then the worst
 * ones, until the board is full. The others are over the limit: counted, and nothing else.
 */
final class Admission {
  private final int limit;
  private final Function<Alert, Severity> severityOf;
  private final Predicate<Fingerprint> shown;
  private final Map<Fingerprint, Severity> over = new HashMap<>();

  Admission(int limit, Function<Alert, Severity> severityOf, Predicate<Fingerprint> shown) {
    this.limit = limit;
    this.severityOf = severityOf;
    this.shown = shown;
  }

  /** How many alerts of the newest answer are over the limit. */
  int overLimit() {
    return over.size();
  }

  /** Those of a complete answer that stand on the board; the answer itself when all do. */
  Alerts admit(Alerts answer) {
    over.clear();
    if (answer.size() <= limit) {
      return answer;
    }
    List<Alert> waiting = new ArrayList<>();
    for (Alert alert : answer) {
      if (!isAlwaysIn(alert)) {
        waiting.add(alert);
        over.put(alert.fingerprint(), severityOf.apply(alert));
      }
    }
    int room = Math.max(0, limit - (answer.size() - waiting.size()));
    waiting.sort(Comparator.comparing(alert -> over.get(alert.fingerprint())));
    waiting.stream().limit(room).forEach(alert -> over.remove(alert.fingerprint()));
    return Alerts.of(answer.stream().filter(it -> !over.containsKey(it.fingerprint())).toList());
  }

  /** Those of the alerts that a narrower answer adds which have a place beside the others. */
  List<Alert> admit(List<Alert> added, int others) {
    List<Alert> in = new ArrayList<>();
    for (Alert alert : added) {
      if (others + in.size() < limit || isAlwaysIn(alert)) {
        in.add(alert);
        over.remove(alert.fingerprint());
      } else {
        over.put(alert.fingerprint(), severityOf.apply(alert));
      }
    }
    return in;
  }

  private boolean isAlwaysIn(Alert alert) {
    return shown.test(alert.fingerprint()) || severityOf.apply(alert) == Severity.CRITICAL;
  }
}
