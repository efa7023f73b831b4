package org.toban.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.toban.engine.Story.BEGIN;
import static org.toban.engine.Story.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.toban.alert.Alert;
import org.toban.alert.Fingerprint;
import org.toban.source.Watchdog;

/** I1 and I2 over readings that nobody has thought of, as the engine takes them. */
class TruthPropertyTest {
  private static final List<String> SOURCES = List.of("prod", "rules");
  private static final Alert WATCHDOG = alert("Watchdog", "", BEGIN, "severity", "none");

  /** One turn: something happens to one source, then time passes. */
  record Turn(Act act, int source, int alert, int seconds) {}

  enum Act {
    FIRE,
    CLEAR,
    BREAK,
    MEND,
    RESTART,
    LOSE_WATCHDOG,
    FIND_WATCHDOG,
    REST
  }

  /** What the test knows of a source without Toban. */
  private static final class Known {
    private boolean down;
    private boolean watched = true;
    private Instant started = BEGIN.minusSeconds(86_400);
    private Instant answered = Instant.MIN;
    private boolean watchedThen;
    private Instant startedThen = Instant.MIN;
  }

  @Property(tries = 150)
  void itIsGreenOnlyIfEverySourceAnsweredInFullAndItsWatchdogFires(
      @ForAll("turns") @Size(max = 25) List<Turn> turns,
      @ForAll @IntRange(min = 1, max = 7) int limit) {
    Story story = new Story().limited(limit);
    story.sourceNames = SOURCES;
    story.watchdogs = List.of(Watchdog.parse("Watchdog"));
    Map<String, Known> known = new HashMap<>();
    for (String name : SOURCES) {
      known.put(name, new Known());
      story.startedAt.put(name, known.get(name).started);
      story.in(name).put(WATCHDOG.fingerprint(), WATCHDOG);
    }
    story.start();
    for (Turn turn : turns) {
      play(story, known.get(SOURCES.get(turn.source())), turn);
      for (int second = 0; second < turn.seconds(); second++) {
        story.pass(Duration.ofSeconds(1));
        boolean polled = Duration.between(BEGIN, story.now).toSeconds() % 15 == 0;
        known
            .values()
            .forEach(it -> {
              if (polled && !it.down) {
                it.answered = story.now;
                it.watchedThen = it.watched;
                it.startedThen = it.started;
              }
            });
        check(story, known);
      }
    }
  }

  private static void check(Story story, Map<String, Known> known) {
    Board board = story.board();
    boolean green = !board.isBlind(story.now);
    boolean believable =
        known.values().stream()
            .allMatch(it ->
                it.answered.isAfter(story.now.minusSeconds(31))
                    && it.watchedThen
                    && !it.startedThen.isAfter(story.now.minusSeconds(120)));
    assertThat(green && !believable).as("green at " + story.now).isFalse();
    boolean quiet =
        known.values().stream().allMatch(it -> it.answered.equals(story.now) && !it.down);
    assertThat(!green && believable && quiet).as("blind at " + story.now).isFalse();
    checkComplete(board, story, known);
  }

  /**
   * I1: whatever the newest answers hold is on the board, and says which sources hold it, or is
   * counted as over the limit.
   */
  private static void checkComplete(Board board, Story story, Map<String, Known> known) {
    Set<String> shown = new HashSet<>();
    board
        .rows()
        .forEach(
            row -> row.sources().forEach(source -> shown.add(source + " " + row.fingerprint())));
    for (String name : SOURCES) {
      if (known.get(name).answered.equals(story.now)) {
        Set<Fingerprint> answer = story.in(name).keySet();
        long rows = answer.stream().filter(it -> shown.contains(name + " " + it)).count();
        int over = board.overLimit().getOrDefault(name, 0);
        assertThat(rows + over).as("rows + over limit of " + name).isEqualTo(answer.size());
        assertThat(over == 0 || rows >= story.settings.limits().alerts()).isTrue();
      }
    }
  }

  private static void play(Story story, Known source, Turn turn) {
    String name = SOURCES.get(turn.source());
    Alert alert = alert("Disk", "host-" + turn.alert(), BEGIN);
    switch (turn.act()) {
      case FIRE -> story.in(name).put(alert.fingerprint(), alert);
      case CLEAR -> story.in(name).remove(alert.fingerprint());
      case BREAK -> {
        story.breaks(name);
        source.down = true;
      }
      case MEND -> {
        story.mends(name);
        source.down = false;
      }
      case RESTART -> {
        source.started = story.now;
        story.restarts(name, story.now);
      }
      case LOSE_WATCHDOG -> {
        story.in(name).remove(WATCHDOG.fingerprint());
        source.watched = false;
      }
      case FIND_WATCHDOG -> {
        story.in(name).put(WATCHDOG.fingerprint(), WATCHDOG);
        source.watched = true;
      }
      case REST -> {}
    }
  }

  @Provide
  Arbitrary<List<Turn>> turns() {
    return Combinators.combine(
            Arbitraries.of(Act.class),
            Arbitraries.integers().between(0, 1),
            Arbitraries.integers().between(0, 4),
            Arbitraries.of(1, 14, 16, 31, 47, 130))
        .as(Turn::new)
        .list();
  }
}
