package org.toban.drill.shell;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A simulated computer. */
public final class Machine {
  private final String name;
  private final InstantSource clock;
  private final double speed;
  private final FileTree files;
  private final Processes processes;
  private final Map<String, Program> programs = new ConcurrentHashMap<>();
  private final Map<String, Stream> locks = new ConcurrentHashMap<>();

  /**
   * @param speed how many simulated seconds pass in one real second while a program waits
   */
  public Machine(String name, InstantSource clock, double speed, int firstProcessId) {
    this.name = name;
    this.clock = clock;
    this.speed = speed;
    this.files = new FileTree(clock);
    this.processes = new Processes(clock, files, firstProcessId);
    this.programs.putAll(Children.shells());
  }

  public String name() {
    return name;
  }

  public InstantSource clock() {
    return clock;
  }

  /** Lets a process wait for simulated time; a signal ends it. */
  public void rest(Process process, Duration simulated) {
    process.sleep(real(simulated));
  }

  /** How long simulated time takes in reality. */
  public Duration real(Duration simulated) {
    return Duration.ofNanos((long) (simulated.toNanos() / speed));
  }

  public FileTree files() {
    return files;
  }

  public Processes processes() {
    return processes;
  }

  public void install(Map<String, Program> more) {
    programs.putAll(more);
  }

  /**
   * Runs a command line as sshd does: by the user's shell, in a process and session of its own.
   *
   * @param started is told the process before it runs
   * @return the exit status
   */
  public int login(
      Invocation.Context context,
      Invocation.Streams streams,
      String commandLine,
      Consumer<Process> started) {
    List<String> command = List.of("sh", "-c", commandLine);
    Process process = processes.start(context.user(), "sh -c " + commandLine);
    started.accept(process);
    Children.Child child =
        Children.start(
            this, process, () -> Children.program(this, process, context, streams, command));
    return Children.await(child);
  }

  /** Takes the lock of a file for an open descriptor, unless another holds it. */
  @SuppressWarnings("ReferenceEquality") // a lock belongs to the very descriptor
  public boolean lock(Stream descriptor) {
    if (!(descriptor instanceof FileStream file)) {
      return false;
    }
    return locks.computeIfAbsent(file.path(), _ -> descriptor) == descriptor;
  }

  @SuppressWarnings("ReferenceEquality") // a lock belongs to the very descriptor
  void unlock(Stream descriptor) {
    locks.values().removeIf(holder -> holder == descriptor);
  }

  /** The program of a plain name or of a path in one of the usual folders. */
  public @Nullable Program program(String command) {
    int slash = command.lastIndexOf('/');
    boolean usual = slash < 0 || command.substring(0, slash).matches("/(usr/)?(local/)?s?bin");
    return usual ? programs.get(command.substring(slash + 1)) : null;
  }
}
