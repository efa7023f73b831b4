package org.toban.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.toban.engine.Story.BEGIN;
import static org.toban.engine.Story.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.toban.alert.Alert;
import org.toban.alert.Severity;
import org.toban.history.LastBoard;
import org.toban.incident.Incident;
import org.toban.incident.Phase;
import org.toban.source.SourceStatus.Health;
import org.toban.source.Watchdog;

/** What the board may claim: sources that restart, sleep, lie about the time or fall silent. */
class TruthTest {
  private final Story story = new Story();
  private final Alert plain = alert("Plain", "web-1", BEGIN, "severity", "critical");
  private final Alert disk = alert("Disk", "web-1", BEGIN);

  /** It forgets its alerts, and hears of them again within a minute or two (T28). */
  @Test
  void aRestartedServerClearsNothingThatItHasNotHeardOfYet() {
    Instant restart = BEGIN.plusSeconds(60);
    Alert note = alert("Note", "web-9", BEGIN, "severity", "info");
    story.startedAt.put("prod", BEGIN.minusSeconds(86_400));
    story.start().fires(disk, plain, note).passMinutes(1);
    int told = story.notices.size();
    story.restarts("prod", restart).clears(disk, plain, note).pass(Duration.ofSeconds(45));
    assertThat(story.board().sources().getFirst().health(story.now)).isEqualTo(Health.RECOVERING);
    assertThat(story.board().isBlind(story.now)).isTrue();
    assertThat(story.board().rows()).hasSize(3).allMatch(Board.Row::stale);
    story.fires(disk).pass(Duration.ofSeconds(30));
    assertThat(story.board().rows())
        .hasSize(3)
        .filteredOn(row -> !row.stale())
        .extracting(row -> row.alert().name())
        .containsExactly("Disk");
    assertThat(story.notices).hasSize(told);
    story.passMinutes(2);
    assertThat(story.board().isBlind(story.now)).isFalse();
    assertThat(story.board().rows()).extracting(row -> row.alert().name()).containsExactly("Disk");
    assertThat(story.incident("Disk").firing()).hasSize(1);
    assertThat(story.eventsOf(story.incident("Disk").id())).doesNotContain("AlertCleared");
    assertThat(story.incident("Plain").phase()).isInstanceOf(Phase.Recovered.class);
  }

  /** What a restarted server has said again and then lacks is over, at the usual pace. */
  @Test
  void aRestartedServerIsBelievedInWhatItHasSaidSince() {
    story.startedAt.put("prod", BEGIN.minusSeconds(86_400));
    story.start().fires(disk).passMinutes(1);
    story.restarts("prod", story.now).pass(Duration.ofSeconds(15));
    story.clears(disk).pass(Duration.ofSeconds(45));
    assertThat(story.board().rows()).isEmpty();
  }

  @Test
  void aServerThatRestartsAgainAndAgainClearsNothing() {
    story.startedAt.put("prod", BEGIN.minusSeconds(86_400));
    story.start().fires(disk).passMinutes(1).clears(disk);
    for (int i = 0; i < 10; i++) {
      story.restarts("prod", story.now).pass(Duration.ofSeconds(45));
    }
    assertThat(story.board().rows()).hasSize(1);
    story.passMinutes(3);
    assertThat(story.board().rows()).isEmpty();
  }

  /** A restart while Toban was away is as good as one that it saw. */
  @Test
  void aServerThatRestartedWhileTobanDidClearsNothing() {
    story.startedAt.put("prod", BEGIN.minusSeconds(86_400));
    story.start().fires(disk).passMinutes(1);
    story.restarts("prod", story.now).clears(disk).crash().pass(Duration.ofSeconds(90));
    assertThat(story.board().rows()).hasSize(1);
    story.fires(disk).passMinutes(3);
    assertThat(story.eventsOf(story.incident("Disk").id())).doesNotContain("AlertCleared");
  }

  /** Prometheus believes only after ten minutes again in a long 'for'. */
  @Test
  void whatPendsAfterARestartIsStillTheSameFiring() {
    Alert pending =
        new Alert(
            disk.labels(),
            disk.fingerprint(),
            Map.of(),
            BEGIN,
            Alert.State.PENDING,
            List.of(),
            null);
    story.startedAt.put("prod", BEGIN.minusSeconds(86_400));
    story.start().fires(disk).passMinutes(1);
    story.restarts("prod", story.now).fires(pending).passMinutes(10);
    assertThat(story.incident("Disk").firing()).hasSize(1);
    story.fires(disk).passMinutes(5);
    assertThat(story.eventsOf(story.incident("Disk").id())).doesNotContain("AlertCleared");
    story.fires(pending).passMinutes(1);
    assertThat(story.incident("Disk").firing()).isEmpty();
  }

  @Test
  void whileAServerRecoversAMissingWatchdogIsNoSurprise() {
    Alert watchdog = alert("Watchdog", "", BEGIN, "severity", "none");
    story.watchdog = "Watchdog";
    story.startedAt.put("prod", BEGIN.minusSeconds(86_400));
    story.start().fires(watchdog).passMinutes(1);
    story.restarts("prod", story.now).clears(watchdog).pass(Duration.ofSeconds(100));
    assertThat(story.board().isBlind(story.now)).isTrue();
    assertThat(story.board().incidents()).isEmpty();
    story.passMinutes(2);
    assertThat(story.incident("TobanWatchdogMissing").isUnderWay()).isTrue();
  }

  /** P1: in a well-known peer one such alert hid the rest of the answer. */
  @Test
  void aWatchdogHidesNoOther() {
    story.watchdog = "Watchdog";
    story.fires(alert("Watchdog", "", BEGIN, "severity", "none"));
    for (int i = 0; i < 51; i++) {
      story.fires(alert("Plain", "host-" + i, BEGIN, "severity", "critical"));
    }
    story.start().passMinutes(1);
    assertThat(story.board().rows()).hasSize(52);
    assertThat(story.board().incidents().values())
        .as("a storm: one incident with them all")
        .singleElement()
        .satisfies(it -> assertThat(it.firing()).hasSize(51));
  }

  /** P2: three disks of one host are three alerts, and so are a hundred pods of a namespace. */
  @Test
  void whatDiffersInOneLabelIsAnotherAlert() {
    for (String disk : List.of("/", "/var", "/home")) {
      story.fires(alert("Disk", "web-1", BEGIN, "mountpoint", disk, "severity", "page"));
    }
    for (int i = 0; i < 100; i++) {
      story.fires(alert("CrashLoop", "", BEGIN, "namespace", "shop", "pod", "cart-" + i));
    }
    story.start().passMinutes(1);
    assertThat(story.board().rows()).hasSize(103);
    assertThat(story.board().rows()).allMatch(row -> row.severity() != Severity.NONE);
  }

  @Test
  void everyWatchdogIsWatched() {
    story.watchdogs =
        List.of(
            Watchdog.parse("Watchdog"), Watchdog.parse("Beat{cluster=\"eu\", severity=~\"n.*\"}"));
    Alert watchdog = alert("Watchdog", "", BEGIN, "severity", "none");
    Alert beat = alert("Beat", "", BEGIN, "severity", "none", "cluster", "eu");
    Alert other = alert("Beat", "", BEGIN, "severity", "none", "cluster", "us");
    story.start().fires(watchdog, beat, other).passMinutes(1);
    assertThat(story.board().isBlind(story.now)).isFalse();
    story.clears(beat).passMinutes(1);
    assertThat(story.board().isBlind(story.now)).isTrue();
    assertThat(story.board().sources().getFirst().missing())
        .containsExactly("Beat{cluster=\"eu\", severity=~\"n.*\"}");
    assertThat(story.incident().group().get("instance")).isEqualTo("prod");
    story.fires(beat).passMinutes(1);
    assertThat(story.board().isBlind(story.now)).isFalse();
    assertThat(story.phase()).isEqualTo("Recovered");
  }

  @Test
  void whatStandsStillIsAnAlertUntilItMoves() {
    story.start().passMinutes(1);
    story.take(new Input.Stuck(story.now, Set.of("poll prod", "desk")));
    assertThat(story.board().rows())
        .extracting(row -> row.alert().name() + " " + row.alert().target())
        .containsExactlyInAnyOrder("TobanStuck poll prod", "TobanStuck desk");
    assertThat(story.notices).isNotEmpty();
    story.take(new Input.Stuck(story.now, Set.of("desk"))).pass(Duration.ofSeconds(5));
    assertThat(story.board().rows()).hasSize(1);
    story.crash().pass(Duration.ofSeconds(5));
    assertThat(story.board().rows()).as("a new program starts well").isEmpty();
    story.take(new Input.Stood(story.now, Duration.ofSeconds(42)));
    assertThat(story.board().messages().getFirst().key()).isEqualTo("engine.stood");
  }

  /** After the third return a clear must last before it is believed. */
  @Test
  void whatFlapsIsOneLongTrouble() {
    story.start();
    for (int i = 0; i < 6; i++) {
      story.fires(disk).passMinutes(4).clears(disk).passMinutes(4);
    }
    assertThat(story.eventsOf(story.id()).stream().filter("AlertCleared"::equals)).hasSize(3);
    assertThat(story.board().rows()).hasSize(1).allMatch(Board.Row::stale);
    int events = story.events().size();
    for (int i = 0; i < 50; i++) {
      story.fires(disk).passMinutes(4).clears(disk).passMinutes(4);
    }
    assertThat(story.events()).hasSizeLessThan(events + 30);
    assertThat(story.eventsOf(story.id()).stream().filter("AlertCleared"::equals)).hasSize(3);
    story.crash().passMinutes(4);
    assertThat(story.board().rows()).as("known after a restart too").hasSize(1);
    story.passMinutes(8);
    assertThat(story.board().rows()).isEmpty();
  }

  @Test
  void theLastBoardIsShownAtOnceAndDoubted() {
    Alert old = alert("Disk", "web-2", BEGIN.minusSeconds(3600));
    Instant before = BEGIN.minusSeconds(180);
    story.start();
    story.take(
        new Input.Remembered(
            BEGIN,
            new LastBoard(
                List.of(
                    new LastBoard.Answered("prod", before, 2),
                    new LastBoard.Answered("gone", before, 9)),
                List.of(
                    new LastBoard.Sighting(old, List.of("prod"), before),
                    new LastBoard.Sighting(disk, List.of("prod"), before),
                    new LastBoard.Sighting(plain, List.of("gone"), before)),
                0)));
    assertThat(story.board().rows()).hasSize(2).allMatch(Board.Row::stale);
    assertThat(story.board().sources().getFirst().lastComplete()).isEqualTo(before);
    assertThat(story.board().sources().getFirst().health(BEGIN)).isEqualTo(Health.STALE);
    assertThat(story.board().isBlind(BEGIN)).isTrue();
    assertThat(story.board().incidents()).isEmpty();
    story.fires(disk).pass(Duration.ofSeconds(16));
    assertThat(story.board().rows()).hasSize(2);
    assertThat(story.incident().firing().keySet()).containsExactly(disk.fingerprint());
    story.pass(Duration.ofSeconds(15));
    assertThat(story.board().rows()).extracting(Board.Row::alert).containsExactly(disk);
    assertThat(story.board().isBlind(story.now)).isFalse();
  }

  /** The file is read while the first answers come. */
  @Test
  void aLastBoardThatComesLateIsHeldByARecoveringServerToo() {
    Alert old = alert("Note", "web-2", BEGIN.minusSeconds(3600), "severity", "info");
    story.startedAt.put("prod", BEGIN);
    story.start().pass(Duration.ofSeconds(16));
    story.take(
        new Input.Remembered(
            story.now,
            new LastBoard(
                List.of(), List.of(new LastBoard.Sighting(old, List.of("prod"), BEGIN)), 0)));
    story.pass(Duration.ofSeconds(90));
    assertThat(story.board().rows()).hasSize(1);
    story.passMinutes(1);
    assertThat(story.board().rows()).isEmpty();
  }

  /** What is held because it flaps is not held for an hour because the clock was set back. */
  @Test
  void aClockThatIsSetBackHoldsNothingForLonger() {
    story.start();
    for (int i = 0; i < 4; i++) {
      story.fires(disk).passMinutes(4).clears(disk).passMinutes(4);
    }
    assertThat(story.board().rows()).hasSize(1);
    story.sleep(Duration.ofHours(-5));
    story.take(new Input.Tick(story.now));
    story.passMinutes(14);
    assertThat(story.board().rows()).isEmpty();
  }

  @Test
  void anAnswerIsWorthMoreThanTheLastBoard() {
    story.start().fires(disk).pass(Duration.ofSeconds(16));
    Alert old = alert("Note", "web-2", BEGIN.minusSeconds(3600), "severity", "info");
    story.take(
        new Input.Remembered(
            story.now,
            new LastBoard(
                List.of(new LastBoard.Answered("prod", BEGIN.minusSeconds(180), 1)),
                List.of(new LastBoard.Sighting(old, List.of("prod"), BEGIN)),
                0)));
    assertThat(story.board().isBlind(story.now)).isFalse();
    assertThat(story.board().rows()).hasSize(2);
    story.pass(Duration.ofSeconds(30));
    assertThat(story.board().rows()).hasSize(1);
    story.take(new Input.Forgotten(story.now, "its checksum is wrong"));
    assertThat(story.board().messages().getFirst().arguments())
        .containsExactly("its checksum is wrong");
  }

  /** T33: the clock of the source is an hour ahead, or behind. */
  @ParameterizedTest
  @ValueSource(ints = {3600, -3600, 20})
  void anotherClockDoesNotCount(int ahead) {
    story.skew = Duration.ofSeconds(ahead);
    story.start().pass(Duration.ofSeconds(14));
    story.fires(alert("Plain", "web-1", story.now.plusSeconds(ahead), "severity", "critical"));
    story.pass(Duration.ofSeconds(2));
    Incident it = story.incident();
    assertThat(it.openedAt()).isEqualTo(BEGIN.plusSeconds(15));
    assertThat(it.deadline()).isEqualTo(BEGIN.plusSeconds(15 + 900));
    Board board = story.board();
    assertThat(board.began(board.rows().getFirst()))
        .isBetween(BEGIN.plusSeconds(13), BEGIN.plusSeconds(15));
    assertThat(board.isBlind(story.now)).isFalse();
    assertThat(board.sources().getFirst().notableSkew())
        .isEqualTo(ahead == 20 ? null : Duration.ofSeconds(ahead));
  }

  /** T38 */
  @Test
  void tenThousandNewAlertsAreOneNotice() {
    for (int i = 0; i < 10_000; i++) {
      story.fires(alert("Plain", "host-" + i, BEGIN, "severity", "critical"));
    }
    story.start().pass(Duration.ofSeconds(16));
    assertThat(story.board().rows()).hasSize(10_000);
    assertThat(story.notices).hasSize(1);
  }

  @Test
  void afterTwelveHoursOfSleepThereIsOnePollAndOneSummary() {
    for (int i = 0; i < 30; i++) {
      story.fires(alert("Plain", "host-" + i, BEGIN, "severity", "critical"));
    }
    story.start().passMinutes(1);
    int told = story.notices.size();
    story.sleep(Duration.ofHours(12));
    story.take(new Input.Tick(story.now));
    assertThat(story.polled).containsExactly("null");
    assertThat(story.notices).as("nothing is told before the sources answer").hasSize(told);
    story.poll();
    story.take(new Input.Tick(story.now.plusSeconds(1)));
    assertThat(story.notices).hasSize(told + 1);
  }
}
