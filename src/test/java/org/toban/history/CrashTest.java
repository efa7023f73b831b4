package org.toban.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.sqlite.JDBC;
import org.toban.incident.Event;

/** Kills a console with SIGKILL while it writes: what it was told is stored must be there. */
class CrashTest {
  private static final Instant T0 = Instant.parse("2026-11-24T00:00:00Z");
  private static final int ROUNDS = 10;

  @TempDir Path folder;

  @Test
  void noAcknowledgedEventIsLostByAKill() throws Exception {
    Path file = folder.resolve("history.db");
    Random random = new Random(50);
    long total = 0;
    for (int round = 0; round < ROUNDS; round++) {
      String incident = "INC-" + round;
      long acknowledged = writeUntilKilled(file, incident, 1 + random.nextInt(200));
      total += acknowledged;
      try (SqliteHistory history = SqliteHistory.open(file)) {
        assertThat(history.notices()).isEmpty();
        List<Event> events = history.events(incident);
        assertThat(events).hasSizeBetween((int) acknowledged, (int) acknowledged + 1);
        assertThat(history.incident(incident).orElseThrow().version()).isEqualTo(events.size());
        history.append(incident, events.size(), List.of(note(events.size())));
      }
    }
    assertThat(total).isGreaterThan(ROUNDS);
  }

  /** Gives the number of appends that the child said were stored, killed after some of them. */
  private static long writeUntilKilled(Path file, String incident, int after) throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(),
                CrashTest.class.getName(),
                file.toString(),
                incident)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long acknowledged = 0;
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        acknowledged = Long.parseLong(line);
        if (acknowledged == after) {
          child.toHandle().destroyForcibly(); // keeps what is still in the pipe
        }
      }
    }
    child.waitFor();
    assertThat(acknowledged).isGreaterThanOrEqualTo(after);
    return acknowledged;
  }

  private static String classPath() {
    return Stream.of(
            SqliteHistory.class,
            CrashTest.class,
            JDBC.class,
            ObjectMapper.class,
            JsonFactory.class,
            JsonProperty.class,
            JavaTimeModule.class,
            Logger.class,
            Nullable.class,
            Test.class)
        .map(it -> Path.of(it.getProtectionDomain().getCodeSource().getLocation().getPath()))
        .map(Path::toString)
        .distinct()
        .collect(Collectors.joining(System.getProperty("path.separator")));
  }

  private static Event note(long n) {
    return new Event.NoteAdded(T0.plusSeconds(n), "me", "note " + n);
  }

  /** The child: appends for ever, and says how many are stored. */
  static void main(String[] arguments) {
    try (SqliteHistory history = SqliteHistory.open(Path.of(arguments[0]))) {
      history.append(arguments[1], 0, List.of(Events.opened(T0, "A")));
      System.out.println(1);
      for (long n = 1; n < 1_000_000; n++) {
        history.append(arguments[1], n, List.of(note(n)));
        System.out.println(n + 1);
      }
    }
  }
}
