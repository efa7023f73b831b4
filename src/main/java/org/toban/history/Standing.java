package org.toban.history;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.toban.incident.Event;
import org.toban.incident.Incident;

/**
 * One incident as its stored events give it, with what its line in the list needs besides.
 *
 * @param recoveredAt the last recovery that no reopening followed
 * @param hash of the last stored event
 */
record Standing(Incident incident, @Nullable Instant recoveredAt, byte[] hash) {

  /** An incident from its first events. */
  static Standing of(String id, List<Event> events, byte[] hash) {
    return new Standing(Incident.fold(id, events), recovery(null, events), hash);
  }

  Standing after(List<Event> events, byte[] newHash) {
    return new Standing(incident.apply(events), recovery(recoveredAt, events), newHash);
  }

  private static @Nullable Instant recovery(@Nullable Instant before, List<Event> events) {
    Instant recovered = before;
    for (Event event : events) {
      if (event instanceof Event.RecoveryConfirmed) {
        recovered = event.at();
      } else if (event instanceof Event.Reopened) {
        recovered = null;
      }
    }
    return recovered;
  }

  boolean missedItsDeadline() {
    Instant deadline = incident.deadline();
    Instant responded = incident.respondedAt();
    return incident.breached()
        || (deadline != null && responded != null && responded.isAfter(deadline));
  }
}
