package org.toban.engine.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.toban.engine.lease.Claims;
import org.toban.incident.AboutStep;
import org.toban.incident.Event;
import org.toban.incident.Evidence;
import org.toban.incident.Incident;
import org.toban.incident.Run;
import org.toban.runbook.Runbook;
import org.toban.runbook.Step;

/**
 * What is kept after a run of a block that says {@code evidence}: what it printed, and the panels
 * of the runbook as they are then. Pure.
 */
public record Gathering(
    Incident incident, AboutStep step, Event.EvidenceAdded output, List<Step> panels) {
  public Gathering {
    panels = List.copyOf(panels);
  }

  /** Nothing after a run that never began, and of other blocks. */
  public static Optional<Gathering> after(
      Incident it, Run.Intent intent, Run.Ending ending, @Nullable Runbook book, Instant now) {
    if (book == null || Claims.wasRefused(ending)) {
      return Optional.empty();
    }
    return book.steps().stream()
        .filter(step -> step.id().equals(intent.stepId()) && step.isEvidence())
        .findFirst()
        .map(step -> {
          AboutStep about = new AboutStep(step.id(), step.title());
          return new Gathering(
              it,
              about,
              new Event.EvidenceAdded(
                  now, Incident.AUTOMATIC, about, Evidence.output(intent.runId())),
              book.steps().stream().filter(all -> all.kind() == Step.Kind.QUERY).toList());
        });
  }
}
