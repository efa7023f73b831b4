package org.toban.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.drill.Scenario;
import org.toban.engine.Board;
import org.toban.engine.Command;
import org.toban.incident.Incident;
import org.toban.incident.Phase;
import org.toban.incident.Run;
import org.toban.incident.Verdict;
import org.toban.remedy.Job;
import org.toban.remedy.SshRunner;
import org.toban.remedy.Target;
import org.toban.runbook.Runbook;
import org.toban.runbook.Step;

/**
 * Plays a scenario as a good responder would, through the same commands that the desk sends:
 * acknowledge, run the runbook's steps, verify, hand on what fails, review, close.
 */
final class DrillPlayer {
  private static final String ME = "drill";
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final PracticeConsole practice;
  private final Duration tick;
  private final List<String> closed = new ArrayList<>();

  DrillPlayer(PracticeConsole practice, Duration tick) {
    this.practice = practice;
    this.tick = tick;
  }

  /** The incidents that were taken to their end. */
  List<String> closed() {
    return List.copyOf(closed);
  }

  /**
   * Plays to the end.
   *
   * @throws Failure when something that should come does not
   */
  void play(Scenario scenario) throws InterruptedException {
    await("every source to answer", board -> board.isBlind(board.at()) ? null : board);
    practice.estate().play(scenario);
    switch (scenario.ending()) {
      case RECOVERS, ESCALATES -> mend(scenario);
      case RECORDED -> mendWithoutIncident(scenario);
      case CLEARS -> sitOut(scenario);
      case CALM -> seeNothing();
    }
  }

  private void mend(Scenario scenario) throws InterruptedException {
    Incident incident =
        await("an incident of " + scenario.alert(), board -> openIncident(board, scenario));
    String id = incident.id();
    send(new Command.Acknowledge(ME, id, "taking it", null));
    List<Step> steps = steps(scenario, incident.runbook(), Run.Stage.RESPOND, scenario.respond());
    for (int i = 0; i < steps.size(); i++) {
      run(id, steps.get(i));
      send(new Command.Verify(ME, id));
      boolean mayFail = scenario.ending() == Scenario.Ending.ESCALATES && i < steps.size() - 1;
      Predicate<Phase> end =
          phase -> isOver(phase) || (mayFail && phase instanceof Phase.Escalated);
      Incident after = awaitPhase(id, mayFail ? "the end of the verification" : "recovery", end);
      if (isOver(after.phase())) {
        break;
      }
    }
    close(id, Verdict.ACTIONABLE, "mended in the drill");
    await("the estate to be in order", board -> practice.estate().state().over() ? board : null);
  }

  private static boolean isOver(Phase phase) {
    return phase instanceof Phase.Recovered || phase instanceof Phase.Closed;
  }

  private void run(String id, Step step) throws InterruptedException {
    int before = incident(id).map(it -> it.runs().size()).orElse(0);
    send(new Command.RunStep(ME, id, step.id()));
    await(
        "the run of " + step.title(),
        board -> {
          Incident it = board.incidents().get(id);
          boolean ended =
              it != null
                  && it.runs().size() > before
                  && it.runs().stream()
                      .anyMatch(
                          run -> run.intent().stepId().equals(step.id()) && run.ended() != null)
                  && it.running() == null;
          return ended ? it : null;
        });
  }

  /** What is only recorded opens no incident: a person mends it in a shell of their own. */
  private void mendWithoutIncident(Scenario scenario) throws InterruptedException {
    Board.Row row =
        await(
            "the alert " + scenario.alert(),
            board ->
                board.rows().stream()
                    .filter(it -> isFiring(it, scenario)) // what only waits is never recorded
                    .findFirst()
                    .orElse(null));
    Runbook runbook = board().library().runbookFor(row.alert()).orElseThrow();
    Target target = board().inventory().targetOf(row.alert().labels()).orElseThrow();
    try (SshRunner shell = practice.shell()) {
      for (Step step : steps(scenario, runbook.id(), Run.Stage.RESPOND, scenario.respond())) {
        shell.run(
            new Job(
                "drill-" + step.id(),
                target,
                step.fields().script(),
                row.alert().labels(),
                PATIENCE),
            text -> {});
      }
    }
    awaitClear(scenario);
  }

  private void sitOut(Scenario scenario) throws InterruptedException {
    await("the alerts", board -> isFiring(board, scenario) ? board : null);
    awaitClear(scenario);
    Board settled =
        await(
            "every incident to recover",
            board ->
                board.incidents().values().stream().allMatch(it -> isOver(it.phase()))
                    ? board
                    : null);
    for (Incident incident : settled.incidents().values()) {
      close(incident.id(), Verdict.NOT_ACTIONABLE, "cleared by itself");
    }
  }

  private void seeNothing() throws InterruptedException {
    Thread.sleep(tick.multipliedBy(10));
    boolean quiet = board().incidents().isEmpty() && !board().isBlind(practice.console().now());
    if (!quiet) {
      throw new Failure("something fires on the calm estate");
    }
  }

  private void awaitClear(Scenario scenario) throws InterruptedException {
    await(
        "the alert to clear",
        board -> practice.estate().state().over() && !isFiring(board, scenario) ? board : null);
  }

  private static boolean isFiring(Board board, Scenario scenario) {
    return board.rows().stream().anyMatch(row -> isFiring(row, scenario));
  }

  private static boolean isFiring(Board.Row row, Scenario scenario) {
    return row.alert().name().equals(scenario.alert()) && row.alert().state() == Alert.State.ACTIVE;
  }

  private void close(String id, Verdict verdict, String reason) throws InterruptedException {
    Incident incident = incident(id).orElseThrow();
    if (incident.reviewedAt() == null && incident.isOpen()) {
      send(new Command.DraftReview(ME, id));
    }
    send(new Command.Close(ME, id, verdict, reason));
    awaitPhase(id, "closing", phase -> phase instanceof Phase.Closed);
    closed.add(id);
  }

  private List<Step> steps(
      Scenario scenario, @Nullable String runbookId, Run.Stage stage, List<String> names) {
    Runbook runbook =
        board()
            .library()
            .runbook(runbookId)
            .orElseThrow(() -> new Failure("no runbook for " + scenario.alert()));
    List<Step> steps = new ArrayList<>();
    for (String name : names) {
      steps.add(
          runbook.steps(stage).stream()
              .filter(step -> step.id().endsWith("/" + name) || step.id().endsWith("-" + name))
              .findFirst()
              .orElseThrow(() -> new Failure("no step " + name + " in " + runbook.title())));
    }
    return steps;
  }

  private static @Nullable Incident openIncident(Board board, Scenario scenario) {
    return board.incidents().values().stream()
        .filter(it -> it.isOpen() && it.alertName().equals(scenario.alert()))
        .findFirst()
        .orElse(null);
  }

  private Incident awaitPhase(String id, String what, Predicate<Phase> wanted)
      throws InterruptedException {
    return await(
        what,
        board -> {
          Incident it = board.incidents().get(id);
          return it != null && wanted.test(it.phase()) ? it : null;
        });
  }

  private void send(Command command) {
    practice.console().engine().command(command);
  }

  private Board board() {
    Board board = practice.console().engine().feed().newest();
    if (board == null) {
      throw new Failure("the engine gave no board");
    }
    return board;
  }

  private Optional<Incident> incident(String id) {
    return Optional.ofNullable(board().incidents().get(id));
  }

  private <T> T await(String what, Function<Board, @Nullable T> condition)
      throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      T found = condition.apply(board());
      if (found != null) {
        return found;
      }
      if (System.nanoTime() > end) {
        throw new Failure(
            "waited " + PATIENCE.toSeconds() + " s in vain for " + what + telling(board()));
      }
      Thread.sleep(10);
    }
  }

  private static String telling(Run run) {
    return run.intent().title() + " " + run.ended();
  }

  /** What the board last said, for whoever has to find out why. */
  private static String telling(Board board) {
    Map<String, String> phases = new java.util.TreeMap<>();
    board
        .incidents()
        .forEach((id, it) ->
            phases.put(
                id + " " + it.name(),
                it.phase() + " after " + it.runs().stream().map(DrillPlayer::telling).toList()));
    return "; incidents " + phases + ", messages " + board.messages();
  }
}
