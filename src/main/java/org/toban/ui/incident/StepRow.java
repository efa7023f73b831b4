package org.toban.ui.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.toban.engine.Board;
import org.toban.engine.Guard;
import org.toban.incident.Incident;
import org.toban.incident.Phase;
import org.toban.incident.Rollout;
import org.toban.incident.Run;
import org.toban.incident.rollout.Standing;
import org.toban.runbook.Runbook;
import org.toban.runbook.Step;
import org.toban.ui.look.Times;
import org.toban.ui.parts.Guards;

/**
 * One step of the incident's runbook as it stands now.
 *
 * @param run the newest run, null before the first
 * @param output what that run has printed, as far as it is kept
 * @param next whether the key for the next step runs this one
 * @param rollout the newest run of it when that was one on several hosts, else null
 * @param window in which the start limit counts
 */
record StepRow(
    Step step,
    @Nullable Run run,
    String output,
    Guard guard,
    boolean next,
    Duration window,
    @Nullable RolloutRow rollout) {
  boolean running() {
    return rollout != null ? rollout.running() : run != null && run.ended() == null;
  }

  /** A run of it that is under way, or null. */
  @Nullable Run going() {
    return rollout == null
        ? run
        : rollout.rollout().byHost(rollout.incident().runs()).values().stream()
            .filter(it -> it.ended() == null)
            .findFirst()
            .orElse(run);
  }

  boolean succeeded() {
    if (rollout != null) {
      return rollout.succeeded();
    }
    Run.Ending ended = run == null ? null : run.ended();
    return ended != null && (ended.succeeded() || isFinding(ended));
  }

  boolean failed() {
    if (rollout != null) {
      return rollout.rollout().ended() != null && !rollout.succeeded();
    }
    Run.Ending ended = run == null ? null : run.ended();
    return ended != null && !ended.succeeded() && !isFinding(ended);
  }

  /** What a diagnose step exits with is something found out, not a failure. */
  private boolean isFinding(Run.Ending ended) {
    return step.stage() == Run.Stage.DIAGNOSE && ended instanceof Run.Exited;
  }

  static List<StepRow> of(
      Board board, Incident incident, Runbook runbook, Guards guards, Times times, Instant now) {
    Step next = next(incident, runbook);
    List<StepRow> rows = new ArrayList<>();
    for (Step step : runbook.steps()) {
      Run run = newest(incident, step);
      Rollout several = RolloutRow.newest(incident, step);
      rows.add(
          new StepRow(
              step,
              run,
              run == null ? "" : output(board, run),
              guards.guard(board, incident, step, now),
              next != null && step.id().equals(next.id()),
              board.startLimit().window(),
              several == null ? null : RolloutRow.of(incident, several, times, now)));
    }
    return rows;
  }

  static @Nullable Run newest(Incident incident, Step step) {
    return incident.runs().reversed().stream()
        .filter(run -> run.intent().stepId().equals(step.id()))
        .findFirst()
        .orElse(null);
  }

  static String output(Board board, Run run) {
    String live = board.output().get(run.intent().runId());
    Run.Ending ended = run.ended();
    return live != null || ended == null
        ? (live == null ? "" : live)
        : EndingWords.outputTail(ended);
  }

  /**
   * The first step that the flow still waits for: diagnose, then the first remedy until one has
   * succeeded, then verify; null when all is done.
   */
  static @Nullable Step next(Incident incident, Runbook runbook) {
    if (incident.phase() instanceof Phase.Recovered || !incident.isOpen()) {
      return null;
    }
    boolean verifying = incident.phase() instanceof Phase.Verifying;
    if (!verifying) {
      for (Step step : runnable(runbook, Run.Stage.DIAGNOSE)) {
        if (newest(incident, step) == null) {
          return step;
        }
      }
      List<Step> remedies = runnable(runbook, Run.Stage.RESPOND);
      if (!remedies.isEmpty() && remedies.stream().noneMatch(it -> succeeded(incident, it))) {
        return remedies.stream()
            .filter(step -> newest(incident, step) == null)
            .findFirst()
            .orElse(remedies.getFirst());
      }
    }
    return runnable(runbook, Run.Stage.VERIFY).stream()
        .filter(step -> !succeeded(incident, step))
        .findFirst()
        .orElse(null);
  }

  private static List<Step> runnable(Runbook runbook, Run.Stage stage) {
    return runbook.steps(stage).stream().filter(Step::isRunnable).toList();
  }

  private static boolean succeeded(Incident incident, Step step) {
    Run run = newest(incident, step);
    Rollout several = RolloutRow.newest(incident, step);
    if (several != null) {
      return several.standings(incident.runs()).values().stream()
          .allMatch(Standing.SUCCEEDED::equals);
    }
    Run.Ending ended = run == null ? null : run.ended();
    return ended != null && ended.succeeded();
  }
}
