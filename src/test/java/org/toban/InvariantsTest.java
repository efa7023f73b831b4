package org.toban;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.toban.alert.Alert;
import org.toban.alert.Alerts;
import org.toban.alert.Fingerprint;
import org.toban.alert.Labels;
import org.toban.alert.Severity;
import org.toban.engine.Board;
import org.toban.incident.Policy;
import org.toban.remedy.Inventory;
import org.toban.runbook.Library;
import org.toban.runbook.Trust;
import org.toban.source.Reading;
import org.toban.source.SourceSettings;
import org.toban.source.SourceStatus;
import org.toban.source.Vitals;
import org.toban.source.fault.Fault;
import org.toban.ui.board.BoardFilter;
import org.toban.ui.board.BoardLine;
import org.toban.ui.board.BoardRows;
import org.toban.ui.tray.TrayFace;

/**
 * The five promises of the house, by name. Those that can be seen from outside of the rooms are
 * held here; for the others this class says which tests hold them, and that those are there.
 *
 * <ul>
 *   <li>I1 completeness: what the sources say is on the board or in a number beside it
 *   <li>I2 no silent green: it is green only while every source is believable
 *   <li>I3 data is never code
 *   <li>I4 at most once: no remedy starts twice for one firing
 *   <li>I5 no secret at rest in clear
 * </ul>
 */
class InvariantsTest {
  private static final Instant NOW = Instant.parse("2026-11-25T03:00:00Z");

  @ParameterizedTest(name = "{0}: {1}#{2}")
  @CsvSource({
    "I1, engine.TruthPropertyTest, itIsGreenOnlyIfEverySourceAnsweredInFullAndItsWatchdogFires",
    "I1, source.json.AnswerTest, noBeginningOfAnAnswerIsAnAnswer",
    "I1, engine.AdmissionTest, whatHasNoPlaceIsCountedAndTold",
    "I1, app.BoardReportTest, everyAlertIsInTheSum",
    "I1, engine.TruthTest, aWatchdogHidesNoOther",
    "I1, engine.TruthTest, whatDiffersInOneLabelIsAnotherAlert",
    "I2, engine.TruthPropertyTest, itIsGreenOnlyIfEverySourceAnsweredInFullAndItsWatchdogFires",
    "I2, engine.TruthTest, aRestartedServerClearsNothingThatItHasNotHeardOfYet",
    "I2, app.VigilTest, aParkedPollThreadIsStuckAndAWaitingOneIsNot",
    "I2, app.BoardReportTest, nothingIsFineWhileASourceIsBlind",
    "I3, remedy.HostileLabelsTest, valuesArriveAsTheyAreAndNeverRun",
    "I3, remedy.VariablesTest, aQuotedTextIsOneWordWithTheSameText",
    "I3, runbook.HostileMarkdownTest, anyMixtureOfMarkdown",
    "I3, notice.desktop.DesktopChannelTest, escapesMarkupWhereTheDesktopReadsIt",
    "I3, app.BoardReportTest, alertTextCannotMoveTheCursor",
    "I4, engine.WatchPropertyTest, automaticRemediesStartAtMostOnceForAFiring",
    "I4, engine.StoryTest, aCrashMidRunIsUnknownVerifiedAndNeverRepeated",
    "I4, history.CrashTest, noAcknowledgedEventIsLostByAKill",
    "I5, source.SecretsTest, neverTellsTheSecret",
    "I5, config.ConfigFileTest, refusesASecretInAUrlWithoutRepeatingIt",
  })
  void isHeldBy(String invariant, String type, String method) throws ClassNotFoundException {
    assertThat(Class.forName("org.toban." + type).getDeclaredMethods())
        .as(invariant + " is held by " + type)
        .anyMatch(it -> it.getName().equals(method) && isTest(it));
  }

  private static boolean isTest(Method method) {
    return Arrays.stream(method.getAnnotations())
        .anyMatch(it ->
            Set.of("Test", "ParameterizedTest", "Property")
                .contains(it.annotationType().getSimpleName()));
  }

  /** I1: every row is shown, or in one of the numbers of the line under the board. */
  @Property(tries = 300)
  void everyAlertIsShownOrCounted(@ForAll long seed) {
    Random random = new Random(seed);
    int over = random.nextInt(3) * random.nextInt(1000);
    Board board =
        board(rows(random, random.nextInt(200)), List.of()).withOverLimit(Map.of("prod", over));
    BoardRows rows = BoardRows.empty();
    BoardFilter filter = BoardFilter.all();
    for (int i = 0; i < 6; i++) {
      filter = another(filter, rows, random);
      rows = BoardRows.of(rows, board, filter, NOW, "aoki");
      BoardRows.Sums sums = rows.sums();
      assertThat(sums.total()).isEqualTo(board.rows().size() + over);
      assertThat(
              sums.shown()
                  + sums.suppressed()
                  + sums.pending()
                  + sums.quiet()
                  + sums.filtered()
                  + sums.overLimit())
          .isEqualTo(sums.total());
      assertThat(linesOf(rows)).as("lines are what the sum calls shown").isEqualTo(sums.shown());
    }
  }

  private static BoardFilter another(BoardFilter filter, BoardRows rows, Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> filter.withKind(one(random, BoardFilter.Kind.values()));
      case 1 -> filter.withText(List.of("", "1", "web", "disk", "nobody").get(random.nextInt(5)));
      default ->
          rows.lines().isEmpty()
              ? filter
              : filter.toggled(rows.lines().get(random.nextInt(rows.lines().size())).key());
    };
  }

  private static <T> T one(Random random, T[] all) {
    return all[random.nextInt(all.length)];
  }

  /** Lines that are there, and those that a folded group stands for. */
  private static int linesOf(BoardRows rows) {
    int lines = 0;
    for (BoardLine line : rows.lines()) {
      switch (line) {
        case BoardLine.Group it -> lines += it.collapsed() ? it.size() : 0;
        case BoardLine.Entry _ -> lines++;
      }
    }
    return lines;
  }

  private static List<Board.Row> rows(Random random, int count) {
    List<Board.Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Severity severity = one(random, Severity.values());
      Alert.State state = one(random, Alert.State.values());
      Labels labels =
          Labels.of(
              "alertname", List.of("Disk", "Down", "").get(random.nextInt(3)),
              "instance", "web-" + i,
              "job", List.of("", "a", "b").get(random.nextInt(3)));
      Alert alert =
          new Alert(labels, Fingerprint.of(labels), Map.of(), NOW, state, List.of(), null);
      rows.add(
          new Board.Row(
              alert.fingerprint(),
              alert,
              List.of("prod"),
              severity,
              new Policy("", severity, null, "", "", "default"),
              null,
              NOW,
              random.nextBoolean()));
    }
    return rows;
  }

  /** I2, for the tray: the green disc stands for answers, not for silence. */
  @Property(tries = 500)
  void theTrayIsGreenOnlyWhileEverySourceIsBelievable(@ForAll long seed) {
    Random random = new Random(seed);
    List<SourceStatus> sources = new ArrayList<>();
    boolean believable = true;
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      SourceStatus status = SourceStatus.unasked(settings("s" + i));
      @Nullable Instant answered = null;
      Vitals vitals = Vitals.unknown();
      boolean failed = false;
      for (int poll = random.nextInt(4); poll > 0; poll--) {
        Instant at = NOW.minusSeconds(poll * 13L);
        failed = random.nextInt(4) == 0;
        if (failed) {
          status = status.after(new Reading.Failed("s" + i, at, new Fault.Unreachable("no")));
        } else {
          long settles = random.nextInt(3) == 0 ? random.nextInt(40) : 0;
          vitals = new Vitals(NOW.minusSeconds(200), Duration.ofSeconds(settles), null);
          answered = at;
          status =
              status.after(new Reading.Complete("s" + i, at, Alerts.none(), Duration.ZERO, vitals));
        }
      }
      boolean watched = random.nextInt(4) != 0;
      status = status.lacking(watched ? List.of() : List.of("Watchdog"));
      if (answered == null && random.nextBoolean()) {
        status = status.remembering(NOW.minusSeconds(3), 5);
      }
      sources.add(status);
      believable &=
          answered != null
              && !failed
              && watched
              && !answered.isBefore(NOW.minusSeconds(30))
              && !answered.plus(vitals.settlesIn()).isAfter(NOW);
    }
    Board board = board(List.of(), sources);
    TrayFace face = TrayFace.of(board, "sato", NOW);
    assertThat(face.worst() == null && !face.blind()).isEqualTo(count > 0 && believable);
    assertThat(board.isBlind(NOW)).isEqualTo(face.blind());
  }

  @Test
  void beforeTheFirstBoardNothingIsGreen() {
    assertThat(TrayFace.unknown().blind()).isTrue();
    assertThat(TrayFace.of(board(List.of(), List.of()), "sato", NOW).blind()).isTrue();
  }

  private static SourceSettings settings(String name) {
    return new SourceSettings(
        name,
        SourceSettings.Kind.ALERTMANAGER,
        List.of(URI.create("http://am:9093")),
        Duration.ofSeconds(15),
        Duration.ofSeconds(10),
        1 << 20,
        null,
        SourceSettings.Http.plain());
  }

  private static Board board(List<Board.Row> rows, List<SourceStatus> sources) {
    return new Board(
        NOW,
        sources,
        rows,
        Map.of(),
        Map.of(),
        Map.of(),
        Trust.nothing(),
        null,
        null,
        List.of(),
        Library.empty(),
        Inventory.empty(),
        false);
  }
}
