package org.toban.drill;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.toban.drill.shell.Machine;
import org.toban.drill.shell.Process;
import org.toban.drill.shell.Signal;

/**
 * A systemd unit of a simulated host: it starts, fails, is killed, and recovers for real causes.
 */
final class Unit {
  enum Activity {
    ACTIVE,
    INACTIVE,
    FAILED
  }

  /**
   * What a unit is made of.
   *
   * @param port where it listens, 0 for nowhere
   * @param residentMegabytes what its main process holds after a start
   * @param warmUp simulated time from the start until it answers
   */
  record Plan(
      String name,
      String description,
      String user,
      String command,
      int port,
      double residentMegabytes,
      Duration warmUp) {
    String program() {
      return command.replaceFirst(" .*", "").replaceFirst("^.*/", "").replaceFirst(":$", "");
    }
  }

  private final Plan plan;
  private final Machine machine;
  private final Journal journal;
  private Activity activity = Activity.INACTIVE;
  private String result = "success";
  private @Nullable Process main;
  private int lastId;
  private Instant since;
  private double slowness;
  private @Nullable Runnable onStart;

  Unit(Plan plan, Machine machine, Journal journal) {
    this.plan = plan;
    this.machine = machine;
    this.journal = journal;
    this.since = machine.clock().instant();
  }

  Plan plan() {
    return plan;
  }

  synchronized Activity activity() {
    return activity;
  }

  /** How it ended: success, signal, oom-kill, exit-code. */
  synchronized String result() {
    return result;
  }

  synchronized Instant since() {
    return since;
  }

  /** The process id of the main process, or of the last one. */
  synchronized int mainId() {
    return lastId;
  }

  synchronized @Nullable Process main() {
    return main;
  }

  /** Whether it is up and has warmed up. */
  synchronized boolean answers() {
    Instant ready = since.plus(machine.real(plan.warmUp()));
    return activity == Activity.ACTIVE && !machine.clock().instant().isBefore(ready);
  }

  /** Seconds that one answer takes. */
  synchronized double slowness() {
    return Math.max(0.012, slowness);
  }

  /** Makes answers slow until the next start. */
  synchronized void slow(double seconds) {
    slowness = seconds;
  }

  /**
   * What happens at a start instead of becoming active, when it is set; it may call {@link #die}.
   */
  synchronized void whenStarted(@Nullable Runnable action) {
    onStart = action;
  }

  /** Starts it when it is not active. */
  void start() {
    if (launch()) {
      journal.add(plan.name(), Journal.Priority.INFO, "systemd[1]", started());
      @Nullable Runnable action = startAction();
      if (action != null) {
        action.run();
      }
    }
  }

  /** Starts it as if it had been up for long. */
  void boot(Duration uptime) {
    launch();
    synchronized (this) {
      since = since.minus(uptime);
      journal.addAt(since, plan.name(), Journal.Priority.INFO, "systemd[1]", started());
    }
  }

  private String started() {
    return "Started " + plan.name() + ".service - " + plan.description() + ".";
  }

  private synchronized @Nullable Runnable startAction() {
    return onStart;
  }

  private synchronized boolean launch() {
    if (activity == Activity.ACTIVE) {
      return false;
    }
    Process process = machine.processes().start(plan.user(), plan.command());
    process.weigh(plan.residentMegabytes(), 1.5);
    process.whenKilled(signal -> die(process, signal, "signal"));
    main = process;
    lastId = process.id();
    slowness = 0;
    enter(Activity.ACTIVE, "success");
    return true;
  }

  private synchronized void enter(Activity next, String how) {
    activity = next;
    result = how;
    since = machine.clock().instant();
  }

  void stop() {
    Process process = main();
    if (activity() == Activity.ACTIVE && process != null) {
      end(process, 0, Activity.INACTIVE, "success");
      log("systemd[1]", "Stopped " + plan.name() + ".service - " + plan.description() + ".");
    }
  }

  /** The main process has done its work and exits. */
  void finish(String lastWords) {
    Process process = main();
    if (process != null) {
      log(identifier(process), lastWords);
      end(process, 0, Activity.INACTIVE, "success");
      log("systemd[1]", plan.name() + ".service: Deactivated successfully.");
    }
  }

  /** The main process exits by itself with an error. */
  void exit(int status, String lastWords) {
    Process process = main();
    if (process == null) {
      return;
    }
    journal.add(plan.name(), Journal.Priority.ERROR, identifier(process), lastWords);
    end(process, status, Activity.FAILED, "exit-code");
    failed("exited, status=" + status + "/FAILURE", "exit-code");
  }

  /** The kernel kills it, for want of memory. */
  void killForMemory() {
    Process process = main();
    if (process != null) {
      die(process, Signal.KILL, "oom-kill");
    }
  }

  private void die(Process process, Signal signal, String how) {
    boolean asked = signal == Signal.TERM || signal == Signal.INT;
    end(
        process,
        128 + signal.number(),
        asked ? Activity.INACTIVE : Activity.FAILED,
        asked ? "success" : how);
    if (asked) {
      log("systemd[1]", plan.name() + ".service: Deactivated successfully.");
    } else {
      failed("killed, status=" + signal.number() + "/" + signal.name(), how);
    }
  }

  private void end(Process process, int status, Activity next, String how) {
    machine.processes().end(process, status);
    synchronized (this) {
      main = null;
      enter(next, how);
    }
  }

  private void failed(String code, String how) {
    String name = plan.name() + ".service: ";
    journal.add(
        plan.name(),
        Journal.Priority.WARNING,
        "systemd[1]",
        name + "Main process exited, code=" + code);
    journal.add(
        plan.name(),
        Journal.Priority.WARNING,
        "systemd[1]",
        name + "Failed with result '" + how + "'.");
  }

  /** Forgets a failure, as reset-failed does. */
  synchronized void forget() {
    if (activity == Activity.FAILED) {
      enter(Activity.INACTIVE, "success");
    }
  }

  private void log(String identifier, String message) {
    journal.add(plan.name(), Journal.Priority.INFO, identifier, message);
  }

  String identifier(Process process) {
    return plan.program() + "[" + process.id() + "]";
  }
}
