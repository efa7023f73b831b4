package org.toban.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.toban.config.PrivateFile;
import org.toban.drill.EstateState;
import org.toban.drill.Scenario;
import org.toban.history.SqliteHistory;
import org.toban.incident.Incident;
import org.toban.notice.LogChannel;
import org.toban.review.Documents;
import org.toban.review.Review;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code toban drill}: the practice estate, with a desk on it or played unattended. */
@Command(
    name = "drill",
    description = {
      "The practice estate and the desk on it. Nothing in it is real, and nothing real is touched.",
      "With --headless a scenario is played unattended; exit code 0 when it recovered and was recorded."
    })
final class DrillCommand implements Callable<Integer> {
  /** Five times as fast as for people. */
  private static final Duration TICK = Duration.ofMillis(200);

  private final TobanCommand toban;

  @Option(names = "--headless", description = "Plays one scenario without a desk.")
  private boolean headless;

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      description = "Which one; with the desk it begins at once. An unknown name lists them.")
  private @Nullable String scenario;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FOLDER",
      description = "Where the review is written; without it in Toban's state folder.")
  private @Nullable Path output;

  @Option(names = "--json", description = "Machine output, described in docs/cli.md.")
  private boolean json;

  DrillCommand(TobanCommand toban) {
    this.toban = toban;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Scenario chosen = scenario == null ? null : named(scenario);
    if (!headless) {
      return toban.desk(true, chosen);
    }
    if (chosen == null) {
      throw new Failure("--headless needs --scenario NAME: " + names());
    }
    try (LogFile log = LogFile.open(toban.surroundings)) {
      Objects.requireNonNull(log);
      return play(chosen);
    }
  }

  private static Scenario named(String name) {
    return Scenario.named(name)
        .orElseThrow(() -> new Failure("there is no scenario " + name + "; there are " + names()));
  }

  private static String names() {
    return Scenario.all().stream().map(Scenario::name).collect(Collectors.joining(", "));
  }

  private int play(Scenario chosen) throws IOException, InterruptedException {
    Instant begun = toban.surroundings.clock().instant();
    try (PracticeConsole practice =
        PracticeConsole.open(
            toban.surroundings.clock(), TICK, toban.language(), List.of(new LogChannel()))) {
      DrillPlayer player = new DrillPlayer(practice, TICK);
      String failure = null;
      try {
        player.play(chosen);
      } catch (Failure e) {
        failure = e.getMessage();
      }
      Result result = result(practice, chosen, player.closed(), failure);
      print(result, begun);
      return result.isGood() ? 0 : 1;
    }
  }

  /** What a played scenario gave. */
  private record Result(
      Scenario scenario,
      EstateState state,
      List<Incident> incidents,
      boolean recorded,
      List<Path> reviews,
      @Nullable String failure) {
    boolean isGood() {
      return failure == null && recorded && recovered();
    }

    /** What is missing, in words. */
    String problem() {
      if (failure != null) {
        return failure;
      }
      return recorded ? "the estate is not in order" : "the history has no record of it";
    }

    boolean recovered() {
      return state.over() || scenario.ending() == Scenario.Ending.CALM;
    }
  }

  private Result result(
      PracticeConsole practice, Scenario chosen, List<String> closed, @Nullable String failure)
      throws IOException {
    SqliteHistory history = practice.console().history();
    List<Incident> incidents =
        closed.stream().map(id -> history.incident(id).orElseThrow()).toList();
    boolean recorded =
        switch (chosen.ending()) {
          case RECOVERS, ESCALATES, CLEARS ->
              !incidents.isEmpty() && incidents.stream().noneMatch(Incident::isOpen);
          case RECORDED ->
              history.episodesSince(Instant.EPOCH, 1000).stream()
                  .anyMatch(it -> it.name().equals(chosen.alert()));
          case CALM -> true;
        };
    List<Path> reviews =
        incidents.size() == 1 ? List.of(write(history, closed.getFirst())) : List.of();
    return new Result(chosen, practice.estate().state(), incidents, recorded, reviews, failure);
  }

  private Path write(SqliteHistory history, String id) throws IOException {
    Path folder =
        PrivateFile.folder(
            output == null ? toban.surroundings.places().state().resolve("practice") : output);
    Review review = ReportCommand.review(history, id, true);
    return Documents.write(
        folder,
        review,
        Documents.Format.MARKDOWN,
        Locale.forLanguageTag(toban.language()),
        ZoneId.systemDefault());
  }

  private void print(Result result, Instant begun) {
    Surroundings surroundings = toban.surroundings;
    Duration took = Duration.between(begun, surroundings.clock().instant());
    if (json) {
      surroundings.out().println(Json.pretty(json(result, took)));
      return;
    }
    surroundings.say(result.scenario().title().in(toban.language()));
    for (Incident it : result.incidents()) {
      surroundings.say(
          "  "
              + it.id()
              + "  "
              + it.name()
              + ": answered "
              + it.respondedAt()
              + ", recovered "
              + it.recoveredAt());
    }
    result.reviews().forEach(path -> surroundings.say("  review: " + path));
    surroundings.say(
        result.isGood() ? "Recovered and recorded." : "Not recovered: " + result.problem());
    surroundings.say(result.scenario().debriefing().in(toban.language()));
  }

  private static Map<String, @Nullable Object> json(Result result, Duration took) {
    EstateState state = result.state();
    return Json.object(
        "scenario", result.scenario().name(),
        "practice", true,
        "recovered", result.recovered(),
        "recorded", result.recorded(),
        "failure", result.failure(),
        "took_seconds", took,
        "times",
            Json.object(
                "broken_at", state.brokenAt(),
                "fired_at", state.firedAt(),
                "first_command_at", state.firstCommandAt(),
                "recovered_at", state.recoveredAt(),
                "cleared_at", state.clearedAt(),
                "to_first_command_seconds", state.toFirstCommand(),
                "to_recovery_seconds", state.toRecovery()),
        "incidents", result.incidents().stream().map(DrillCommand::incident).toList(),
        "events", result.incidents().stream().mapToLong(Incident::version).sum(),
        "reviews", result.reviews());
  }

  private static Map<String, @Nullable Object> incident(Incident it) {
    return Json.object(
        "id", it.id(),
        "name", it.name(),
        "severity", it.severity(),
        "opened_at", it.openedAt(),
        "deadline", it.deadline(),
        "responded_at", it.respondedAt(),
        "recovered_at", it.recoveredAt(),
        "to_respond_seconds", between(it.openedAt(), it.respondedAt()),
        "to_recover_seconds", between(it.openedAt(), it.recoveredAt()),
        "escalations", it.escalationLevel(),
        "runs", it.runs().size(),
        "events", it.version());
  }

  private static @Nullable Duration between(Instant from, @Nullable Instant to) {
    return to == null ? null : Duration.between(from, to);
  }
}
