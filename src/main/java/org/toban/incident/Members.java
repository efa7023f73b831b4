package org.toban.incident;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.toban.alert.Alert;
import org.toban.alert.Fingerprint;

/** The alerts of an incident while events are applied to it; those of before are not changed. */
final class Members {
  private Map<Fingerprint, Alert> firing;
  private Map<Fingerprint, Alert> cleared;

  /** Each by fingerprint, as last seen. */
  Members(Map<Fingerprint, Alert> firing, Map<Fingerprint, Alert> cleared) {
    this.firing = firing;
    this.cleared = cleared;
  }

  Map<Fingerprint, Alert> firing() {
    return firing;
  }

  Map<Fingerprint, Alert> cleared() {
    return cleared;
  }

  boolean isAnyFiring() {
    return !firing.isEmpty();
  }

  /** Own copies once for many events, not once an event: thousands of alerts may join one group. */
  void own() {
    firing = owned(firing);
    cleared = owned(cleared);
  }

  void fire(Alert alert) {
    firing = owned(firing);
    firing.put(alert.fingerprint(), alert);
    if (cleared.containsKey(alert.fingerprint())) {
      cleared = owned(cleared);
      cleared.remove(alert.fingerprint());
    }
  }

  void clear(Fingerprint fingerprint) {
    Alert alert = firing.get(fingerprint);
    if (alert != null) {
      own();
      firing.remove(fingerprint);
      cleared.put(fingerprint, alert);
      if (cleared.size() > Incident.CLEARED_KEPT) {
        forgetSecond(cleared);
      }
    }
  }

  void clearAll() {
    List.copyOf(firing.keySet()).forEach(this::clear);
  }

  /** They belong to another incident from now on. */
  void leave(Collection<Fingerprint> alerts) {
    own();
    alerts.forEach(firing::remove);
    alerts.forEach(cleared::remove);
  }

  /** The first leads to the host when nothing fires, and the newest are what was just seen. */
  private static void forgetSecond(Map<Fingerprint, Alert> alerts) {
    Iterator<Fingerprint> oldest = alerts.keySet().iterator();
    oldest.next();
    oldest.next();
    oldest.remove();
  }

  private static Map<Fingerprint, Alert> owned(Map<Fingerprint, Alert> map) {
    return map instanceof LinkedHashMap ? map : new LinkedHashMap<>(map);
  }
}
