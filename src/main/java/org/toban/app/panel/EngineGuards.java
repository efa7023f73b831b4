package org.toban.app.panel;

import java.time.Instant;
import org.toban.engine.Board;
import org.toban.engine.DryRun;
import org.toban.engine.Guard;
import org.toban.incident.Incident;
import org.toban.runbook.Step;
import org.toban.ui.parts.Guards;

/** The engine's own judgement, for the desk's previews. */
public final class EngineGuards implements Guards {
  @Override
  public Guard guard(Board board, Incident incident, Step step, Instant now) {
    return Guard.of(board, incident, step, now);
  }

  @Override
  public DryRun dryRun(Board board, Incident incident, Step step, Instant now) {
    return DryRun.of(board, incident, step, now);
  }
}
