package org.toban.runbook;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.toban.incident.Run;
import org.toban.incident.rollout.Spread;
import org.toban.runbook.field.Fields;
import org.toban.runbook.request.Request;
import org.toban.runbook.request.RequestFault;
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

  /**
   * Reads a block of code in a stage; outside of the stages (null) it is only shown.
   *
   * @param above the list item or heading that it stands under, which is its title when it has none
   *     of its own; may be empty
   * @return whether it was read without that title, which then stands nowhere
   */
  boolean read(Fence fence, Run.@Nullable Stage stage, String above) {
    if (fence.language().equals("mermaid") || Settings.isSetting(fence)) {
      return false;
    }
    Script whole = Script.of(fence);
    if (whole.empty()) {
      unmarked(fence);
      return false;
    }
    if (stage == null) {
      outsideStages(fence);
      return false;
    }
    unmarked(fence);
    attributes(fence, stage);
    boolean one = fence.attributes().containsKey("name") || fence.kind() != Step.Kind.SHELL;
    int before = steps.size();
    for (Script part : one ? List.of(whole) : whole.divided()) {
      add(part, fence, stage, above);
    }
    return steps.subList(before, steps.size()).stream().noneMatch(it -> it.title().equals(above));
  }

  private void add(Script script, Fence fence, Run.Stage stage, String above) {
    String text = script.text();
    boolean shell = fence.kind() == Step.Kind.SHELL;
    Fields fields = shell ? Fields.of(text) : Fields.none(text);
    steps.add(
        new Step(
            newId(fence, stage),
            stage,
            script.title(above),
            fence.kind(),
            text,
            Script.sha256(text),
            fence.attributes().get("host"),
            fence.timeout(),
            fence.has("auto")
                && Spread.of(fence.attributes()).isEmpty()
                && (shell || fence.kind() == Step.Kind.HTTP)
                && stage == Run.Stage.RESPOND,
            page.place(script.line()),
            fields,
            fence.language(),
            fence.attributes()));
    for (Fields.Trouble trouble : fields.troubles()) {
      Place place = page.place(script.lines().get(trouble.line() - 1).number());
      page.found().problem(place, flaw(trouble.why()), trouble.written());
    }
    if (fence.kind() == Step.Kind.HTTP) {
      request(text, script.line());
    }
    if (shell) {
      List<Integer> lines = script.lines().stream().map(Script.Line::number).toList();
      page.found().scripts.add(new Written(steps.getLast(), lines, fence.has("sudo")));
    }
  }

  private void request(String text, int line) {
    try {
      Request.read(text);
    } catch (RequestProblem e) {
      page.found().problem(page.place(line + e.line() - 1), flaw(e.fault()), e.arguments());
    }
  }

  private static Flaw flaw(RequestFault fault) {
    return switch (fault) {
      case NO_LINE -> Flaw.REQUEST_NO_LINE;
      case NO_ADDRESS -> Flaw.REQUEST_NO_ADDRESS;
      case NOT_ENCODED -> Flaw.REQUEST_NOT_ENCODED;
      case SECRET_IN_URL -> Flaw.REQUEST_SECRET_IN_URL;
      case NO_HEADER -> Flaw.REQUEST_NO_HEADER;
      case OWN_HEADER -> Flaw.REQUEST_OWN_HEADER;
      case HEADER_NOT_ASCII -> Flaw.REQUEST_HEADER_NOT_ASCII;
      case SEVERAL -> Flaw.REQUEST_SEVERAL;
      case NO_BODY -> Flaw.REQUEST_NO_BODY;
      case NO_TYPE -> Flaw.REQUEST_NO_TYPE;
      case OPEN_PLACE -> Flaw.REQUEST_OPEN_PLACE;
      case NO_VALUE -> Flaw.REQUEST_NO_VALUE;
      case DOTS, NO_LABEL, CONTROL, HALF, NOT_ASCII, THE_LABEL, THE_SECRET ->
          throw new IllegalArgumentException("of values, which no text has: " + fault);
    };
  }

  private static Flaw flaw(Fields.Why why) {
    return switch (why) {
      case PROGRAM -> Flaw.FIELD_PROGRAM;
      case OTHER_SHELL -> Flaw.FIELD_OTHER_SHELL;
      case ARITHMETIC -> Flaw.FIELD_ARITHMETIC;
      case PLACE -> Flaw.FIELD_PLACE;
      case SETS_SHELL -> Flaw.FIELD_SETS_SHELL;
      case SECRET -> Flaw.FIELD_SECRET;
      case UNCLOSED -> Flaw.FIELD_UNCLOSED;
      case TOO_MANY -> Flaw.FIELD_TOO_MANY;
    };
  }

  private String newId(Fence fence, Run.Stage stage) {
    int number = numbers.merge(stage, 1, Integer::sum);
    String name = Key.slug(fence.attributes().getOrDefault("name", ""));
    String base = runbookId + "/" + stage.name().toLowerCase(Locale.ROOT) + "/";
    String wanted = base + (name.isEmpty() ? number : name);
    if (!name.isEmpty() && ids.isTaken(wanted)) {
      problem(fence, Flaw.DUPLICATE_STEP, name);
    }
    return ids.next(wanted);
  }

  private void attributes(Fence fence, Run.Stage stage) {
    for (String name : fence.attributes().keySet()) {
      if (!Fence.KNOWN.contains(name)) {
        problem(fence, Flaw.UNKNOWN_ATTRIBUTE, name);
      }
    }
    String timeout = fence.attributes().get("timeout");
    if (timeout != null && fence.timeout() == null) {
      problem(fence, Flaw.BAD_TIMEOUT, timeout);
    }
    spread(fence);
    if (fence.has("auto") && stage != Run.Stage.RESPOND) {
      problem(fence, Flaw.AUTO_OUTSIDE_RESPOND);
    }
    for (String people : Step.asked(fence.attributes())) {
      if (fence.has("auto")) {
        problem(fence, Flaw.AUTO_NEEDS_PEOPLE, people);
      }
    }
    long output =
        fence.kind() == Step.Kind.SHELL && fence.prompts().any() ? Script.outputLines(fence) : 0;
    if (output > 0) {
      problem(fence, Flaw.OUTPUT_LEFT_OUT, output);
    }
  }

  /** What a fence says about several hosts. */
  private void spread(Fence fence) {
    Map<String, String> said = fence.attributes();
    Optional<Spread> spread = Spread.of(said);
    if (Spread.isShareWrong(said)) {
      problem(fence, Flaw.BAD_SHARE, said.getOrDefault("share", ""));
    } else if (said.containsKey("share") && spread.isEmpty()) {
      problem(fence, Flaw.SHARE_ALONE);
    }
    if (spread.isPresent()) {
      boolean command = fence.kind() == Step.Kind.SHELL && !said.containsKey("host");
      if (spread.get().isWrong() || !command) {
        problem(fence, Flaw.BAD_HOSTS, said.getOrDefault("hosts", ""));
      }
      if (fence.has("auto")) {
        problem(fence, Flaw.AUTO_SEVERAL_HOSTS);
      }
    }
  }

  /** A block that a person would type, but that Toban does not offer to run. */
  private void unmarked(Fence fence) {
    if (fence.foreign()) {
      problem(fence, Flaw.OTHER_SHELL);
    } else if (fence.kind() == Step.Kind.OTHER && fence.isShell() && fence.elsewhere()) {
      problem(fence, Flaw.SEVERAL_SHELLS);
    } else if (fence.kind() != Step.Kind.SHELL
        && fence.language().isEmpty()
        && fence.mayBeCommands()) {
      problem(fence, Flaw.UNMARKED_COMMAND);
    } else if (fence.kind() == Step.Kind.SHELL
        && Script.of(fence).empty()
        && fence.mayBeCommands()) {
      problem(fence, Flaw.ONLY_COMMENTS);
    }
  }

  private void outsideStages(Fence fence) {
    if (fence.kind() == Step.Kind.SHELL) {
      problem(fence, Flaw.OUTSIDE_STAGES);
    }
  }

  private void problem(Fence fence, Flaw flaw, Object... arguments) {
    page.found().problem(page.place(fence.line()), flaw, arguments);
  }
}
