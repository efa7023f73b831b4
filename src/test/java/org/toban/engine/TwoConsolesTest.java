package org.toban.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.toban.history.SqliteHistory;
import org.toban.incident.Event;
import org.toban.incident.Incident;
import org.toban.incident.Run;
import org.toban.testbed.Server;
import org.toban.testbed.SshdServer;

/**
 * THREATS T05: two consoles that know nothing of each other, each with its own history, answer the
 * same alerts on one real host: each is answered once, whoever is killed.
 */
@Tag("server")
@Timeout(600)
class TwoConsolesTest {
  private static final int ALERTS = Integer.getInteger("lease.alerts", 40);
  private static final List<String> CONSOLES = List.of("desk-1", "desk-2");

  @TempDir Path folder;

  private SshdServer server() throws Exception {
    String state = "XDG_STATE_HOME=" + folder.resolve("state");
    return SshdServer.start(folder.resolve("sshd"), "SetEnv SHLVL=3 " + state);
  }

  @Test
  void eachCommandRunsOnce() throws Exception {
    RunDesk.fire(folder, ALERTS, Instant.now());
    RunDesk.together(folder);
    long begun = System.nanoTime();
    try (SshdServer server = server()) {
      List<Process> consoles = new ArrayList<>();
      for (String name : CONSOLES) {
        consoles.add(RunDesk.start(folder, server, name));
      }
      RunDesk.go(folder, CONSOLES);
      for (Process console : consoles) {
        drain(console);
        assertThat(console.waitFor(5, TimeUnit.MINUTES)).as("done").isTrue();
      }
    }
    List<String> marks = Files.readAllLines(RunDesk.marks(folder));
    assertThat(marks).doesNotHaveDuplicates().hasSize(ALERTS);
    List<Long> ran = List.of(ran(CONSOLES.getFirst()), ran(CONSOLES.getLast()));
    System.out.printf(
        "lease: %d alerts, two consoles, %s runs, %d s%n",
        ALERTS, ran, Duration.ofNanos(System.nanoTime() - begun).toSeconds());
    assertThat(ran.getFirst() + ran.getLast()).isEqualTo(ALERTS);
    assertThat(CONSOLES.stream().map(this::tried)).as("both tried all").containsOnly((long) ALERTS);
  }

  /** So that a full pipe never stops it. */
  private static void drain(Process console) {
    Thread.ofVirtual()
        .start(() -> {
          try {
            console.getInputStream().transferTo(OutputStream.nullOutputStream());
          } catch (IOException _) {
            // it was killed
          }
        });
  }

  /** The runs of a console's history that ended well. */
  private long ran(String name) {
    long ran = 0;
    try (SqliteHistory history = SqliteHistory.open(RunDesk.history(folder, name))) {
      for (Incident it : history.open()) {
        for (Event event : history.events(it.id())) {
          ran += event instanceof Event.RunEnded e && e.ending() instanceof Run.Exited ? 1 : 0;
        }
      }
    }
    return ran;
  }

  /** The incidents of a console's history for which it meant to run the command. */
  private long tried(String name) {
    try (SqliteHistory history = SqliteHistory.open(RunDesk.history(folder, name))) {
      return history.open().stream()
          .filter(
              it -> history.events(it.id()).stream().anyMatch(Event.RunPlanned.class::isInstance))
          .count();
    }
  }

  /** The one that runs a command is killed: the other neither waits for ever nor repeats it. */
  @Test
  void theOtherGoesOnWhenOneIsKilled() throws Exception {
    RunDesk.slow(folder);
    RunDesk.hold(folder);
    RunDesk.fire(folder, 10, Instant.now());
    try (SshdServer server = server()) {
      Process killed = RunDesk.start(folder, server, "killed");
      readTo("output", killed);
      Process other = RunDesk.start(folder, server, "desk-2");
      readTo("connecting", other);
      killed.toHandle().destroyForcibly();
      RunDesk.release(folder);
      drain(other);
      assertThat(other.waitFor(5, TimeUnit.MINUTES)).as("done").isTrue();
      Server.await(
          "the last has run",
          Duration.ofMinutes(1),
          () -> Files.readAllLines(RunDesk.marks(folder)).size() == 10);
    }
    assertThat(Files.readAllLines(RunDesk.marks(folder))).doesNotHaveDuplicates();
    assertThat(ran("desk-2")).isEqualTo(9);
  }

  /** Reads what a console tells, up to a line; what it tells later stays in the pipe. */
  private static void readTo(String wanted, Process console) throws IOException {
    BufferedReader lines = console.inputReader(StandardCharsets.UTF_8);
    String line = lines.readLine();
    while (!wanted.equals(line)) {
      assertThat(line).as("a line before the end of the console").isNotNull();
      line = lines.readLine();
    }
  }
}
