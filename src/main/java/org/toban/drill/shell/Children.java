package org.toban.drill.shell;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Starts simulated processes, each on its own virtual thread, and waits for them. */
final class Children {
  private static final Logger LOG = Logger.getLogger(Children.class.getName());
  private static final Duration GLANCE = Duration.ofMillis(20);

  private Children() {}

  /** A process and the thread that runs it. */
  record Child(Process process, Thread thread) {
    int status() {
      Integer status = process.status();
      return status == null ? 0 : status;
    }
  }

  static Child start(Machine machine, Process process, IntSupplier body) {
    Runnable life =
        () -> {
          int status = 70;
          try {
            status = body.getAsInt();
          } catch (Killed killed) {
            status = killed.signal().status();
          } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "practice command failed: " + process.command(), e);
          } finally {
            machine.processes().end(process, status);
          }
        };
    return new Child(process, Thread.ofVirtual().name("drill-" + process.id()).start(life));
  }

  /** Waits for the end of a child; a signal that ends the waiting process ends the wait. */
  static int await(Child child, Process waiting) {
    try {
      while (!child.thread().join(GLANCE)) {
        waiting.check();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      child.process().signal(Signal.KILL);
    }
    return child.status();
  }

  /** Waits for the end of a child from outside the simulation. */
  static int await(Child child) {
    try {
      child.thread().join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      child.process().signal(Signal.KILL);
    }
    return child.status();
  }

  /** Runs a command line as a child of a running program. */
  static int run(Invocation parent, List<String> command, Consumer<Process> first) {
    Machine machine = parent.machine();
    Process process =
        machine.processes().fork(parent.process(), parent.user(), String.join(" ", command));
    first.accept(process);
    Child child =
        start(
            machine,
            process,
            () -> program(machine, process, parent.context(), parent.streams(), command));
    return await(child, parent.process());
  }

  /** Runs a program in a process that is there already. */
  static int program(
      Machine machine,
      Process process,
      Invocation.Context context,
      Invocation.Streams streams,
      List<String> command) {
    List<String> arguments = command.subList(1, command.size());
    Invocation invocation =
        new Invocation(machine, process, context, streams, command.getFirst(), arguments);
    Program program = machine.program(command.getFirst());
    if (program == null && !command.getFirst().contains("/")) {
      return invocation.with("sh", arguments).fail(127, command.getFirst() + ": command not found");
    }
    try {
      return program == null ? script(invocation) : program.run(invocation);
    } catch (FileProblem e) {
      return invocation.fail(1, String.valueOf(e.getMessage()));
    }
  }

  private static int script(Invocation invocation) {
    FileTree files = invocation.files();
    String path = invocation.path(invocation.name());
    if (!files.exists(path)) {
      return invocation.with("sh", List.of()).fail(127, invocation.name() + ": not found");
    }
    if (files.isDirectory(path) || (files.facts(path).mode() & 0111) == 0) {
      return invocation.with("sh", List.of()).fail(126, invocation.name() + ": Permission denied");
    }
    return new Shell(invocation, invocation.name(), invocation.arguments())
        .runToEnd(files.text(path, invocation.user()));
  }

  /** The program {@code sh}: {@code sh [-eu] [-c script [name argument ...] | file | -s]}. */
  static int shell(Invocation invocation) {
    List<String> arguments = invocation.arguments();
    StringBuilder options = new StringBuilder();
    int at = 0;
    while (at < arguments.size() && arguments.get(at).matches("-[a-z]+|-|--(no.*|posix)?")) {
      String option = arguments.get(at++);
      options.append(option.startsWith("--") ? "" : option.substring(1));
      at += option.equals("-o") ? 1 : 0;
      if (option.equals("--")) {
        break;
      }
    }
    List<String> rest = arguments.subList(at, arguments.size());
    boolean command = options.indexOf("c") >= 0;
    boolean named = !rest.isEmpty() && options.indexOf("s") < 0;
    String script =
        command
            ? rest.isEmpty() ? "" : rest.getFirst()
            : new String(invocation.content(named ? rest.getFirst() : "-"), StandardCharsets.UTF_8);
    List<String> following =
        command || named ? rest.subList(Math.min(1, rest.size()), rest.size()) : rest;
    boolean renamed = command && !following.isEmpty();
    String name = renamed ? following.getFirst() : named && !command ? rest.getFirst() : "sh";
    Shell shell =
        new Shell(invocation, name, renamed ? following.subList(1, following.size()) : following);
    "eufxC"
        .chars()
        .filter(c -> options.indexOf(String.valueOf((char) c)) >= 0)
        .forEach(c -> shell.set((char) c, true));
    return shell.runToEnd(script);
  }

  /** The names under which a shell is installed. */
  static Map<String, Program> shells() {
    return Map.of("sh", Children::shell, "dash", Children::shell, "bash", Children::shell);
  }
}
