package org.toban.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.toban.app.lint.Lines;
import org.toban.app.lint.People;
import org.toban.app.lint.Usage;
import org.toban.config.RulesFile;
import org.toban.config.RunbookFolder;
import org.toban.config.Spans;
import org.toban.history.SqliteHistory;
import org.toban.incident.Policy;
import org.toban.incident.ResponseTime;
import org.toban.runbook.Library;
import org.toban.runbook.Place;
import org.toban.runbook.Problem;
import org.toban.runbook.lint.Known;
import org.toban.runbook.lint.LintWords;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code toban lint}: what is wrong in runbooks and rules. */
@Command(
    name = "lint",
    description = {
      "Checks runbooks, and rules against them: file:line: severity: message.",
      "Exit code 0, or 1 when there are errors. The codes are in docs/lint.md."
    })
final class LintCommand implements Callable<Integer> {
  private final TobanCommand toban;

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "Markdown files and folders of them; YAML files are rules.")
  private List<Path> paths = List.of();

  @Option(
      names = "--rules",
      paramLabel = "PATH",
      description = "Rules of Prometheus (or folders of them) that should lead to these runbooks.")
  private List<Path> rules = List.of();

  @Option(
      names = "--unused",
      paramLabel = "SPAN",
      description = "Tells runbooks that no incident had for so long (180d), by the history.")
  private @Nullable String unused;

  @Option(names = "--strict", description = "Exit code 1 when there are warnings, too.")
  private boolean strict;

  @Option(
      names = "--format",
      paramLabel = "plain|github",
      defaultValue = "plain",
      description = "How a problem is written; github: as annotations of a workflow.")
  private String format = "plain";

  @Option(names = "--json", description = "Machine output, described in docs/cli.md.")
  private boolean json;

  LintCommand(TobanCommand toban) {
    this.toban = toban;
  }

  @Override
  public Integer call() {
    if (!format.matches("plain|github")) {
      throw new Failure("--format knows plain and github, not " + format);
    }
    List<Path> runbooks = new ArrayList<>();
    List<Path> ruleFiles = new ArrayList<>(rules);
    paths.forEach(path -> (RulesFile.isYaml(path) ? ruleFiles : runbooks).add(path));
    Stream.concat(paths.stream(), rules.stream()).forEach(LintCommand::mustExist);
    RulesFile read = RulesFile.read(ruleFiles);
    Known known =
        Known.nothing()
            .withBefore(read.problems())
            .withRules(read.rules())
            .withPeople(people())
            .withUse(usage());
    Library library = new RunbookFolder(runbooks).read(known);
    List<Problem> problems = library.problems();
    if (json) {
      toban.surroundings.out().println(Json.pretty(report(library)));
    } else {
      LintWords words = LintWords.in(Locale.forLanguageTag(language()));
      Lines lines = Lines.valueOf(format.toUpperCase(Locale.ROOT));
      problems.forEach(problem -> toban.surroundings.say(lines.of(problem, words)));
      toban.surroundings.say(summary(library, problems));
    }
    long fatal =
        count(problems, Problem.Level.ERROR)
            + (strict ? count(problems, Problem.Level.WARNING) : 0);
    return fatal > 0 ? 1 : 0;
  }

  private static void mustExist(Path path) {
    if (!Files.exists(path)) {
      throw new Failure("there is no " + path);
    }
  }

  /** Only of a configuration that was named: a colleague's lint should say the same. */
  private Set<String> people() {
    return toban.config == null
        ? Set.of()
        : People.of(toban.settings(), toban.surroundings.places().rosterFile());
  }

  private Known.@Nullable Use usage() {
    if (unused == null) {
      return null;
    }
    Duration span =
        Spans.parse(unused)
            .filter(it -> it.toDays() > 0)
            .orElseThrow(() -> new Failure("--unused is a time such as 180d, not " + unused));
    Path file = toban.settings().history();
    if (!Files.exists(file)) {
      throw new Failure("there is no history yet at " + file + ", so nothing is known of use");
    }
    try (SqliteHistory history = SqliteHistory.open(file)) {
      Optional<Known.Use> use = Usage.since(history, span, toban.surroundings.clock().instant());
      if (use.isEmpty()) {
        toban.surroundings.warn(
            "the history does not reach back " + unused + ", so --unused tells nothing yet");
      }
      return use.orElse(null);
    }
  }

  /** A configuration in disorder is no reason not to lint. */
  private String language() {
    try {
      return toban.language();
    } catch (Failure disorder) {
      if (toban.language != null || toban.config != null) {
        throw disorder;
      }
      return toban.surroundings.places().language();
    }
  }

  private static String summary(Library library, List<Problem> problems) {
    return "%d policies, %d runbooks; %d errors, %d warnings"
        .formatted(
            library.policies().size(),
            library.runbooks().stream().filter(it -> !it.template()).count(),
            count(problems, Problem.Level.ERROR),
            count(problems, Problem.Level.WARNING));
  }

  private static long count(List<Problem> problems, Problem.Level level) {
    return problems.stream().filter(problem -> problem.level() == level).count();
  }

  private static Map<String, Object> report(Library library) {
    List<Problem> problems = library.problems();
    LintWords words = LintWords.in(Locale.ENGLISH);
    return Json.object(
        "errors", count(problems, Problem.Level.ERROR),
        "warnings", count(problems, Problem.Level.WARNING),
        "problems", problems.stream().map(it -> problem(it, words)).toList(),
        "policies", library.policies().stream().map(LintCommand::policy).toList(),
        "categories",
            library.categories().stream()
                .map(it ->
                    Json.object(
                        "name",
                        it.name(),
                        "severity",
                        it.severity(),
                        "condition",
                        it.condition(),
                        "line",
                        it.place().line()))
                .toList(),
        "runbooks", library.runbooks().stream().map(LintCommand::runbook).toList(),
        "settings",
            library.settings().stream()
                .map(it ->
                    Json.object(
                        "kind",
                        it.kind(),
                        "title",
                        it.title(),
                        "path",
                        it.path(),
                        "line",
                        it.place().line()))
                .toList(),
        "cadence",
            library.cadence().stream()
                .map(it ->
                    Json.object(
                        "period", it.period(), "topic", it.topic(), "line", it.place().line()))
                .toList(),
        "flows", library.flows().size());
  }

  private static Map<String, Object> problem(Problem problem, LintWords words) {
    return Json.object(
        "file", problem.place().file(),
        "line", problem.place().line(),
        "severity", problem.level(),
        "code", problem.code(),
        "message", words.of(problem),
        "arguments", problem.arguments(),
        "also", problem.also().stream().map(Place::toString).toList());
  }

  private static Map<String, Object> policy(Policy policy) {
    return Json.object(
        "name", policy.name(),
        "severity", policy.severity(),
        "response_time", policy.responseTime() == null ? null : responseTime(policy.responseTime()),
        "owner", policy.owner(),
        "automatic", policy.automatic(),
        "origin", policy.origin());
  }

  private static String responseTime(ResponseTime time) {
    return switch (time) {
      case ResponseTime.Wall it -> it.time().toMinutes() + "m";
      case ResponseTime.BusinessDays it -> it.days() + " business days";
    };
  }

  private static Map<String, Object> runbook(org.toban.runbook.Runbook runbook) {
    return Json.object(
        "id", runbook.id(),
        "title", runbook.title(),
        "template", runbook.template(),
        "file", runbook.place().file(),
        "line", runbook.place().line(),
        "names", runbook.names(),
        "steps",
            runbook.steps().stream()
                .map(it ->
                    Json.object(
                        "id",
                        it.id(),
                        "stage",
                        it.stage(),
                        "title",
                        it.title(),
                        "kind",
                        it.kind(),
                        "automatic",
                        it.automatic(),
                        "sha256",
                        it.sha256(),
                        "line",
                        it.place().line()))
                .toList(),
        "checks", runbook.checks().size(),
        "contacts", runbook.contacts().size(),
        "links", runbook.links().size());
  }
}
