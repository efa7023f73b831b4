package org.toban.engine.evidence;

import java.time.Instant;
import java.util.List;
import org.toban.incident.Evidence;
import org.toban.incident.Incident;
import org.toban.runbook.Step;

/** Looks at the panels of a runbook; may block. */
@FunctionalInterface
public interface Witness {
  /** What they show of an incident now; of one that shows nothing, why. */
  List<Evidence> look(Incident incident, List<Step> panels, Instant now);

  /** Sees nothing. */
  static Witness none() {
    return (incident, panels, now) -> List.of();
  }
}
