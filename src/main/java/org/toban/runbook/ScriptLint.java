package org.toban.runbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What lint says of one step's script. */
final class ScriptLint {
  private static final Set<String> FOLLOW = Set.of("-f", "-F", "--follow", "-w", "--watch");
  private static final Set<String> FOLLOWERS = Set.of("tail", "journalctl", "dmesg");
  private static final Set<String> LOG_FOLLOWERS = Set.of("kubectl", "docker", "podman");

  private final String file;
  private final ShellScan scan;
  private final List<Problem> problems = new ArrayList<>();

  private ScriptLint(String file, ShellScan scan) {
    this.file = file;
    this.scan = scan;
  }

  static List<Problem> check(String file, Script script, Fence fence) {
    ScriptLint lint = new ScriptLint(file, ShellScan.of(script));
    lint.variables();
    lint.eval();
    if (fence.timeout() == null) {
      lint.endless();
    }
    if (fence.has("sudo") && !lint.calls(it -> it.words().contains("sudo"))) {
      lint.add(
          script.line(),
          Problem.Level.WARNING,
          "sudo-not-called",
          "the block is marked sudo, but its script does not call sudo; Toban never adds it: write it before the command");
    }
    return lint.problems;
  }

  private void variables() {
    for (ShellScan.Use use : scan.uses()) {
      if (!use.quoted()) {
        add(
            use.line(),
            Problem.Level.WARNING,
            "unquoted-variable",
            "$"
                + use.variable()
                + " is not in double quotes, so the shell splits its value; write \"$"
                + use.variable()
                + "\"");
      } else if (use.startsArgument()) {
        add(
            use.line(),
            Problem.Level.WARNING,
            "value-as-option",
            "a value of $"
                + use.variable()
                + " that starts with - would be read as an option; write -- before it");
      }
    }
  }

  private void eval() {
    for (ShellScan.Command command : scan.commands()) {
      if (command.program().equals("eval")) {
        add(
            command.line(),
            Problem.Level.WARNING,
            "eval",
            "eval runs whatever its text becomes; write the command itself");
      }
    }
  }

  private void endless() {
    for (ShellScan.Command command : scan.commands()) {
      if (isEndless(command)) {
        add(
            command.line(),
            Problem.Level.INFO,
            "endless",
            command.program()
                + " does not end by itself; it is stopped at the run limit: give the block a limit, such as"
                + " { timeout=15s }");
      }
    }
  }

  private static boolean isEndless(ShellScan.Command command) {
    List<String> arguments = command.arguments();
    return switch (command.program()) {
      case "watch" -> true;
      case "top" -> arguments.stream().noneMatch(it -> it.startsWith("-") && it.contains("b"));
      case "ping" -> arguments.stream().noneMatch(it -> it.startsWith("-c"));
      default ->
          (FOLLOWERS.contains(command.program())
                  || (LOG_FOLLOWERS.contains(command.program()) && arguments.contains("logs")))
              && arguments.stream().anyMatch(it -> FOLLOW.contains(it) || bundled(it));
    };
  }

  /** Short options in one word, such as {@code -fn50} or {@code -50f}. */
  private static boolean bundled(String word) {
    return word.matches("-[A-Za-z0-9]*[fF][A-Za-z0-9]*") && !word.startsWith("--");
  }

  private boolean calls(Predicate<ShellScan.Command> which) {
    return scan.commands().stream().anyMatch(which);
  }

  private void add(int line, Problem.Level level, String code, String message) {
    problems.add(new Problem(new Place(file, line), level, code, message, List.of()));
  }
}
