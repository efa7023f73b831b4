package org.toban.runbook.lint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.toban.incident.Run;
import org.toban.runbook.Flaw;
import org.toban.runbook.Place;
import org.toban.runbook.Problem;
import org.toban.runbook.ShellCommand;
import org.toban.runbook.ShellScan;
import org.toban.runbook.Written;

/** What lint says of one step's script. */
final class ScriptLint {
  /** Programs that call another as a process of their own. */
  private static final Set<String> STARTERS = Set.of("timeout", "xargs", "setsid", "watch");

  private static final Set<Character> CURL_TAKES_VALUE = values("odHXumwAbceFKTxUryYzCDEQtP");

  private final Written written;
  private final List<Problem> problems = new ArrayList<>();

  /** Variables that the script itself gives a value to. */
  private final Set<String> set = new HashSet<>();

  private ScriptLint(Written written) {
    this.written = written;
  }

  static List<Problem> check(Written written) {
    ScriptLint lint = new ScriptLint(written);
    List<ShellCommand> commands = ShellScan.of(written).commands();
    boolean sudo = false;
    boolean fed = false;
    for (ShellCommand command : commands) {
      Invocation run = Invocation.of(command);
      lint.variables(command);
      lint.removal(command, run);
      lint.program(command, run, fed);
      if (run.sudo()) {
        lint.sudo(command, run, !sudo);
        sudo = true;
      }
      if (written.sudo() && lint.below(command, run)) {
        sudo = true;
      }
      lint.assignments(command);
      fed = command.piped();
    }
    if (written.sudo() && !sudo) {
      lint.add(written.lines().getFirst(), Flaw.SUDO_NOT_CALLED);
    }
    return lint.problems;
  }

  private void program(ShellCommand command, Invocation run, boolean fed) {
    int line = command.line();
    String program = run.program();
    if (program.equals("eval")) {
      add(line, Flaw.EVAL);
    }
    if (Terminals.isNeeded(run)) {
      boolean pager = Terminals.isPager(run);
      Problem problem = problem(line, Flaw.NEEDS_TERMINAL, Terminals.name(run));
      problems.add(pager ? problem.at(Problem.Level.INFO) : problem);
    } else if (written.step().limit() == null && !run.limited() && Terminals.isEndless(run)) {
      add(line, Flaw.ENDLESS, program);
    }
    if (!fed && Terminals.isShellWithoutInput(command, run)) {
      add(line, Flaw.SHELL_WITHOUT_INPUT, String.join(" ", command.words()));
    }
    if (program.equals("curl") && !command.piped() && !seesFailure(run.arguments())) {
      Problem problem = problem(line, Flaw.CURL_WITHOUT_FAIL);
      boolean looking = written.step().stage() == Run.Stage.DIAGNOSE;
      problems.add(looking ? problem.at(Problem.Level.INFO) : problem);
    }
    if (Passwords.isGiven(run)) {
      add(line, Flaw.PASSWORD);
    }
  }

  // --- variables ---------------------------------------------------------------------------------

  private void variables(ShellCommand command) {
    for (ShellCommand.Use use : command.uses()) {
      if (use.label() && !use.quoted()) {
        add(use.line(), Flaw.UNQUOTED_VARIABLE, use.variable());
      } else if (use.label() && use.spot() == ShellCommand.Spot.ARGUMENT) {
        add(use.line(), Flaw.VALUE_AS_OPTION, use.variable());
      }
    }
  }

  /** {@code rm -r} that removes something else when a variable is empty or has spaces. */
  private void removal(ShellCommand command, Invocation run) {
    boolean recursive =
        run.program().equals("rm")
            && (run.hasShort('r') || run.hasShort('R') || run.has("--recursive"));
    if (!recursive) {
      return;
    }
    for (ShellCommand.Use use : command.uses()) {
      boolean guarded = use.text().contains("?") || set.contains(use.variable());
      boolean whole =
          use.spot() != ShellCommand.Spot.INSIDE
              && (use.following().equals("\"") || use.following().startsWith("\" "));
      if (!use.quoted() || (!guarded && !whole)) {
        add(use.line(), Flaw.REMOVES_MORE, use.variable());
      }
    }
  }

  private void assignments(ShellCommand command) {
    for (String word : command.words()) {
      int equals = word.indexOf('=');
      if (ShellCommand.isAssignment(word)
          && equals + 1 < word.length()
          && word.charAt(equals + 1) != '$') {
        set.add(word.substring(0, equals));
      }
    }
  }

  // --- curl and sudo -----------------------------------------------------------------------------

  /** Whether an HTTP error becomes an exit status, or the script looks at the status itself. */
  private static boolean seesFailure(List<String> arguments) {
    for (String it : arguments) {
      if (it.startsWith("--fail") || it.startsWith("--write-out") || it.equals("--version")) {
        return true;
      }
      if (it.startsWith("--") || !it.startsWith("-")) {
        continue;
      }
      for (int i = 1; i < it.length(); i++) {
        char option = it.charAt(i);
        if (option == 'f' || option == 'w' || option == 'V') {
          return true;
        }
        if (CURL_TAKES_VALUE.contains(option)) {
          break;
        }
      }
    }
    return false;
  }

  private static Set<Character> values(String options) {
    Set<Character> values = new HashSet<>();
    options.chars().forEach(c -> values.add((char) c));
    return Set.copyOf(values);
  }

  private void sudo(ShellCommand command, Invocation run, boolean first) {
    List<String> options = run.sudoOptions();
    if (options.contains("-S") || options.contains("--stdin")) {
      add(command.line(), Flaw.SUDO_READS_STDIN);
    } else if (first
        && !written.sudo()
        && !options.contains("-n")
        && !options.contains("--non-interactive")) {
      add(command.line(), Flaw.SUDO_PROMPTS);
    }
  }

  /** Whether another program calls sudo, which a password that was given before does not reach. */
  private boolean below(ShellCommand command, Invocation run) {
    int sudo = command.words().indexOf("sudo");
    if (sudo < 0 || !(run.sudo() || STARTERS.contains(run.program()))) {
      return false;
    }
    Optional<String> starter =
        command.words().subList(0, sudo).stream().filter(STARTERS::contains).findFirst();
    starter.ifPresent(it -> add(command.line(), Flaw.SUDO_BELOW, it));
    return starter.isPresent();
  }

  private Problem problem(int line, Flaw flaw, Object... arguments) {
    return Problem.of(new Place(written.step().place().file(), line), flaw, arguments);
  }

  private void add(int line, Flaw flaw, Object... arguments) {
    problems.add(problem(line, flaw, arguments));
  }
}
