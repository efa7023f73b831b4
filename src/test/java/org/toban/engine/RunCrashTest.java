package org.toban.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.toban.history.SqliteHistory;
import org.toban.incident.Event;
import org.toban.incident.Incident;
import org.toban.incident.Run;
import org.toban.testbed.SshdServer;

/**
 * THREATS T06: kills a console with SIGKILL at every stage of an automatic run on a real host,
 * again and again: no command runs twice, and each that ran was planned before, and has an end.
 */
@Tag("server")
@Timeout(3600)
class RunCrashTest {
  private static final int ROUNDS = Integer.getInteger("runs.rounds", 6);
  private static final List<String> STAGES =
      List.of("planned", "connecting", "output", "ending", "recorded", "started");

  @TempDir Path folder;

  @Test
  void noCommandIsRepeatedAndNoRecordLost() throws Exception {
    RunDesk.slow(folder);
    Random random = new Random(11);
    String state = "XDG_STATE_HOME=" + folder.resolve("state");
    int alerts = 0;
    try (SshdServer server = SshdServer.start(folder.resolve("sshd"), "SetEnv SHLVL=3 " + state)) {
      for (int round = 0; round < ROUNDS; round++) {
        RunDesk.fire(folder, 1, Instant.now());
        alerts++;
        live(server, STAGES.get(round % STAGES.size()), random.nextInt(2) * random.nextInt(60));
      }
      live(server, "over", 0);
    }
    check(alerts);
  }

  /** A life that never gets there is a fault of its own. */
  private static void watch(Process child) {
    Thread.ofVirtual()
        .start(() -> {
          try {
            if (!child.waitFor(10, TimeUnit.MINUTES)) {
              child.toHandle().destroyForcibly();
            }
          } catch (InterruptedException _) {
            // the test is over
          }
        });
  }

  /** One life of a console, killed so many milliseconds after it reached a stage. */
  private void live(SshdServer server, String stage, int millis) throws Exception {
    Process child = RunDesk.start(folder, server, "killed");
    watch(child);
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      String line;
      do {
        line = lines.readLine();
      } while (line != null && !line.equals(stage) && !line.equals("over"));
      assertThat(line).as("until " + stage).isNotNull();
      if (stage.equals("over")) {
        assertThat(child.waitFor(1, TimeUnit.MINUTES)).isTrue();
      }
      Thread.sleep(millis);
    } finally {
      child.toHandle().destroyForcibly();
    }
    child.waitFor();
  }

  private void check(int alerts) throws Exception {
    List<String> marks = Files.readAllLines(RunDesk.marks(folder));
    assertThat(marks).as("a command ran twice").doesNotHaveDuplicates();
    Set<String> planned = new HashSet<>();
    TreeMap<String, Integer> ends = new TreeMap<>();
    try (SqliteHistory history = SqliteHistory.open(RunDesk.history(folder, "killed"))) {
      List<Incident> open = history.open();
      assertThat(open).as("an incident for each alert").hasSize(alerts);
      for (Incident it : open) {
        for (Event event : history.events(it.id())) {
          if (event instanceof Event.RunPlanned) {
            planned.add(it.firing().values().iterator().next().labels().get("instance"));
          }
        }
        for (Run run : it.runs()) {
          assertThat(run.ended()).as("the end of " + run).isNotNull();
          ends.merge(run.ended().getClass().getSimpleName(), 1, Integer::sum);
        }
        assertThat(it.runs().stream().filter(run -> run.ended().succeeded()).count()).isLessThan(2);
      }
    }
    assertThat(planned).as("ran without a plan").containsAll(marks);
    System.out.printf(
        "runs: %d kills, %d alerts, %d planned, %d ran on the host, ends %s%n",
        ROUNDS, alerts, planned.size(), marks.size(), ends);
    assertThat(marks).hasSizeGreaterThanOrEqualTo(ROUNDS / 4);
  }
}
