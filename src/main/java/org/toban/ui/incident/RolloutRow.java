package org.toban.ui.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.toban.engine.Board;
import org.toban.incident.Incident;
import org.toban.incident.Rollout;
import org.toban.incident.Run;
import org.toban.incident.rollout.Standing;
import org.toban.runbook.Step;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Times;
import org.toban.ui.look.Words;

/**
 * A step on several hosts as it stands now.
 *
 * @param mayGoOn whether a person may let it go on with the rest
 */
record RolloutRow(Incident incident, Rollout rollout, List<Line> lines, boolean mayGoOn) {

  /** One host; {@code how} is for how long it runs, or how it ended. */
  record Line(String host, Standing standing, String how) {}

  /** The newest one of a step, as long as nothing else of that step has run since; else null. */
  static @Nullable Rollout newest(Incident incident, Step step) {
    Rollout last = null;
    for (Rollout it : incident.rollouts()) {
      last = it.plan().stepId().equals(step.id()) ? it : last;
    }
    Run run = StepRow.newest(incident, step);
    boolean its = last != null && (run == null || isOf(last, run));
    return its ? last : null;
  }

  private static boolean isOf(Rollout rollout, Run run) {
    Run known = rollout.run(run.intent().host(), List.of(run));
    return known != null || run.plannedAt().isBefore(rollout.plannedAt());
  }

  static RolloutRow of(Incident incident, Rollout rollout, Times times, Instant now) {
    List<Line> lines = new ArrayList<>();
    Map<String, Standing> standings = rollout.standings(incident.runs());
    Map<String, Run> runs = rollout.byHost(incident.runs());
    standings.forEach(
        (host, standing) -> lines.add(new Line(host, standing, how(runs.get(host), times, now))));
    return new RolloutRow(incident, rollout, lines, rollout.mayGoOn(incident.runs()));
  }

  private static String how(@Nullable Run run, Times times, Instant now) {
    if (run == null) {
      return "";
    }
    Run.Ending ended = run.ended();
    return ended == null
        ? times.countdown(Duration.between(run.plannedAt(), now))
        : EndingWords.brief(ended, times);
  }

  /** What a host's run has printed, as far as it is kept. */
  String output(Board board, String host) {
    Run run = rollout.run(host, incident.runs());
    return run == null ? "" : StepRow.output(board, run);
  }

  long count(Standing standing) {
    return lines.stream().filter(it -> it.standing() == standing).count();
  }

  boolean running() {
    return count(Standing.RUNNING) > 0;
  }

  boolean succeeded() {
    return count(Standing.SUCCEEDED) == lines.size();
  }

  /** The host that a person wants to see first: one that went wrong, or the newest that runs. */
  @Nullable String telling() {
    for (Line it : lines) {
      if (it.standing() == Standing.FAILED || it.standing() == Standing.UNKNOWN) {
        return it.host();
      }
    }
    return lines.reversed().stream()
        .filter(it -> it.standing() == Standing.RUNNING || it.standing() == Standing.SUCCEEDED)
        .map(Line::host)
        .findFirst()
        .orElse(null);
  }

  /** Such as {@code 3 of 9 done, 1 running, stopped at web-2}. */
  String summary(Words words) {
    List<String> parts = new ArrayList<>();
    parts.add(words.get("rollout.done", count(Standing.SUCCEEDED), lines.size()));
    if (running()) {
      parts.add(words.get("rollout.running", count(Standing.RUNNING)));
    }
    Rollout.End end = rollout.ended();
    if (end != null && !end.host().isEmpty()) {
      parts.add(words.get("rollout.stopped-at", Plain.line(end.host(), 60)));
    } else if (end != null && !succeeded()) {
      parts.add(words.get("rollout.stopped", Plain.line(words.causes().of(end.why()), 120)));
    }
    return String.join(words.get("rollout.comma"), parts);
  }
}
