package org.toban.drill.shell;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The process table of a machine. */
public final class Processes {
  private final InstantSource clock;
  private final Map<Integer, Process> running = new LinkedHashMap<>();
  private int nextId;

  Processes(InstantSource clock, int firstId) {
    this.clock = clock;
    this.nextId = firstId;
  }

  /** A process without parent: a daemon, or the first of a session. */
  public synchronized Process start(String user, String command) {
    Process process = new Process(nextId++, 1, user, command, clock.instant());
    running.put(process.id(), process);
    return process;
  }

  /** A child in the group of its parent; ignored signals stay ignored, traps do not. */
  synchronized Process fork(Process parent, String user, String command) {
    Process child = new Process(nextId++, parent.id(), user, command, clock.instant());
    child.join(parent.group(), parent.session());
    parent
        .dispositions()
        .forEach((signal, disposition) -> {
          if (disposition == Process.Disposition.IGNORE) {
            child.dispose(signal, disposition);
          }
        });
    running.put(child.id(), child);
    return child;
  }

  /** Takes a process off the table. */
  public synchronized void end(Process process, int status) {
    process.exit(status);
    running.remove(process.id());
  }

  public synchronized List<Process> all() {
    return new ArrayList<>(running.values());
  }

  public synchronized @Nullable Process find(int id) {
    return running.get(id);
  }

  /**
   * Sends a signal to all processes that match; null only looks.
   *
   * @return how many matched
   */
  public int signal(@Nullable Signal signal, Predicate<Process> which) {
    List<Process> chosen = all().stream().filter(which).toList();
    if (signal != null) {
      chosen.forEach(process -> process.signal(signal));
    }
    return chosen.size();
  }
}
