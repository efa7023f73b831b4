package org.toban.drill.tools;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.toban.drill.shell.FileProblem;
import org.toban.drill.shell.Invocation;
import org.toban.drill.shell.Process;
import org.toban.drill.shell.Program;
import org.toban.drill.shell.Signal;
import org.toban.drill.shell.Stream;

/** Commands that run another under a limit, a lock, a session or an environment. */
final class Wrappers {
  private Wrappers() {}

  static Map<String, Program> programs() {
    return Map.of(
        "timeout", Wrappers::timeout,
        "setsid", Wrappers::session,
        "env", Wrappers::environment,
        "flock", Wrappers::lock);
  }

  private static int timeout(Invocation it) {
    Flags flags = Flags.leading(it.arguments(), "k", "kill-after", "s", "signal");
    List<String> operands = flags.operands();
    if (operands.size() < 2) {
      return it.fail(125, "missing operand");
    }
    Signal signal = flags.value("s", "signal").flatMap(Signal::named).orElse(Signal.TERM);
    Process own = it.process();
    own.leadGroup();
    AtomicBoolean expired = new AtomicBoolean();
    Thread watch =
        Thread.ofVirtual()
            .start(() -> {
              pause(it, operands.getFirst());
              // said first: what is signalled may end before the next line
              expired.set(!Thread.currentThread().isInterrupted());
              end(it, signal);
              flags.value("k", "kill-after").ifPresent(grace -> endLater(it, grace));
            });
    try {
      int status = it.call(operands.subList(1, operands.size()));
      return expired.get() ? status == 137 ? 137 : 124 : status;
    } finally {
      watch.interrupt();
    }
  }

  private static void endLater(Invocation it, String grace) {
    pause(it, grace);
    end(it, Signal.KILL);
  }

  private static void pause(Invocation it, String duration) {
    try {
      Thread.sleep(it.machine().real(Sizes.duration(duration)));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Signals the group of timeout, but not timeout itself. */
  private static void end(Invocation it, Signal signal) {
    Process own = it.process();
    if (!Thread.currentThread().isInterrupted()) {
      it.machine()
          .processes()
          .signal(signal, other -> other.group() == own.group() && other != own);
    }
  }

  private static int session(Invocation it) {
    Flags flags = Flags.leading(it.arguments());
    if (flags.has("w", "wait")) {
      return it.call(flags.operands(), Process::lead);
    }
    it.process().lead();
    return it.call(flags.operands());
  }

  private static int environment(Invocation it) {
    Flags flags = Flags.leading(it.arguments(), "u");
    Map<String, String> environment =
        new TreeMap<>(flags.has("i") ? Map.of() : it.context().environment());
    flags.all("u").forEach(environment::remove);
    List<String> command = new ArrayList<>(flags.operands());
    while (!command.isEmpty() && command.getFirst().matches("[A-Za-z_]\\w*=(?s:.*)")) {
      String[] parts = command.removeFirst().split("=", 2);
      environment.put(parts[0], parts[1]);
    }
    if (command.isEmpty()) {
      environment.forEach((name, value) -> it.println(name + "=" + value));
      return 0;
    }
    return it.with(new Invocation.Context(it.user(), it.context().directory(), environment))
        .call(command);
  }

  private static int lock(Invocation it) {
    Flags flags = Flags.leading(it.arguments(), "w", "timeout", "E", "conflict-exit-code");
    List<String> operands = flags.operands();
    if (operands.isEmpty()) {
      return it.fail(64, "requires file descriptor, file or directory");
    }
    int busy = Integer.parseInt(flags.value("E", "conflict-exit-code").orElse("1"));
    String first = operands.getFirst();
    if (first.matches("\\d+") && operands.size() == 1) {
      Stream descriptor = it.streams().at(Integer.parseInt(first));
      return flags.has("u") || take(it, flags, descriptor) ? 0 : busy;
    }
    Stream file;
    try {
      file = it.open(first);
    } catch (FileProblem e) {
      return it.fail(66, "cannot open lock file " + first + ": " + e.getMessage());
    }
    try {
      if (!take(it, flags, file)) {
        return busy;
      }
      boolean script = operands.size() > 2 && operands.get(1).equals("-c");
      return it.call(
          script ? List.of("sh", "-c", operands.get(2)) : operands.subList(1, operands.size()));
    } finally {
      file.close();
    }
  }

  private static boolean take(Invocation it, Flags flags, Stream file) {
    long limit =
        flags.has("n", "nonblock")
            ? 0
            : flags
                .value("w", "timeout")
                .map(text -> it.machine().real(Sizes.duration(text)).toNanos())
                .orElse(Long.MAX_VALUE / 2);
    long start = System.nanoTime();
    while (!it.machine().lock(file)) {
      if (System.nanoTime() - start >= limit) {
        return false;
      }
      it.process().glance();
    }
    return true;
  }
}
