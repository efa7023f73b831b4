package org.toban.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.toban.config.RunbookFolder;
import org.toban.config.TrustFile;
import org.toban.config.TrustFile.Approval;
import org.toban.incident.Run;
import org.toban.runbook.Library;
import org.toban.runbook.Step;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code toban trust}: the steps that may run by themselves on this machine. */
@Command(
    name = "trust",
    description = {
      "Shows the steps that may run by themselves (respond steps marked auto, and verify",
      "steps), and approves them for this machine.",
      "A step is approved by the hash of its text: change one byte and it asks again."
    })
final class TrustCommand implements Callable<Integer> {
  private final TobanCommand toban;

  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description = "Runbooks; without it those of the configuration.")
  private List<Path> paths = List.of();

  @Option(
      names = "--approve",
      paramLabel = "HASH",
      description = "Approves a step by its hash, or by the first 8 digits or more.")
  private List<String> approve = List.of();

  @Option(names = "--all", description = "Approves every automatic step that is shown.")
  private boolean all;

  @Option(names = "--revoke", paramLabel = "HASH", description = "Withdraws an approval.")
  private List<String> revoke = List.of();

  @Option(names = "--by", paramLabel = "NAME", description = "Who approves; without it you.")
  private @Nullable String by;

  @Option(names = "--json", description = "Machine output, described in docs/cli.md.")
  private boolean json;

  TrustCommand(TobanCommand toban) {
    this.toban = toban;
  }

  @Override
  public Integer call() {
    Surroundings surroundings = toban.surroundings;
    TrustFile file = new TrustFile(surroundings.places().trustFile());
    List<Step> steps = automaticSteps();
    for (String hash : revoke) {
      file.revoke(full(hash, file.approvals().keySet()));
    }
    List<String> hashes = steps.stream().map(Step::sha256).toList();
    List<String> wanted = new ArrayList<>(all ? hashes : List.of());
    approve.forEach(hash -> wanted.add(full(hash, hashes)));
    String person = by == null ? surroundings.places().user() : by;
    wanted.forEach(hash -> file.approve(hash, person, surroundings.clock().instant()));
    show(steps, file.approvals());
    return 0;
  }

  /** What may run by itself: respond steps marked auto, and the verify steps after them. */
  private List<Step> automaticSteps() {
    Library library = paths.isEmpty() ? toban.library() : new RunbookFolder(paths).read();
    return library.runbooks().stream()
        .filter(runbook -> !runbook.template())
        .flatMap(runbook -> runbook.steps().stream())
        .filter(TrustCommand::mayRunByItself)
        .toList();
  }

  private static boolean mayRunByItself(Step step) {
    return step.automatic() || (step.stage() == Run.Stage.VERIFY && step.kind() == Step.Kind.SHELL);
  }

  private static String full(String hash, Iterable<String> known) {
    List<String> found = new ArrayList<>();
    for (String one : known) {
      if (hash.length() >= 8 && one.startsWith(hash) && !found.contains(one)) {
        found.add(one);
      }
    }
    if (found.size() != 1) {
      throw new Failure(
          hash
              + (found.isEmpty() ? " is the hash of no step here" : " fits several steps")
              + "; give at least 8 digits of one that toban trust shows");
    }
    return found.getFirst();
  }

  private void show(List<Step> steps, Map<String, Approval> approvals) {
    Surroundings surroundings = toban.surroundings;
    if (json) {
      surroundings
          .out()
          .println(
              Json.pretty(
                  Json.object("steps", steps.stream().map(it -> entry(it, approvals)).toList())));
      return;
    }
    for (Step step : steps) {
      Approval approval = approvals.get(step.sha256());
      surroundings.say(step.place() + ": " + step.title());
      surroundings.say(
          "  "
              + step.sha256()
              + (approval == null
                  ? "  waits for approval"
                  : "  approved by " + approval.by() + " at " + approval.at()));
      step.script().lines().forEach(line -> surroundings.say("    " + line));
    }
    if (steps.isEmpty()) {
      surroundings.say("No step of these runbooks may run by itself.");
    }
  }

  private static Map<String, @Nullable Object> entry(Step step, Map<String, Approval> approvals) {
    Approval approval = approvals.get(step.sha256());
    return Json.object(
        "id", step.id(),
        "file", step.place().file(),
        "line", step.place().line(),
        "title", step.title(),
        "script", step.script(),
        "sha256", step.sha256(),
        "approved", approval != null,
        "approved_by", approval == null ? null : approval.by(),
        "approved_at", approval == null ? null : approval.at());
  }
}
