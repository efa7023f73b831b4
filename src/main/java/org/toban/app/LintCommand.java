package org.toban.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.toban.config.RulesFile;
import org.toban.config.RunbookFolder;
import org.toban.incident.Policy;
import org.toban.incident.ResponseTime;
import org.toban.runbook.Library;
import org.toban.runbook.Place;
import org.toban.runbook.Problem;
import org.toban.runbook.lint.Lint;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code toban lint}: what is wrong in runbooks and rules. */
@Command(
    name = "lint",
    description = {
      "Checks runbooks, and rules against them: file:line: severity: message.",
      "Exit code 0, or 1 when there are errors."
    })
final class LintCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "Markdown files and folders of them.")
  private List<Path> paths = List.of();

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description = "Rules of Prometheus that should lead to these runbooks.")
  private List<Path> rules = List.of();

  @Option(names = "--json", description = "Machine output, described in docs/cli.md.")
  private boolean json;

  LintCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw new Failure("there is no " + path);
      }
    }
    List<Problem> problems = new ArrayList<>();
    List<RulesFile> files = rules.stream().map(RulesFile::read).toList();
    files.forEach(file -> problems.addAll(file.problems()));
    Library library = new RunbookFolder(paths).read();
    problems.addAll(
        Lint.check(library, files.stream().flatMap(file -> file.rules().stream()).toList()));
    if (json) {
      surroundings.out().println(Json.pretty(report(library, problems)));
    } else {
      problems.forEach(problem -> surroundings.say(line(problem)));
      surroundings.say(summary(library, problems));
    }
    return count(problems, Problem.Level.ERROR) > 0 ? 1 : 0;
  }

  private static String line(Problem problem) {
    return problem.place()
        + ": "
        + problem.level().name().toLowerCase(Locale.ROOT)
        + ": "
        + problem.message()
        + " ["
        + problem.code()
        + "]";
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

  private static Map<String, Object> report(Library library, List<Problem> problems) {
    return Json.object(
        "errors", count(problems, Problem.Level.ERROR),
        "warnings", count(problems, Problem.Level.WARNING),
        "problems", problems.stream().map(LintCommand::problem).toList(),
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

  private static Map<String, Object> problem(Problem problem) {
    return Json.object(
        "file", problem.place().file(),
        "line", problem.place().line(),
        "severity", problem.level(),
        "code", problem.code(),
        "message", problem.message(),
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
