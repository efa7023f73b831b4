package org.toban.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.alert.Alert;
import org.toban.alert.Alerts;
import org.toban.history.SqliteHistory;
import org.toban.source.Reading;
import org.toban.testbed.Server;

/**
 * Kills a console with SIGKILL at random moments while it notifies, again and again: every incident
 * that is stored has a letter, every letter reaches the other side, and a repeat has the same key.
 */
class OutboxCrashTest {
  private static final int ROUNDS = Integer.getInteger("outbox.rounds", 10);

  @TempDir Path folder;

  @Test
  void noLetterIsLostByAKill() throws Exception {
    Path file = folder.resolve("history.db");
    Random random = new Random(4);
    Collection<String> received;
    try (KilledDesk desk = new KilledDesk()) {
      received = desk.received();
      for (int round = 0; round < ROUNDS; round++) {
        live(desk, file, "life-" + round, received.size() + 1 + random.nextInt(60));
      }
      live(desk, file, "last", -1);
    }
    assertThat(received).as("twice in one life").doesNotHaveDuplicates();
    Map<String, String> letters = texts(file, "SELECT key, state FROM letter");
    Set<String> keys = new HashSet<>();
    received.forEach(it -> keys.add(it.split(" ", 2)[0]));
    assertThat(letters.values()).as("nothing waits any more").doesNotContain("waiting");
    letters.forEach((key, state) -> {
      if (state.equals("sent")) {
        assertThat(keys).as("said to be sent").contains(key);
      }
    });
    assertThat(letters.keySet()).as("sent before it was stored").containsAll(keys);
    String without =
        "SELECT id, phase FROM incident WHERE NOT EXISTS"
            + " (SELECT 1 FROM letter WHERE instr(letter.json, incident.id) > 0)";
    assertThat(texts(file, without)).as("incidents without a letter").isEmpty();
    System.out.printf(
        "outbox: %d kills, %d letters, %d received, %d of them twice%n",
        ROUNDS, letters.size(), received.size(), received.size() - keys.size());
    assertThat(letters.size()).isGreaterThan(ROUNDS);
  }

  private static Map<String, String> texts(Path file, String sql) throws Exception {
    Map<String, String> texts = new LinkedHashMap<>();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet lines = statement.executeQuery(sql)) {
      while (lines.next()) {
        texts.put(lines.getString(1), lines.getString(2));
      }
    }
    return texts;
  }

  /** One life of a console, killed when so many were received; -1: until all is sent. */
  private static void live(KilledDesk desk, Path file, String name, int until) throws Exception {
    String mode = until < 0 ? "drain" : "watch";
    Process child =
        KilledDesk.start(OutboxCrashTest.class, file.toString(), "" + desk.port(), name, mode);
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(out.readLine()).isEqualTo("started");
      if (until >= 0) {
        Server.await("letters", Duration.ofSeconds(60), () -> desk.received().size() >= until);
      } else {
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).as("everything sent").isTrue();
      }
    } finally {
      child.toHandle().destroyForcibly();
    }
    child.waitFor();
  }

  /** The child: ever new critical alerts, or only what waits. */
  static void main(String[] arguments) throws Exception {
    boolean drain = arguments[3].equals("drain");
    try (SqliteHistory history = SqliteHistory.open(Path.of(arguments[0]))) {
      EngineSettings settings = Story.settings(Story.answering(1_000_000));
      Engine engine = KilledDesk.engine(settings, history, arguments[1], arguments[2]);
      engine.start();
      System.out.println("started");
      List<Alert> firing = new ArrayList<>();
      while (!drain) {
        String host = arguments[2] + "-" + firing.size();
        firing.add(Story.alert("Plain", host, Instant.now(), "severity", "critical"));
        Instant now = Instant.now();
        engine.read(new Reading.Complete("prod", now, Alerts.of(firing), Duration.ofMillis(1)));
        Thread.sleep(3);
      }
      while (!history.waitingLetters().isEmpty()) {
        Thread.sleep(20);
      }
      engine.close();
    }
  }
}
