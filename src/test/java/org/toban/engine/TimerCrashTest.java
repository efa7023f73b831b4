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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.alert.Alert;
import org.toban.alert.Alerts;
import org.toban.alert.Matchers;
import org.toban.history.History;
import org.toban.history.SqliteHistory;
import org.toban.incident.Answering;
import org.toban.incident.Event;
import org.toban.incident.Incident;
import org.toban.incident.MaintenanceRules;
import org.toban.incident.MaintenanceWindow;
import org.toban.notice.Letter;
import org.toban.source.Reading;

/**
 * Kills a console with SIGKILL around the time at which timers of every kind are due, again and
 * again: each event is in the history once, and what it tells was stored once and arrived.
 */
class TimerCrashTest {
  private static final int ROUNDS = Integer.getInteger("timers.rounds", 6);
  private static final int EACH = 4;

  @TempDir Path folder;

  private final Random random = new Random(7);
  private final Map<String, TimerKind> kinds = new LinkedHashMap<>();
  private Set<String> waiting = Set.of();
  private Duration boot = Duration.ofMillis(700);

  @Test
  void everyTimerIsDueOnceWhateverIsKilled() throws Exception {
    Path file = folder.resolve("history.db");
    Collection<String> received;
    try (KilledDesk desk = new KilledDesk()) {
      received = desk.received();
      for (int round = 0; round < ROUNDS; round++) {
        setTimers(file, round);
        live(desk, file, "life-" + round, random.nextInt(1900));
      }
      live(desk, file, "last", -1);
    }
    assertThat(received).as("twice in one life").doesNotHaveDuplicates();
    Set<String> keys = received.stream().map(it -> it.split(" ", 2)[0]).collect(Collectors.toSet());
    List<String[]> letters = letters(file);
    assertThat(letters).extracting(it -> it[1]).containsOnly("sent");
    int events = 0;
    try (SqliteHistory history = SqliteHistory.open(file)) {
      for (Map.Entry<String, TimerKind> it : kinds.entrySet()) {
        Map<String, Integer> written = written(history, it.getKey());
        it.getValue()
            .events()
            .forEach(
                event -> assertThat(written).as(it + " of " + written).containsEntry(event, 1));
        events += it.getValue().events().size();
        checkLetters(it.getKey(), it.getValue(), letters, keys);
      }
    }
    System.out.printf(
        "timers: %d kills, %d incidents, %d timers, %d letters, %d received, %d of them twice%n",
        ROUNDS,
        kinds.size(),
        events,
        letters.size(),
        received.size(),
        received.size() - keys.size());
  }

  /** One letter for each time that it was due, and the last that speaks of it arrived. */
  private static void checkLetters(
      String incident, TimerKind kind, List<String[]> letters, Set<String> keys) {
    List<String> its =
        letters.stream().filter(it -> it[2].contains(incident)).map(it -> it[0]).toList();
    assertThat(its)
        .as("letters about " + incident)
        .hasSizeBetween(Math.min(1, kind.letters()), kind.letters());
    if (!its.isEmpty()) {
      assertThat(keys).as("the last about " + incident).contains(its.getLast());
    }
  }

  private static Map<String, Integer> written(History history, String incident) {
    Map<String, Integer> written = new TreeMap<>();
    for (Event event : history.events(incident)) {
      written.merge(event.getClass().getSimpleName(), 1, Integer::sum);
    }
    return written;
  }

  /** Key, state and text of every letter, in order. */
  private static List<String[]> letters(Path file) throws Exception {
    List<String[]> letters = new ArrayList<>();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet it = statement.executeQuery("SELECT key, state, json FROM letter ORDER BY n")) {
      while (it.next()) {
        letters.add(new String[] {it.getString(1), it.getString(2), it.getString(3)});
      }
    }
    return letters;
  }

  /** Incidents whose timers are due from when the next life begins until after it is killed. */
  private void setTimers(Path file, int round) {
    try (SqliteHistory history = SqliteHistory.open(file)) {
      waiting = history.waitingLetters().stream().map(Letter::key).collect(Collectors.toSet());
      for (TimerKind kind : TimerKind.values()) {
        for (int i = 0; i < EACH; i++) {
          String id = kind + "-" + round + "-" + i + ".";
          Instant now = Instant.now();
          Instant due = now.plus(boot).plusMillis(random.nextInt(2200) - 300);
          history.append(id, 0, kind.events(id, now, due));
          kinds.put(id, kind);
        }
      }
    }
  }

  /** One life of a console, killed so many milliseconds after its start; -1: until all is done. */
  private void live(KilledDesk desk, Path file, String name, int millis) throws Exception {
    long begun = System.nanoTime();
    String mode = millis < 0 ? "drain" : "watch";
    Process child =
        KilledDesk.start(TimerCrashTest.class, file.toString(), "" + desk.port(), name, mode);
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(out.readLine()).isEqualTo("started");
      boot = Duration.ofNanos(System.nanoTime() - begun);
      if (millis < 0) {
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).as("everything due").isTrue();
      } else if (millis % 2 == 0) {
        Thread.sleep(millis);
      } else { // between the taking over of a letter and the note of it
        desk.killAtALetter(child, waiting);
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).as("a letter").isTrue();
      }
    } finally {
      child.toHandle().destroyForcibly();
    }
    child.waitFor();
  }

  /** The child: what fires goes on firing, and time passes. */
  static void main(String[] arguments) throws Exception {
    try (SqliteHistory history = SqliteHistory.open(Path.of(arguments[0]))) {
      List<Incident> open = history.open();
      EngineSettings settings = Story.settings(answering(open));
      Engine engine = KilledDesk.engine(settings, history, arguments[1], arguments[2]);
      List<Alert> firing = open.stream().flatMap(it -> it.firing().values().stream()).toList();
      engine.start();
      engine.read(
          new Reading.Complete("prod", Instant.now(), Alerts.of(firing), Duration.ofMillis(1)));
      System.out.println("started");
      while (!arguments[3].equals("drain") || !isDone(history)) {
        Thread.sleep(50);
      }
      engine.close();
    }
  }

  private static boolean isDone(History history) {
    return history.waitingLetters().isEmpty()
        && history.latest(null, 100_000, null).stream()
            .allMatch(it -> TimerKind.of(it.id()).isDone(written(history, it.id())));
  }

  /** The windows of the incidents that are held back, as the configuration has them. */
  private static Answering answering(List<Incident> open) {
    List<MaintenanceWindow> windows =
        open.stream().map(TimerCrashTest::window).filter(it -> it != null).toList();
    Answering it = Story.answering(1_000_000);
    return new Answering(
        it.escalations(),
        it.recovery(),
        it.storm(),
        it.longestSnooze(),
        it.roster(),
        new MaintenanceRules(windows, null, Set.of(), null, Duration.ofDays(1), true),
        false);
  }

  private static @Nullable MaintenanceWindow window(Incident it) {
    Instant until = TimerKind.endOfMaintenance(it);
    return until == null
        ? null
        : new MaintenanceWindow(
            it.id(),
            Matchers.parse("instance=\"" + it.id() + "\""),
            new MaintenanceWindow.Once(it.openedAt().minusSeconds(1), until),
            "test",
            MaintenanceWindow.Origin.DECLARED);
  }
}
