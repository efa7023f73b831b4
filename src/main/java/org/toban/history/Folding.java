package org.toban.history;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.toban.alert.Alert;
import org.toban.alert.Fingerprint;
import org.toban.incident.Event;
import org.toban.incident.Incident;
import org.toban.incident.Phase;

/** Stands in until the incident room has its own fold. */
final class Folding {
  private Folding() {}

  static Incident fold(String id, List<Event> events) {
    if (!(events.getFirst() instanceof Event.Opened opened)) {
      throw new IllegalArgumentException(
          "the first event must open the incident: " + events.getFirst());
    }
    Incident incident =
        new Incident(
            id,
            opened.name(),
            opened.alertName(),
            opened.group(),
            opened.severity(),
            opened.policy(),
            opened.at(),
            opened.deadline(),
            opened.runbook(),
            opened.contacts(),
            new Phase.Waiting(opened.at()),
            Map.of(),
            Map.of(),
            null,
            null,
            false,
            false,
            0,
            0,
            List.of(),
            Map.of(),
            null,
            null,
            1);
    for (Event event : events.subList(1, events.size())) {
      incident = after(incident, event);
    }
    return incident;
  }

  static Incident after(Incident it, Event event) {
    Map<Fingerprint, Alert> firing = new LinkedHashMap<>(it.firing());
    if (event instanceof Event.AlertFired fired) {
      firing.put(fired.alert().fingerprint(), fired.alert());
    }
    Phase phase =
        switch (event) {
          case Event.RecoveryConfirmed e -> new Phase.Recovered(e.at());
          case Event.Reopened e -> new Phase.Waiting(e.at());
          case Event.Closed e -> new Phase.Closed(e.at(), e.verdict());
          default -> it.phase();
        };
    return new Incident(
        it.id(),
        it.name(),
        it.alertName(),
        it.group(),
        it.severity(),
        it.policy(),
        it.openedAt(),
        it.deadline(),
        it.runbook(),
        it.contacts(),
        phase,
        firing,
        Map.of(),
        null,
        it.respondedAt() == null && event instanceof Event.Acknowledged
            ? event.at()
            : it.respondedAt(),
        false,
        it.breached() || event instanceof Event.DeadlineBreached,
        0,
        0,
        List.of(),
        Map.of(),
        null,
        null,
        it.version() + 1);
  }
}
