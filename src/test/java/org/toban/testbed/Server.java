package org.toban.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  /** A port that was free a moment ago. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The program's path; it fails the test when there is none. */
  static String program(String program) {
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
    Instant end = Instant.now().plus(limit);
    Exception last = null;
    while (Instant.now().isBefore(end)) {
      try {
        if (condition.holds()) {
          return;
        }
        last = null;
        Thread.sleep(20);
      } catch (Exception e) {
        last = e;
      }
    }
    throw new AssertionError("not within " + limit.toMillis() + " ms: " + what, last);
  }

  /** Waits for readiness; shows the log when it does not come. */
  void awaitReady(Condition condition) {
    try {
      await(
          name + " ready",
          Duration.ofSeconds(30),
          () -> {
            if (!process.isAlive()) {
              throw new IOException(name + " ended with " + process.exitValue());
            }
            return condition.holds();
          });
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "\n" + log(), e);
    }
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
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
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
