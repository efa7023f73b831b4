package org.toban.history;

import java.util.List;
import org.toban.incident.Event;
import org.toban.incident.Incident;

/**
 * One incident as its stored events give it.
 *
 * @param hash of the last stored event
 */
record Standing(Incident incident, String hash) {

  static Standing of(String id, List<Event> events, String hash) {
    return new Standing(Incident.fold(id, events), hash);
  }

  Standing after(List<Event> events, String newHash) {
    return new Standing(incident.apply(events), newHash);
  }

  boolean missedItsDeadline() {
    return incident.breached()
        || incident.timeliness(incident.movedAt()) == Incident.Timeliness.MISSED;
  }
}
