package org.toban.testbed;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real server program that a test starts on loopback with its own port and folder, and stops by
 * its process. A missing program fails the test by name.
 */
public abstract class Server implements AutoCloseable {
  private final String name;
  private final Path log;
  private Process process;

  Server(String name, Path log, List<String> command) throws IOException {
    this.name = name;
    this.log = log;
    this.process = start(command);
  }

  private Process start(List<String> command) throws IOException {
    Process started =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    // A test JVM that ends early leaves no server behind.
    Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
    return started;
  }

  /**
   * A port that was free a moment ago, below the range from which the system gives outgoing
   * connections theirs.
   */
  public static int freePort() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        // the next one
      }
    }
  }

  /** The program's path; it fails the test when there is none. */
  public static String program(String program) {
    return Stream.of(
            System.getenv("PATH").split(":"),
            new String[] {"/usr/sbin", "/usr/local/sbin", "/sbin"})
        .flatMap(Stream::of)
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElseThrow(
            () -> new AssertionError(program + " is not installed; './toban test' installs it"));
  }

  /** Something that a test waits for. */
  @FunctionalInterface
  public interface Condition {
    boolean holds() throws Exception;
  }

  /** Waits until a condition holds; one that throws does not hold yet. */
  public static void await(String what, Duration limit, Condition condition) {
    long end = System.nanoTime() + limit.toNanos();
    Throwable last = null;
    do {
      try {
        if (condition.holds()) {
          return;
        }
        last = null;
      } catch (Exception | AssertionError e) {
        last = e;
      }
      rest();
    } while (System.nanoTime() < end);
    throw new AssertionError("not within " + limit.toMillis() + " ms: " + what, last);
  }

  /** Also after a condition that threw, so that what is waited for gets the processor. */
  private static void rest() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("stopped while waiting", e);
    }
  }

  /** Waits for readiness; shows the log when it does not come, at once when the program ended. */
  void awaitReady(Condition condition) {
    awaitReady(Duration.ofMinutes(2), condition);
  }

  void awaitReady(Duration limit, Condition condition) {
    try {
      await(name + " ready", limit, () -> !process.isAlive() || condition.holds());
    } catch (AssertionError e) {
      kill();
      throw new AssertionError(e.getMessage() + "\n" + log(), e);
    }
    if (!process.isAlive()) {
      throw new AssertionError(
          name + " ended with exit status " + process.exitValue() + "\n" + log());
    }
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return "no log: " + e.getMessage();
    }
  }

  public long pid() {
    return process.pid();
  }

  /** Stops it at once, as a crash would; its folder stays. */
  public void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    waitForEnd();
  }

  void restart(List<String> command) throws IOException {
    kill();
    process = start(command);
  }

  private void waitForEnd() {
    try {
      if (!process.waitFor(1, TimeUnit.MINUTES)) {
        throw new AssertionError(name + " did not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    kill();
  }
}
