package org.toban.ui.parts;

import java.time.Instant;
import org.toban.engine.Board;
import org.toban.engine.DryRun;
import org.toban.engine.Guard;
import org.toban.incident.Incident;
import org.toban.runbook.Step;

/** What the engine says about a run that has not been asked for; pure and quick. */
public interface Guards {
  Guard guard(Board board, Incident incident, Step step, Instant now);

  DryRun dryRun(Board board, Incident incident, Step step, Instant now);
}
