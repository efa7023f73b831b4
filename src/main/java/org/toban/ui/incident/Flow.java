package org.toban.ui.incident;

import org.toban.incident.Incident;
import org.toban.incident.Phase;

/**
 * Where an incident stands among the seven stops of the flow.
 *
 * @param current the stop that is under way, 0 to 6; 7 when all are done
 * @param escalation 0, or the level that it was handed to
 */
record Flow(int current, int escalation) {
  static final String[] STOPS = {
    "received", "answered", "diagnose", "respond", "verify", "recovered", "review"
  };

  static Flow of(Incident incident) {
    int current =
        switch (incident.phase()) {
          case Phase.Waiting it -> incident.acknowledgement() == null ? 1 : 2;
          case Phase.Diagnosing it -> 2;
          case Phase.Responding it -> 3;
          case Phase.Verifying it -> it.stepsPassed() ? 5 : 4;
          case Phase.Escalated it -> incident.respondedAt() == null ? 1 : 3;
          case Phase.Recovered it -> 6;
          case Phase.Closed it -> 7;
        };
    return new Flow(current, incident.escalationLevel());
  }
}
