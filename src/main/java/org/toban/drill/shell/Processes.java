package org.toban.drill.shell;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The process table of a machine. It holds no lock while it calls others. */
public final class Processes {
  private final InstantSource clock;
  private final FileTree files;
  private final ConcurrentSkipListMap<Integer, Process> running = new ConcurrentSkipListMap<>();
  private final AtomicInteger nextId;

  Processes(InstantSource clock, FileTree files, int firstId) {
    this.clock = clock;
    this.files = files;
    this.nextId = new AtomicInteger(firstId);
    files.supply("/proc/self/stat", () -> "");
  }

  /** A process without parent: a daemon, or the first of a session. */
  public Process start(String user, String command) {
    return enter(new Process(nextId.getAndIncrement(), 1, user, command, clock.instant()));
  }

  /** A child in the group of its parent; ignored signals stay ignored, traps do not. */
  Process fork(Process parent, String user, String command) {
    int id = nextId.getAndIncrement();
    Process child = new Process(id, parent.id(), user, command, clock.instant());
    child.join(parent.group(), parent.session());
    parent
        .dispositions()
        .forEach((signal, disposition) -> {
          if (disposition == Process.Disposition.IGNORE) {
            child.dispose(signal, disposition);
          }
        });
    return enter(child);
  }

  /** Every process has its file below /proc, by which others find it. */
  private Process enter(Process process) {
    running.put(process.id(), process);
    files.supply("/proc/" + process.id() + "/stat", process::stat);
    return process;
  }

  /** Takes a process off the table. */
  public void end(Process process, int status) {
    process.exit(status);
    if (running.remove(process.id()) != null) {
      files.remove("/proc/" + process.id(), "root");
    }
  }

  /** In the order of their ids. */
  public List<Process> all() {
    return new ArrayList<>(running.values());
  }

  public @Nullable Process find(int id) {
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
