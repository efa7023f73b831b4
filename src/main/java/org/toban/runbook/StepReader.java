package org.toban.runbook;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.toban.incident.Run;
import org.toban.runbook.request.Request;
import org.toban.runbook.request.RequestProblem;

/** Reads the fences of one runbook into its steps, and says what is wrong with them. */
final class StepReader {
  private final Page page;
  private final String runbookId;
  private final List<Step> steps = new ArrayList<>();
  private final UniqueIds ids = new UniqueIds();
  private final Map<Run.Stage, Integer> numbers = new EnumMap<>(Run.Stage.class);

  StepReader(Page page, String runbookId) {
    this.page = page;
    this.runbookId = runbookId;
  }

  List<Step> steps() {
    return List.copyOf(steps);
  }

  /** Reads a fence in a stage; outside of the stages (null) a fence is only shown. */
  void read(Fence fence, Run.@Nullable Stage stage) {
    if (fence.language().equals("mermaid") || Settings.LANGUAGES.contains(fence.language())) {
      return;
    }
    Script whole = Script.of(fence);
    if (whole.empty()) {
      return;
    }
    if (stage == null) {
      outsideStages(fence);
      return;
    }
    attributes(fence, stage);
    boolean one = fence.attributes().containsKey("name") || fence.kind() != Step.Kind.SHELL;
    for (Script part : one ? List.of(whole) : whole.divided()) {
      add(part, fence, stage);
    }
  }

  private void add(Script script, Fence fence, Run.Stage stage) {
    String text = script.text();
    boolean shell = fence.kind() == Step.Kind.SHELL;
    steps.add(
        new Step(
            newId(fence, stage),
            stage,
            script.title(),
            fence.kind(),
            text,
            Script.sha256(text),
            fence.attributes().get("host"),
            fence.timeout(),
            fence.has("auto")
                && (shell || fence.kind() == Step.Kind.HTTP)
                && stage == Run.Stage.RESPOND,
            page.place(script.line()),
            fence.language(),
            fence.attributes()));
    if (shell) {
      page.found().problems.addAll(ScriptLint.check(page.file().name(), script, fence));
    } else if (fence.kind() == Step.Kind.HTTP) {
      request(text, script.line());
    }
  }

  private void request(String text, int line) {
    try {
      Request.read(text);
    } catch (RequestProblem e) {
      page.found()
          .problem(page.place(line + e.line() - 1), Problem.Level.ERROR, "bad-request", e.what());
    }
  }

  private String newId(Fence fence, Run.Stage stage) {
    int number = numbers.merge(stage, 1, Integer::sum);
    String name = Key.slug(fence.attributes().getOrDefault("name", ""));
    String base = runbookId + "/" + stage.name().toLowerCase(Locale.ROOT) + "/";
    String wanted = base + (name.isEmpty() ? number : name);
    if (!name.isEmpty() && ids.isTaken(wanted)) {
      problem(
          fence,
          Problem.Level.WARNING,
          "duplicate-step",
          "two blocks of one stage are named " + name + "; give each its own name");
    }
    return ids.next(wanted);
  }

  private void attributes(Fence fence, Run.Stage stage) {
    for (String name : fence.attributes().keySet()) {
      if (!Fence.KNOWN.contains(name)) {
        problem(
            fence,
            Problem.Level.WARNING,
            "unknown-attribute",
            "unknown attribute "
                + name
                + "; Toban knows "
                + String.join(", ", new TreeSet<>(Fence.KNOWN)));
      }
    }
    String timeout = fence.attributes().get("timeout");
    if (timeout != null && fence.timeout() == null) {
      problem(
          fence,
          Problem.Level.ERROR,
          "bad-timeout",
          "the time limit \"" + timeout + "\" cannot be read; write it as 30s, 5m or 1h30m");
    }
    if (fence.has("auto") && stage != Run.Stage.RESPOND) {
      problem(
          fence,
          Problem.Level.WARNING,
          "auto-outside-respond",
          "only a respond step can be an automatic response; take auto away or move the block");
    }
    long output =
        fence.kind() == Step.Kind.SHELL && Script.hasPrompt(fence.literal())
            ? Script.outputLines(fence)
            : 0;
    if (output > 0) {
      problem(
          fence,
          Problem.Level.INFO,
          "output-left-out",
          output + " lines without a $ prompt are taken for output and are not run");
    }
  }

  private void outsideStages(Fence fence) {
    if (fence.kind() == Step.Kind.SHELL) {
      problem(
          fence,
          Problem.Level.INFO,
          "outside-stages",
          "this command is in no stage, so it is not offered to run; put it under Diagnose, Respond or Verify");
    }
  }

  private void problem(Fence fence, Problem.Level level, String code, String message) {
    page.found().problem(page.place(fence.line()), level, code, message);
  }
}
