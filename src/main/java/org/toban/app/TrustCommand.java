package org.toban.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.toban.config.RunbookFolder;
import org.toban.config.TrustFile;
import org.toban.incident.Run;
import org.toban.runbook.Approval;
import org.toban.runbook.Difference;
import org.toban.runbook.Library;
import org.toban.runbook.Step;
import org.toban.runbook.Trust;
import org.toban.ui.look.Plain;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code toban trust}: the steps that may run by themselves on this machine. */
@Command(
    name = "trust",
    description = {
      "Shows the steps that may run by themselves (respond steps marked auto, and verify",
      "steps), and approves them for this machine.",
      "A step is approved by the hash of its text: change one byte and it asks again, and",
      "what has changed is shown."
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
    Library library = paths.isEmpty() ? toban.library() : new RunbookFolder(paths).read();
    List<Step> steps = automaticSteps(library);
    for (String hash : revoke) {
      file.revoke(full(hash, file.read().approvals().stream().map(Approval::sha256).toList()));
    }
    List<String> hashes = steps.stream().map(Step::sha256).toList();
    List<String> wanted = new ArrayList<>(all ? hashes : List.of());
    approve.forEach(hash -> wanted.add(full(hash, hashes)));
    String person = by == null ? surroundings.places().user() : by;
    steps.stream()
        .filter(step -> wanted.contains(step.sha256()))
        .forEach(step -> file.approve(Approval.of(step, person, surroundings.clock().instant())));
    show(steps, file.read(), library);
    return 0;
  }

  /** What may run by itself: respond steps marked auto, and the verify steps after them. */
  private static List<Step> automaticSteps(Library library) {
    return library.runbooks().stream()
        .filter(runbook -> !runbook.template())
        .flatMap(runbook -> runbook.steps().stream())
        .filter(TrustCommand::mayRunByItself)
        .toList();
  }

  private static boolean mayRunByItself(Step step) {
    return step.automatic() || (step.stage() == Run.Stage.VERIFY && step.isRunnable());
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

  private void show(List<Step> steps, Trust trust, Library library) {
    Surroundings surroundings = toban.surroundings;
    if (json) {
      surroundings
          .out()
          .println(
              Json.pretty(
                  Json.object(
                      "steps", steps.stream().map(it -> entry(it, trust, library)).toList())));
      return;
    }
    for (Step step : steps) {
      surroundings.say(Plain.exact(step.place() + ": " + step.title()));
      trust
          .replacedBy(step, library)
          .ifPresentOrElse(replaced -> change(step, replaced), () -> state(step, trust));
      script(step);
    }
    if (steps.isEmpty()) {
      surroundings.say("No step of these runbooks may run by itself.");
    }
  }

  private void state(Step step, Trust trust) {
    String state =
        trust
            .approval(step)
            .map(it -> "approved by " + Plain.exact(it.by()) + " at " + it.at())
            .orElse("waits for approval");
    toban.surroundings.say("  " + step.sha256() + "  " + state);
  }

  private void change(Step step, Approval replaced) {
    Surroundings surroundings = toban.surroundings;
    String who = Plain.exact(replaced.by()) + " at " + replaced.at();
    surroundings.say("  " + step.sha256() + "  changed, waits for approval");
    if (replaced.text() == null) {
      surroundings.say("  approved before by " + who + "; that text was not kept");
    } else {
      surroundings.say("  what has changed since it was approved by " + who + ":");
      Difference.between(replaced.text(), step.script())
          .lines()
          .forEach(line -> surroundings.say("    " + Plain.exact(line.marked())));
    }
    surroundings.say("  the whole text:");
  }

  private void script(Step step) {
    for (String line : step.script().split("\n", -1)) {
      toban.surroundings.say("    " + Plain.exact(line));
    }
  }

  private static Map<String, @Nullable Object> entry(Step step, Trust trust, Library library) {
    Approval approval = trust.approval(step).orElse(null);
    Approval replaced = trust.replacedBy(step, library).orElse(null);
    return Json.object(
        "id", step.id(),
        "file", step.place().file(),
        "line", step.place().line(),
        "title", step.title(),
        "script", step.script(),
        "sha256", step.sha256(),
        "approved", approval != null,
        "approved_by", approval == null ? null : approval.by(),
        "approved_at", approval == null ? null : approval.at(),
        "replaces", replaced == null ? null : replaces(replaced),
        "diff", replaced == null ? null : diff(replaced, step));
  }

  private static Map<String, @Nullable Object> replaces(Approval approval) {
    return Json.object(
        "sha256", approval.sha256(),
        "approved_by", approval.by(),
        "approved_at", approval.at());
  }

  private static @Nullable String diff(Approval approval, Step step) {
    return approval.text() == null
        ? null
        : "--- %s\n+++ %s\n".formatted(approval.sha256(), step.sha256())
            + Difference.between(approval.text(), step.script()).lines().stream()
                .map(line -> line.marked() + "\n")
                .collect(Collectors.joining());
  }
}
