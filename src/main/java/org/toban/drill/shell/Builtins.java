package org.toban.drill.shell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The commands that act on the shell itself. */
final class Builtins {
  /** A command that runs in the shell's own process. */
  @FunctionalInterface
  interface Builtin {
    int run(Shell shell, Invocation invocation);
  }

  private static final Map<String, Builtin> ALL = new HashMap<>();

  static {
    ALL.put(":", (_, _) -> 0);
    ALL.put("cd", Builtins::changeDirectory);
    ALL.put(
        "pwd",
        (shell, it) -> {
          it.println(shell.directory());
          return 0;
        });
    ALL.put("export", (shell, it) -> declare(shell, it, false));
    ALL.put("readonly", (shell, it) -> declare(shell, it, true));
    ALL.put("local", (shell, it) -> assign(shell, it.arguments()));
    ALL.put("unset", Builtins::unset);
    ALL.put("set", Builtins::set);
    ALL.put("shift", Builtins::shift);
    ALL.put(
        "exit",
        (shell, it) -> {
          throw new Ending.Exit(number(it, shell.status()), "");
        });
    ALL.put(
        "return",
        (shell, it) -> {
          throw new Ending.Return(number(it, shell.status()));
        });
    ALL.put(
        "break",
        (_, it) -> {
          throw new Ending.Leave(number(it, 1), false);
        });
    ALL.put(
        "continue",
        (_, it) -> {
          throw new Ending.Leave(number(it, 1), true);
        });
    ALL.put(
        "eval",
        (shell, it) -> shell.evaluator().evaluate(Parser.parse(String.join(" ", it.arguments()))));
    ALL.put(".", Builtins::source);
    ALL.put("trap", Builtins::trap);
    ALL.put("wait", Builtins::await);
    ALL.put("read", ReadLine::run);
    ALL.put(
        "times",
        (_, it) -> {
          it.println("0m0.00s 0m0.00s");
          return 0;
        });
    ALL.put("umask", (_, _) -> 0);
    ALL.put("ulimit", (_, _) -> 0);
    ALL.put("hash", (_, _) -> 0);
    ALL.put("command", Builtins::command);
    ALL.put("type", (shell, it) -> locate(shell, it, it.arguments()));
  }

  private Builtins() {}

  static @Nullable Builtin find(String name) {
    return ALL.get(name);
  }

  private static int number(Invocation it, int otherwise) {
    if (it.arguments().isEmpty()) {
      return otherwise;
    }
    try {
      return Integer.parseInt(it.arguments().getFirst());
    } catch (NumberFormatException _) {
      throw new Ending.Exit(2, it.name() + ": Illegal number: " + it.arguments().getFirst());
    }
  }

  private static int changeDirectory(Shell shell, Invocation it) {
    String home = shell.variables().get("HOME");
    String target =
        it.arguments().isEmpty() ? home == null ? "/" : home : it.arguments().getFirst();
    String path = it.path(target);
    if (!it.files().isDirectory(path)) {
      shell.complain("1: cd: can't cd to " + target);
      return 2;
    }
    shell.directory(path);
    shell.variables().set("PWD", path);
    return 0;
  }

  private static int assign(Shell shell, List<String> arguments) {
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (equals > 0) {
        shell.variables().set(argument.substring(0, equals), argument.substring(equals + 1));
      }
    }
    return 0;
  }

  private static int declare(Shell shell, Invocation it, boolean constant) {
    assign(shell, it.arguments());
    for (String argument : it.arguments()) {
      String name = argument.replaceFirst("(?s)=.*", "");
      if (constant) {
        shell.variables().freeze(name);
      } else {
        shell.variables().export(name);
      }
    }
    return 0;
  }

  private static int unset(Shell shell, Invocation it) {
    boolean functions = it.arguments().contains("-f");
    for (String name : it.arguments()) {
      if (functions) {
        shell.functions().remove(name);
      } else {
        shell.variables().unset(name);
      }
    }
    return 0;
  }

  private static int set(Shell shell, Invocation it) {
    List<String> arguments = it.arguments();
    int at = 0;
    while (at < arguments.size() && arguments.get(at).matches("[-+][a-zA-Z]+")) {
      String flags = arguments.get(at++);
      boolean on = flags.startsWith("-");
      if (flags.endsWith("o") && at < arguments.size()) {
        longOption(shell, arguments.get(at++), on);
      }
      flags.substring(1).chars().filter(c -> c != 'o').forEach(c -> shell.set((char) c, on));
    }
    boolean positional = at < arguments.size();
    if (positional && arguments.get(at).equals("--")) {
      at++;
    }
    if (positional) {
      shell.positional(arguments.subList(at, arguments.size()));
    }
    return 0;
  }

  private static void longOption(Shell shell, String name, boolean on) {
    switch (name) {
      case "errexit" -> shell.set('e', on);
      case "nounset" -> shell.set('u', on);
      case "noglob" -> shell.set('f', on);
      case "noclobber" -> shell.set('C', on);
      case "pipefail" -> shell.set('p', on);
      default -> {}
    }
  }

  private static int shift(Shell shell, Invocation it) {
    int by = number(it, 1);
    List<String> positional = shell.positional();
    if (by > positional.size()) {
      throw new Ending.Exit(2, "shift: can't shift that many");
    }
    shell.positional(positional.subList(by, positional.size()));
    return 0;
  }

  private static int source(Shell shell, Invocation it) {
    String path = it.path(it.arguments().getFirst());
    if (!it.files().exists(path)) {
      throw new Ending.Exit(2, ".: " + it.arguments().getFirst() + ": not found");
    }
    return shell.evaluator().evaluate(Parser.parse(it.files().text(path, it.user())));
  }

  private static int trap(Shell shell, Invocation it) {
    List<String> arguments = new ArrayList<>(it.arguments());
    arguments.remove("--");
    if (arguments.isEmpty()) {
      shell
          .trapList()
          .forEach(entry -> it.println("trap -- '" + entry.getValue() + "' " + entry.getKey()));
      return 0;
    }
    String first = arguments.getFirst();
    boolean reset = first.equals("-") || (arguments.size() == 1 && first.matches("\\d+"));
    List<String> conditions =
        arguments.size() == 1 ? arguments : arguments.subList(1, arguments.size());
    for (String condition : conditions) {
      String name =
          condition.equals("0") || condition.equals("EXIT")
              ? "EXIT"
              : Signal.named(condition).map(Signal::name).orElse(condition);
      shell.trap(name, reset ? null : first);
    }
    return 0;
  }

  private static int await(Shell shell, Invocation it) {
    List<Children.Child> awaited = new ArrayList<>();
    if (it.arguments().isEmpty()) {
      awaited.addAll(shell.jobs().values());
    }
    for (String argument : it.arguments()) {
      Children.Child job =
          argument.matches("\\d+") ? shell.jobs().get(Integer.parseInt(argument)) : null;
      if (job == null) {
        return 127;
      }
      awaited.add(job);
    }
    int status = 0;
    for (Children.Child job : awaited) {
      while (job.thread().isAlive()) {
        shell.process().glance();
        if (shell.process().hasTrapped()) {
          return Signal.TERM.status();
        }
      }
      shell.jobs().remove(job.process().id());
      status = it.arguments().isEmpty() ? 0 : job.status();
    }
    return status;
  }

  private static int command(Shell shell, Invocation it) {
    List<String> arguments = it.arguments();
    if (arguments.isEmpty()) {
      return 0;
    }
    if (arguments.getFirst().matches("-[vV]")) {
      return locate(shell, it, arguments.subList(1, arguments.size()));
    }
    Builtin builtin = find(arguments.getFirst());
    return builtin == null
        ? Children.run(it, arguments, _ -> {})
        : builtin.run(shell, it.with(arguments.getFirst(), arguments.subList(1, arguments.size())));
  }

  private static int locate(Shell shell, Invocation it, List<String> names) {
    int status = 0;
    for (String name : names) {
      boolean inside = ALL.containsKey(name) || shell.functions().containsKey(name);
      boolean installed = it.machine().program(name) != null;
      if (inside || installed) {
        it.println(inside || name.contains("/") ? name : "/usr/bin/" + name);
      } else {
        status = 127;
      }
    }
    return status;
  }
}
