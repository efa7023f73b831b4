package org.toban.drill.shell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The state of one running shell; {@link Evaluator} walks scripts over it. */
final class Shell {
  private final Machine machine;
  private final Process process;
  private final String user;
  private final String name;

  /** {@code $$}: in a subshell it still is the shell that the script began in. */
  private final int id;

  private final Variables variables;
  private final Map<String, Syntax> functions = new HashMap<>();
  private final Map<String, String> traps = new HashMap<>();
  private final Set<Character> options = new HashSet<>();
  private final Map<Integer, Children.Child> jobs = new LinkedHashMap<>();
  private final Set<Stream> owned = new HashSet<>();
  private final Evaluator evaluator = new Evaluator(this);
  private Map<Integer, Stream> descriptors;
  private List<String> positional;
  private String directory;
  private int status;
  private boolean endedByExit;
  private @Nullable Integer lastJob;

  Shell(Invocation invocation, String name, List<String> positional) {
    this.machine = invocation.machine();
    this.process = invocation.process();
    this.user = invocation.user();
    this.name = name;
    this.id = process.id();
    this.variables = Variables.of(invocation.context().environment());
    this.descriptors = new HashMap<>(invocation.streams().byDescriptor());
    this.positional = List.copyOf(positional);
    this.directory = invocation.context().directory();
  }

  private Shell(Shell parent, Process process) {
    this.machine = parent.machine;
    this.process = process;
    this.user = parent.user;
    this.name = parent.name;
    this.id = parent.id;
    this.variables = parent.variables.copy();
    this.functions.putAll(parent.functions);
    this.options.addAll(parent.options);
    this.descriptors = new HashMap<>(parent.descriptors);
    this.positional = parent.positional;
    this.directory = parent.directory;
    this.status = parent.status;
    this.lastJob = parent.lastJob;
  }

  /** A copy of this shell in a child process, as {@code ( )} makes it. */
  Shell fork() {
    return new Shell(this, machine.processes().fork(process, user, "sh"));
  }

  /** Runs a script and its exit trap, in this shell's process. */
  int runToEnd(String script) {
    Syntax parsed;
    try {
      parsed = Parser.parse(script);
    } catch (SyntaxProblem e) {
      complain(String.valueOf(e.getMessage()));
      return 2;
    }
    return runToEnd(parsed);
  }

  int runToEnd(Syntax script) {
    int last = guarded(script);
    String atExit = traps.remove("EXIT");
    if (atExit != null && !atExit.isEmpty()) {
      status = last;
      int trapped = guarded(Parser.parse(atExit));
      last = endedByExit ? trapped : last;
    }
    owned.forEach(Stream::close);
    return last;
  }

  private int guarded(Syntax script) {
    endedByExit = false;
    try {
      evaluator.evaluate(script);
      checkpoint();
      return status;
    } catch (Ending.Exit exit) {
      endedByExit = true;
      if (exit.getMessage() != null && !exit.getMessage().isEmpty()) {
        complain("1: " + exit.getMessage());
      }
      return exit.status;
    } catch (SyntaxProblem e) {
      complain(String.valueOf(e.getMessage()));
      return 2;
    } catch (Ending.Return early) {
      return early.status;
    } catch (Ending.Leave _) {
      return status;
    }
  }

  /** Where signals act: ends the process or runs traps. */
  void checkpoint() {
    process.check();
    for (Signal signal; (signal = process.nextTrapped()) != null; ) {
      String action = traps.get(signal.name());
      if (action != null) {
        int before = status;
        evaluator.evaluate(Parser.parse(action));
        status = before;
      }
    }
  }

  void trap(String condition, @Nullable String action) {
    if (action == null) {
      traps.remove(condition);
    } else {
      traps.put(condition, action);
    }
    Signal.named(condition)
        .ifPresent(signal ->
            process.dispose(
                signal,
                action == null
                    ? null
                    : action.isEmpty() ? Process.Disposition.IGNORE : Process.Disposition.TRAP));
  }

  void complain(String text) {
    invocation(List.of("sh")).complain("sh: " + text);
  }

  /** This shell's surroundings as a program or builtin sees them. */
  Invocation invocation(List<String> command) {
    return new Invocation(
        machine,
        process,
        context(),
        new Invocation.Streams(descriptors),
        command.getFirst(),
        command.subList(1, command.size()));
  }

  Invocation.Context context() {
    return new Invocation.Context(user, directory, variables.environment());
  }

  /** The output of a script, less its trailing newlines. */
  String substitute(Syntax script) {
    Stream.Capture output = new Stream.Capture();
    Shell inner = fork();
    inner.descriptors.put(1, output);
    Children.Child child = Children.start(machine, inner.process, () -> inner.runToEnd(script));
    status = Children.await(child, process);
    evaluator.substituted();
    return output.text().replaceAll("\n+$", "");
  }

  /** The value of a variable or a special parameter, null when it is unset. */
  @Nullable String parameter(String parameter) {
    return switch (parameter) {
      case "?" -> String.valueOf(status);
      case "$" -> String.valueOf(id);
      case "!" -> lastJob == null ? null : String.valueOf(lastJob);
      case "#" -> String.valueOf(positional.size());
      case "@", "*" -> String.join(" ", positional);
      case "0" -> name;
      case "-" -> flags();
      default ->
          Character.isDigit(parameter.charAt(0))
              ? positionalAt(Integer.parseInt(parameter))
              : variables.get(parameter);
    };
  }

  private String flags() {
    StringBuilder flags = new StringBuilder();
    options.stream().sorted().forEach(flags::append);
    return flags.toString();
  }

  private @Nullable String positionalAt(int index) {
    return index <= positional.size() ? positional.get(index - 1) : null;
  }

  Machine machine() {
    return machine;
  }

  Process process() {
    return process;
  }

  Variables variables() {
    return variables;
  }

  Map<String, Syntax> functions() {
    return functions;
  }

  Map<Integer, Stream> descriptors() {
    return descriptors;
  }

  void descriptors(Map<Integer, Stream> other) {
    descriptors = other;
  }

  /** Closes a stream when this shell ends. */
  void own(Stream stream) {
    owned.add(stream);
  }

  Map<Integer, Children.Child> jobs() {
    return jobs;
  }

  void started(Children.Child job) {
    jobs.put(job.process().id(), job);
    lastJob = job.process().id();
  }

  List<String> positional() {
    return positional;
  }

  void positional(List<String> other) {
    positional = List.copyOf(other);
  }

  String user() {
    return user;
  }

  String directory() {
    return directory;
  }

  void directory(String other) {
    directory = other;
  }

  int status() {
    return status;
  }

  void status(int last) {
    status = last;
  }

  boolean option(char option) {
    return options.contains(option);
  }

  void set(char option, boolean on) {
    if (on) {
      options.add(option);
    } else {
      options.remove(option);
    }
  }

  Evaluator evaluator() {
    return evaluator;
  }

  List<Map.Entry<String, String>> trapList() {
    return new ArrayList<>(traps.entrySet());
  }
}
