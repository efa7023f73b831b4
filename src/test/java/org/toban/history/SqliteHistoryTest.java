package org.toban.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.alert.Alert;
import org.toban.alert.Labels;
import org.toban.alert.Severity;
import org.toban.history.History.EpisodeChange;
import org.toban.history.History.Filter;
import org.toban.incident.Event;
import org.toban.incident.Incident;
import org.toban.incident.Verdict;

class SqliteHistoryTest {
  private static final Instant T0 = Instant.parse("2026-11-24T00:00:00.123456789Z");

  @TempDir Path folder;
  private Path file;
  private SqliteHistory history;

  @BeforeEach
  void open() {
    file = folder.resolve("data/history.db");
    history = SqliteHistory.open(file);
  }

  @AfterEach
  void close() {
    history.close();
  }

  private void reopen() {
    history.close();
    history = SqliteHistory.open(file);
  }

  @Test
  void eventsComeBackExactlyAndInOrderAlsoAfterReopening() {
    List<Event> story = Events.story(T0);
    history.append("INC-1", 0, story.subList(0, 4));
    history.append("INC-1", 4, story.subList(4, story.size()));
    assertThat(history.events("INC-1")).isEqualTo(story);
    reopen();
    assertThat(history.events("INC-1")).isEqualTo(story);
    assertThat(history.events("INC-2")).isEmpty();
    assertThat(history.incident("INC-1").orElseThrow().version()).isEqualTo(story.size());
    assertThat(history.notices()).isEmpty();
  }

  @Test
  void whoKnowsTheFirstEventsIsGivenTheRest() {
    List<Event> story = Events.story(T0);
    history.append("INC-1", 0, story);
    for (int after : new int[] {0, 1, story.size() - 1, story.size()}) {
      assertThat(history.events("INC-1", after)).isEqualTo(story.subList(after, story.size()));
    }
    assertThatThrownBy(() -> history.events("INC-1", story.size() + 1))
        .as("of another history")
        .isInstanceOf(HistoryFault.class);
  }

  @Test
  void anAppendToAnotherVersionIsAConflictAndChangesNothing() {
    List<Event> story = Events.story(T0);
    history.append("INC-1", 0, story.subList(0, 3));
    for (long wrong : new long[] {0, 2, 4}) {
      assertThatThrownBy(() -> history.append("INC-1", wrong, story.subList(3, 4)))
          .isInstanceOfSatisfying(
              HistoryFault.class,
              fault -> assertThat(fault.kind()).isEqualTo(HistoryFault.Kind.CONFLICT));
    }
    history.append("INC-1", 3, story.subList(3, 4));
    assertThat(history.events("INC-1")).isEqualTo(story.subList(0, 4));
  }

  @Test
  void twoConsolesOnOneFileCannotBothAppendTheSameNumber() {
    List<Event> story = Events.story(T0);
    try (SqliteHistory other = SqliteHistory.open(file)) {
      history.append("INC-1", 0, story.subList(0, 3));
      other.append("INC-1", 3, story.subList(3, 4));
      assertThatThrownBy(() -> history.append("INC-1", 3, story.subList(3, 5)))
          .isInstanceOfSatisfying(
              HistoryFault.class,
              fault -> assertThat(fault.kind()).isEqualTo(HistoryFault.Kind.CONFLICT));
      history.append("INC-1", 4, story.subList(4, 5));
      assertThat(other.events("INC-1")).isEqualTo(story.subList(0, 5));
    }
  }

  @Test
  void aBatchIsStoredWholeOrNotAtAll() {
    List<Event> story = Events.story(T0);
    assertThatThrownBy(() ->
            history.append(
                List.of(
                    new History.Addition("INC-1", 0, story),
                    new History.Addition("INC-2", 7, story))))
        .isInstanceOf(HistoryFault.class);
    assertThat(history.events("INC-1")).isEmpty();
    history.append(
        List.of(
            new History.Addition("INC-1", 0, story.subList(0, 2)),
            new History.Addition("INC-2", 0, story.subList(0, 1)),
            new History.Addition("INC-1", 2, story.subList(2, 3))));
    assertThat(history.events("INC-1")).isEqualTo(story.subList(0, 3));
    assertThat(history.latest(null, 10, null)).hasSize(2);
  }

  @Test
  void openIncidentsAreThoseThatAreNotClosed() {
    history.append("INC-1", 0, Events.story(T0));
    history.append("INC-2", 0, Events.story(T0.plusSeconds(60)).subList(0, 3));
    assertThat(history.open()).extracting(Incident::id).containsExactly("INC-2");
    assertThat(history.open().getFirst()).isEqualTo(history.incident("INC-2").orElseThrow());
  }

  @Test
  void theListShowsTheNewestFirstAndPages() {
    for (int i = 0; i < 25; i++) {
      String id = "INC-" + i;
      history.append(id, 0, List.of(Events.opened(T0.plusSeconds(i), i % 2 == 0 ? "A" : "B")));
    }
    assertThat(history.latest(null, 3, null))
        .extracting(History.Row::id)
        .containsExactly("INC-24", "INC-23", "INC-22");
    assertThat(history.latest("B", 2, T0.plusSeconds(21)))
        .extracting(History.Row::id)
        .containsExactly("INC-19", "INC-17");
  }

  @Test
  void aLineOfTheListFollowsTheEvents() {
    history.append("INC-1", 0, Events.story(T0));
    History.Row row = history.latest(null, 1, null).getFirst();
    assertThat(row.name()).isEqualTo("サービス停止");
    assertThat(row.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(row.openedAt()).isEqualTo(Events.millis(T0));
    assertThat(row.deadline()).isEqualTo(Events.millis(T0.plus(Duration.ofMinutes(15))));
    assertThat(row.respondedAt()).isEqualTo(Events.millis(T0.plusSeconds(60)));
    assertThat(row.recoveredAt()).isEqualTo(Events.millis(T0.plusSeconds(990)));
    assertThat(row.closedAt()).isNotNull();
    assertThat(row.verdict()).isEqualTo(Verdict.ACTIONABLE);
    assertThat(row.phase()).isEqualTo("closed");
  }

  @Test
  void weeksCountAndAverageByNameInUtc() {
    Instant sundayNight = Instant.parse("2026-11-22T23:59:59Z");
    history.append("INC-1", 0, Events.story(sundayNight));
    history.append("INC-2", 0, Events.story(sundayNight.plusSeconds(1)));
    history.append("INC-3", 0, Events.story(sundayNight.plusSeconds(2)).subList(0, 2));
    history.append("INC-3", 2, List.of(new Event.DeadlineBreached(sundayNight.plusSeconds(902))));
    List<History.Week> weeks = history.weeks(LocalDate.of(2026, 11, 16));
    assertThat(weeks)
        .containsExactly(
            new History.Week(
                "サービス停止",
                LocalDate.of(2026, 11, 16),
                1,
                1,
                Duration.ofSeconds(60),
                1,
                Duration.ofSeconds(990),
                0),
            new History.Week(
                "サービス停止",
                LocalDate.of(2026, 11, 23),
                2,
                1,
                Duration.ofSeconds(60),
                1,
                Duration.ofSeconds(990),
                1));
    assertThat(weeks.getFirst().meanTimeToRespond()).isEqualTo(Duration.ofSeconds(60));
    assertThat(history.weeks(LocalDate.of(2026, 11, 23))).hasSize(1);
  }

  @Test
  void filtersAreCombinedAndCountedByTime() {
    Instant day = Instant.parse("2026-11-24T00:00:00Z");
    for (int i = 0; i < 4; i++) {
      history.append("INC-" + i, 0, List.of(Events.opened(day.plusSeconds(i * 600L), "Disk")));
    }
    history.append(
        "INC-1", 1, List.of(new Event.Acknowledged(day.plusSeconds(660), "a", "", null)));
    history.append(
        "INC-2", 1, List.of(new Event.Acknowledged(day.plusSeconds(9600), "a", "", null)));
    assertThat(history.owners(9)).containsExactly("当番");
    assertThat(answered("当番", History.Answer.IN_TIME)).containsExactly("INC-1");
    assertThat(answered("当番", History.Answer.LATE)).containsExactly("INC-2");
    assertThat(answered("当番", History.Answer.NEVER)).containsExactly("INC-3", "INC-0");
    assertThat(answered("DBA", History.Answer.NEVER)).isEmpty();
    Filter late =
        new Filter("disk", Severity.CRITICAL, null, null, null, "当番", null)
            .within(day.plusSeconds(600), null);
    assertThat(history.opened(late))
        .containsExactly(
            new History.Opened(day, 1),
            new History.Opened(day.plusSeconds(900), 1),
            new History.Opened(day.plusSeconds(1800), 1));
  }

  private List<String> answered(String owner, History.Answer answer) {
    Filter filter = new Filter(null, null, null, null, null, owner, answer);
    return history.find(filter, 9).rows().stream().map(History.Row::id).toList();
  }

  /** Who was in charge is filled in from the events of a file that an earlier Toban wrote. */
  @Test
  void theOwnersOfAnOlderFileAreReadFromItsEvents() throws Exception {
    history.append("INC-1", 0, List.of(Events.opened(T0, "Disk")));
    history.close();
    try (var connection = java.sql.DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      statement.executeUpdate("DROP INDEX incident_owner");
      statement.executeUpdate("ALTER TABLE incident DROP COLUMN owner");
      statement.executeUpdate("DELETE FROM schema_version WHERE version >= 5");
      statement.executeUpdate("DROP TABLE target");
      statement.executeUpdate("DROP INDEX episode_ended");
    }
    history = SqliteHistory.open(file);
    assertThat(history.owners(9)).containsExactly("当番");
    assertThat(history.find(new Filter(null, null, null, null, null, "当番", null), 9).count())
        .isEqualTo(1);
  }

  /** By the index alone, and as well in a file that an earlier Toban wrote. */
  @Test
  void theEarlierOnesOfAHostAreFoundWhateverItsPort() throws Exception {
    String[] targets = {
      "web-1:9100", "web-2:9100", "web-1", "web-1:", "[::1]:80", ":80", "web-1:443"
    };
    for (int i = 0; i < targets.length; i++) {
      Alert alert = Alert.active(Labels.of("alertname", "A", "instance", targets[i]), T0);
      Instant at = T0.plusSeconds(i);
      history.append(
          "INC-" + i, 0, List.of(Events.opened(at, "A"), new Event.AlertFired(at, "prod", alert)));
    }
    assertThat(on("web-1")).containsExactly("INC-6", "INC-2", "INC-0");
    assertThat(on("web-1", "web-2")).containsExactly("INC-6", "INC-2", "INC-1");
    assertThat(on("[::1]")).containsExactly("INC-4");
    assertThat(history.latestOn(List.of("web-1"), "B", 9, T0.plusSeconds(60))).isEmpty();
    assertThat(plan(TargetTable.LATEST)).contains("USING PRIMARY KEY (host=? AND name=? AND");
    assertThat(plan(TargetTable.LATEST)).doesNotContain("TEMP B-TREE");
    List<String> hosts = hosts();
    history.close();
    try (var connection = java.sql.DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      statement.executeUpdate("DROP TABLE target");
      statement.executeUpdate("DROP INDEX episode_ended");
      statement.executeUpdate("DELETE FROM schema_version WHERE version = 6");
    }
    history = SqliteHistory.open(file);
    assertThat(hosts()).isEqualTo(hosts).hasSize(7);
  }

  private List<String> on(String... hosts) {
    return history.latestOn(List.of(hosts), "A", 3, T0.plusSeconds(60)).stream()
        .map(History.Row::id)
        .toList();
  }

  private List<String> hosts() throws Exception {
    return history.writer.list(
        "SELECT host || ' ' || incident FROM target ORDER BY incident", line -> line.getString(1));
  }

  private String plan(String sql) throws Exception {
    return String.join(
        "\n",
        history.writer.list(
            "EXPLAIN QUERY PLAN " + sql, line -> line.getString("detail"), 0, 0, 0, 0));
  }

  @Test
  void whatBeganBeforeATimeAndEndedSinceIsFoundByItsEnd() throws Exception {
    for (int i = 0; i < 4; i++) {
      Alert alert = Alert.active(Labels.of("alertname", "A", "n", "" + i), T0);
      change(alert, i * 100L, true);
      if (i != 2) {
        change(alert, 1000 - i, false);
      }
    }
    assertThat(history.episodesEndedSince(T0.plusSeconds(250), 9))
        .extracting(it -> it.startedAt().getEpochSecond() - T0.getEpochSecond())
        .containsExactly(0L, 100L);
    assertThat(history.episodesEndedSince(T0.plusSeconds(250), 1)).hasSize(1);
    String plan =
        String.join(
            "\n",
            history.writer.list(
                "EXPLAIN QUERY PLAN " + EpisodeTable.ENDED,
                line -> line.getString("detail"),
                0,
                0,
                0));
    assertThat(plan)
        .contains("USING INDEX episode_ended")
        .doesNotContain("TEMP B-TREE FOR ORDER BY\nSCAN");
  }

  @Test
  void findCountsAllAndGivesTheNewest() {
    for (int i = 0; i < 30; i++) {
      history.append(
          "INC-" + i,
          0,
          List.of(Events.opened(T0.plusSeconds(i), i % 3 == 0 ? "Disk 90%_a" : "Cpu")));
    }
    History.Found found = history.find(new Filter("90%_", null, null, null, null), 4);
    assertThat(found.count()).isEqualTo(10);
    assertThat(found.rows()).extracting(History.Row::id).startsWith("INC-27").hasSize(4);
    assertThat(history.find(new Filter("9%9", null, null, null, null), 4).count()).isZero();
    Filter some =
        new Filter(
            null, Severity.CRITICAL, Verdict.UNREVIEWED, T0.plusSeconds(10), T0.plusSeconds(20));
    assertThat(history.find(some, 100).count()).isEqualTo(10);
    assertThat(history.find(new Filter("inc-29", null, null, null, null), 4).count()).isEqualTo(1);
  }

  @Test
  void whatWasClosedIsFoundByWhenItWasClosedNotWhenItOpened() {
    for (int i = 0; i < 6; i++) {
      Instant opened = T0.minus(Duration.ofDays(i));
      List<Event> events = new ArrayList<>(List.of(Events.opened(opened, "A")));
      if (i > 0) {
        events.add(
            new Event.Closed(T0.plusSeconds(i * 100L), "s", Verdict.DUPLICATE, "twice", false));
      }
      history.append("INC-" + i, 0, events);
    }
    History.Found found = history.closedSince(T0.plusSeconds(200), 3);
    assertThat(found.count()).isEqualTo(4);
    assertThat(found.rows()).extracting(History.Row::id).containsExactly("INC-5", "INC-4", "INC-3");
    assertThat(history.closedSince(T0.plusSeconds(501), 3).count()).isZero();
  }

  @Test
  void startsAreCountedByActionAndHost() {
    history.append("INC-1", 0, List.of(Events.opened(T0, "A")));
    for (int i = 0; i < 4; i++) {
      history.append(
          "INC-1",
          1 + i,
          List.of(
              Events.planned(T0.plusSeconds(i * 100L), "run-" + i, i == 3 ? "web-2" : "web-1")));
    }
    Instant since = T0.plusSeconds(50);
    assertThat(history.starts(Events.SHA, "web-1", since))
        .containsExactly(Events.millis(T0.plusSeconds(100)), Events.millis(T0.plusSeconds(200)));
    assertThat(history.starts(Events.SHA, "web-2", since)).hasSize(1);
    assertThat(history.starts("0", "web-1", since)).isEmpty();
  }

  @Test
  void outputIsKeptCompressed() throws Exception {
    String text = "行 line\n\u001b[31mred\u0000".repeat(20_000);
    history.output("run-1", "first");
    history.output("run-1", text);
    assertThat(history.output("run-1")).contains(text);
    assertThat(history.output("run-2")).isEmpty();
    reopen();
    assertThat(Files.size(file)).isLessThan(300_000);
  }

  @Test
  void anEpisodeLastsFromTheFirstSightToTheEndAndAFlapContinuesIt() {
    Alert alert = Alert.active(Labels.of("alertname", "A", "severity", "critical"), T0);
    change(alert, 0, true);
    change(alert, 60, true);
    change(alert, 120, false);
    change(alert, 180, false);
    assertThat(history.episodesSince(T0.minusSeconds(1), 10))
        .containsExactly(episode(alert, 0, 120L, 0));
    change(alert, 120 + 600, true);
    assertThat(history.episodesSince(T0.minusSeconds(1), 10))
        .containsExactly(episode(alert, 0, null, 1));
    change(alert, 800, false);
    change(alert, 801 + 600, true);
    assertThat(history.episodesSince(T0.minusSeconds(1), 10))
        .containsExactly(episode(alert, 1401, null, 0), episode(alert, 0, 800L, 1));
    assertThat(history.episodesSince(T0.plusSeconds(10), 10)).hasSize(1);
  }

  private void change(Alert alert, long second, boolean firing) {
    history.episodes(List.of(new EpisodeChange("prod", alert, T0.plusSeconds(second), firing)));
  }

  private static History.Episode episode(
      Alert alert, long start, @org.jspecify.annotations.Nullable Long end, int flaps) {
    return new History.Episode(
        alert.fingerprint().toString(),
        "A",
        "prod",
        Severity.CRITICAL,
        Events.millis(T0.plusSeconds(start)),
        end == null ? null : Events.millis(T0.plusSeconds(end)),
        flaps,
        null);
  }

  @Test
  void anEpisodeNamesTheIncidentThatItsAlertFiredIn() {
    Alert alert = Events.alert(T0);
    change(alert, 0, true);
    history.append(
        "INC-7", 0, List.of(Events.opened(T0, "A"), new Event.AlertFired(T0, "prod", alert)));
    assertThat(history.episodesSince(T0.minusSeconds(1), 10).getFirst().incident())
        .isEqualTo("INC-7");
  }

  @Test
  void exportAndImportGiveTheSameHistoryAndASecondImportChangesNothing() {
    history.append("INC-1", 0, Events.story(T0));
    history.append("INC-2", 0, Events.story(T0.plusSeconds(9)).subList(0, 3));
    history.append("INC-3", 0, Events.story(T0.plusSeconds(10)).subList(0, 2));
    history.append("INC-2", 3, Events.story(T0.plusSeconds(9)).subList(3, 5));
    change(Events.alert(T0), 0, true);
    change(Events.alert(T0), 9, false);
    history.output("run-1", "出力\u001b[0m\n");
    StringBuilder exported = new StringBuilder();
    history.exportTo(exported);
    try (SqliteHistory copy = SqliteHistory.open(folder.resolve("copy.db"))) {
      long records = exported.toString().lines().count() - 1;
      assertThat(copy.importFrom(new StringReader(exported.toString()))).isEqualTo(records);
      assertThat(copy.importFrom(new StringReader(exported.toString()))).isZero();
      StringBuilder again = new StringBuilder();
      copy.exportTo(again);
      assertThat(again.toString()).isEqualTo(exported.toString());
      assertThat(copy.latest(null, 9, null)).isEqualTo(history.latest(null, 9, null));
      assertThat(copy.weeks(LocalDate.EPOCH)).isEqualTo(history.weeks(LocalDate.EPOCH));
      assertThat(copy.starts(Events.SHA, "web-1", T0))
          .isEqualTo(history.starts(Events.SHA, "web-1", T0));
      assertThat(history.importFrom(new StringReader(exported.toString()))).isZero();
    }
  }

  @Test
  void anImportThatDoesNotFitIsRefusedWithItsLine() {
    history.append("INC-1", 0, Events.story(T0));
    StringBuilder exported = new StringBuilder();
    history.exportTo(exported);
    List<String> lines = exported.toString().lines().toList();
    refuses(lines.get(2).replace("\"seq\":2", "\"seq\":3"), HistoryFault.Kind.CONFLICT);
    refuses(lines.get(2).replace("\"seq\":2", "\"seq\":99"), HistoryFault.Kind.FAILED);
    refuses("not json", HistoryFault.Kind.FAILED);
    refuses("{\"kind\":\"toban-history\",\"format\":2}", HistoryFault.Kind.NEWER);
    refuses("{\"kind\":\"event\",\"incident\":\"X\",\"seq\":1}", HistoryFault.Kind.FAILED);
    assertThat(history.events("INC-1")).isEqualTo(Events.story(T0));
  }

  private void refuses(String line, HistoryFault.Kind kind) {
    assertThatThrownBy(() -> history.importFrom(new StringReader(line)))
        .isInstanceOfSatisfying(
            HistoryFault.class, fault -> assertThat(fault.kind()).isEqualTo(kind))
        .hasMessageContaining("line 1 ");
  }

  @Test
  void aBackupIsTheSameHistoryTakenWhileInUse() {
    history.append("INC-1", 0, Events.story(T0));
    Path copy = folder.resolve("backup/copy of history.db");
    history.backup(copy);
    history.append("INC-2", 0, List.of(Events.opened(T0, "A")));
    try (SqliteHistory restored = SqliteHistory.open(copy)) {
      assertThat(restored.events("INC-1")).isEqualTo(Events.story(T0));
      assertThat(restored.events("INC-2")).isEmpty();
    }
  }

  @Test
  void aPurgeTakesOldClosedIncidentsAndKeepsTheCounts() {
    history.append("INC-1", 0, Events.story(T0));
    history.append("INC-2", 0, Events.story(T0).subList(0, 3));
    history.output("run-1", "text");
    change(Events.alert(T0), 0, true);
    change(Events.alert(T0), 9, false);
    List<History.Week> weeks = history.weeks(LocalDate.EPOCH);
    assertThat(history.purge(T0)).isZero();
    assertThat(history.purge(T0.plus(Duration.ofDays(1)))).isEqualTo(2);
    assertThat(history.events("INC-1")).isEmpty();
    assertThat(history.output("run-1")).isEmpty();
    assertThat(history.events("INC-2")).hasSize(3);
    assertThat(history.weeks(LocalDate.EPOCH)).isEqualTo(weeks);
  }

  @Test
  void aReadingThatIsNoLongerWantedCanBeInterrupted() {
    history.append(
        IntStream.range(0, 3000)
            .mapToObj(i -> new History.Addition("I" + i, 0, List.of(Events.opened(T0, "Name" + i))))
            .toList());
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> history.find(new Filter("x", null, null, null, null), 5))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(history.find(new Filter("Name7", null, null, null, null), 5).count()).isEqualTo(111);
  }

  @Test
  void theFileIsPrivateAndItsNameMayHoldAnything() throws Exception {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
    Path odd = folder.resolve("当番?mode=memory&x=#1 %41.db");
    try (SqliteHistory other = SqliteHistory.open(odd)) {
      other.append("INC-1", 0, List.of(Events.opened(T0, "A")));
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(odd.resolveSibling(odd.getFileName() + "-wal"))))
          .isEqualTo("rw-------");
    }
    assertThat(Files.size(odd)).isPositive();
    try (SqliteHistory other = SqliteHistory.open(odd)) {
      assertThat(other.events("INC-1")).hasSize(1);
    }
  }

  @Test
  void afterTheEndEverythingIsRefused() {
    history.close();
    assertThatThrownBy(() -> history.events("INC-1")).isInstanceOf(HistoryFault.class);
    assertThatThrownBy(() -> history.output("r", "t")).isInstanceOf(HistoryFault.class);
  }
}
