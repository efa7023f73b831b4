package org.toban.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.toban.app.Main;

/**
 * Toban as its own process, seen only from outside: its command line, its standard output, its
 * signals.
 */
final class TobanProcess implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final Path errors;
  private final List<Seen> boards = new ArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition more = lock.newCondition();

  /** A board as {@code watch --json} printed it, and when it was read here. */
  record Seen(Instant at, JsonNode board) {
    @Nullable JsonNode alert(String name) {
      return find("alerts", name);
    }

    @Nullable JsonNode incident(String name) {
      return find("incidents", name);
    }

    @Nullable JsonNode source(String name) {
      return find("sources", name);
    }

    private @Nullable JsonNode find(String list, String name) {
      for (JsonNode item : board.path(list)) {
        if (item.path("name").asText().equals(name)) {
          return item;
        }
      }
      return null;
    }
  }

  /** What a command that ended by itself gave. */
  record Ended(int status, String output, String errors) {
    JsonNode json() {
      try {
        return JSON.readTree(output);
      } catch (IOException e) {
        throw new UncheckedIOException("not JSON: " + output + errors, e);
      }
    }
  }

  private TobanProcess(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
    Thread.ofPlatform().daemon().name("boards").start(this::read);
  }

  /** Starts {@code toban watch --json} and gathers its boards. */
  static TobanProcess watch(Path home, Path config) throws IOException {
    Path errors = Files.createTempFile(home, "watch", ".log");
    Process process =
        builder(home, List.of("--config", config.toString(), "watch", "--json"))
            .redirectError(errors.toFile())
            .start();
    return new TobanProcess(process, errors);
  }

  /** Runs a command to its end. */
  static Ended run(Path home, String... arguments) throws IOException, InterruptedException {
    Path out = Files.createTempFile(home, "command", ".out");
    Path err = Files.createTempFile(home, "command", ".err");
    Process process =
        builder(home, List.of(arguments))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    if (!process.waitFor(3, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("toban " + String.join(" ", arguments) + " did not end");
    }
    return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  static ProcessBuilder builder(Path home, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            classPath(),
            "org.toban.app.Main"));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("HOME", home.toString());
    for (String place : List.of("CONFIG", "DATA", "STATE", "CACHE")) {
      builder
          .environment()
          .put(
              "XDG_" + place + "_HOME",
              home.resolve(place.toLowerCase(java.util.Locale.ROOT)).toString());
    }
    builder.environment().remove("DISPLAY");
    builder.environment().remove("DBUS_SESSION_BUS_ADDRESS");
    builder.environment().remove("SSH_AUTH_SOCK");
    return builder;
  }

  /**
   * The classes under test and the libraries that the build has put beside them, as ./toban starts
   * them.
   */
  private static String classPath() {
    try {
      Path classes =
          Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path libraries = Path.of("target", "lib").toAbsolutePath();
      if (!Files.isDirectory(libraries)) {
        throw new AssertionError("no " + libraries + "; the build puts the libraries there");
      }
      return classes + ":" + libraries + "/*";
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        add(new Seen(Instant.now(), JSON.readTree(line)));
      }
    } catch (IOException e) {
      // A killed process ends its output in the middle of a line; what was read whole is kept.
    }
  }

  private void add(Seen seen) {
    lock.lock();
    try {
      boards.add(seen);
      more.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The first board, of those seen and those to come, of which something holds. */
  Seen await(String what, Duration limit, Predicate<Seen> holds) throws InterruptedException {
    long nanos = limit.toNanos();
    lock.lock();
    try {
      int next = 0;
      while (true) {
        for (; next < boards.size(); next++) {
          if (holds.test(boards.get(next))) {
            return boards.get(next);
          }
        }
        if (nanos <= 0) {
          throw new AssertionError(
              "not within "
                  + limit.toSeconds()
                  + " s: "
                  + what
                  + "\nlast board: "
                  + (boards.isEmpty() ? "none" : boards.getLast().board())
                  + "\nerrors:\n"
                  + log());
        }
        nanos = more.awaitNanos(nanos);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Every board from now on for a while; for what must not happen. */
  List<Seen> during(Duration time) throws InterruptedException {
    int from = count();
    Thread.sleep(time);
    lock.lock();
    try {
      return List.copyOf(boards.subList(from, boards.size()));
    } finally {
      lock.unlock();
    }
  }

  private int count() {
    lock.lock();
    try {
      return boards.size();
    } finally {
      lock.unlock();
    }
  }

  String log() {
    try {
      return Files.readString(errors);
    } catch (IOException e) {
      return "no log: " + e;
    }
  }

  /** SIGKILL: no chance to say good-bye. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** SIGTERM, and the exit it leads to. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("Toban did not end within a minute of SIGTERM\n" + log());
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
