package org.toban.drill.shell;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An entry of a simulated machine's process table. */
public final class Process {
  private static final Duration GLANCE = Duration.ofMillis(10);

  /** What a process does with a signal; without an entry it dies. */
  enum Disposition {
    IGNORE,
    TRAP
  }

  private final int id;
  private final int parent;
  private final String user;
  private final String command;
  private final Instant started;
  private final Map<Signal, Disposition> dispositions = new EnumMap<>(Signal.class);
  private final Deque<Signal> trapped = new ArrayDeque<>();
  private int group;
  private int session;
  private @Nullable Signal fatal;
  private @Nullable Integer status;
  private Consumer<Signal> onDeath = _ -> {};
  private double residentMegabytes = 3;
  private double load;

  Process(int id, int parent, String user, String command, Instant started) {
    this.id = id;
    this.parent = parent;
    this.group = id;
    this.session = id;
    this.user = user;
    this.command = command;
    this.started = started;
  }

  public int id() {
    return id;
  }

  public int parent() {
    return parent;
  }

  public String user() {
    return user;
  }

  /** The command line. */
  public String command() {
    return command;
  }

  public Instant started() {
    return started;
  }

  public synchronized int group() {
    return group;
  }

  public synchronized int session() {
    return session;
  }

  /** As /proc/PID/stat has it: id, name, state, parent, group, session. */
  synchronized String stat() {
    String name = command.replaceFirst(" .*", "").replaceFirst("^.*/", "");
    return id + " (" + name + ") S " + parent + " " + group + " " + session + " 0 -1\n";
  }

  synchronized void join(int newGroup, int newSession) {
    group = newGroup;
    session = newSession;
  }

  /** Makes it the leader of a group of its own, as timeout does. */
  public synchronized void leadGroup() {
    group = id;
  }

  /** Makes it the leader of a session of its own, as setsid does. */
  public synchronized void lead() {
    join(id, id);
  }

  public synchronized double residentMegabytes() {
    return residentMegabytes;
  }

  /** Processor use in percent of one core. */
  public synchronized double load() {
    return load;
  }

  /** What ps and top show of it. */
  public synchronized void weigh(double megabytes, double percent) {
    residentMegabytes = megabytes;
    load = percent;
  }

  synchronized Map<Signal, Disposition> dispositions() {
    return Map.copyOf(dispositions);
  }

  synchronized void dispose(Signal signal, @Nullable Disposition disposition) {
    if (disposition == null) {
      dispositions.remove(signal);
    } else {
      dispositions.put(signal, disposition);
    }
  }

  /** Called when a signal ends a process that runs no code of its own, such as a daemon. */
  public synchronized void whenKilled(Consumer<Signal> action) {
    onDeath = action;
  }

  void signal(Signal signal) {
    Consumer<Signal> action;
    synchronized (this) {
      Disposition disposition = signal == Signal.KILL ? null : dispositions.get(signal);
      if (disposition == Disposition.IGNORE || signal == Signal.CONT) {
        return;
      }
      if (disposition == Disposition.TRAP) {
        trapped.add(signal);
        return;
      }
      fatal = signal;
      action = onDeath;
    }
    action.accept(signal);
  }

  /** Its output leads nowhere any more: it gets SIGPIPE. */
  public void hangUp() {
    signal(Signal.PIPE);
    check();
  }

  /** To be called by the process itself: unwinds it when a signal has ended it. */
  void check() {
    Signal signal = fatalSignal();
    if (signal != null) {
      throw new Killed(signal);
    }
  }

  private synchronized @Nullable Signal fatalSignal() {
    return fatal;
  }

  synchronized @Nullable Signal nextTrapped() {
    return trapped.poll();
  }

  synchronized boolean hasTrapped() {
    return !trapped.isEmpty();
  }

  /** Waits a moment of real time, as a step of a wait for something; a signal ends it. */
  public void glance() {
    check();
    LockSupport.parkNanos(GLANCE.toNanos());
    check();
  }

  /** Sleeps real time unless a signal ends it. */
  public void sleep(Duration duration) {
    long end = System.nanoTime() + duration.toNanos();
    check();
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(Math.min(GLANCE.toNanos(), Math.max(1, end - System.nanoTime())));
      check();
    }
  }

  synchronized void exit(int exitStatus) {
    status = exitStatus;
  }

  /** Its exit status, null while it runs. */
  public synchronized @Nullable Integer status() {
    return status;
  }
}
