package org.toban.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.alert.Alert;
import org.toban.alert.Alerts;
import org.toban.history.SqliteHistory;
import org.toban.notice.Delivery;
import org.toban.notice.Parcel;
import org.toban.remedy.Inventory;
import org.toban.runbook.Trust;
import org.toban.source.Reading;
import org.toban.source.SourceSettings;

/** Alerts that flap for ever, against the real history, in virtual time: how much it grows. */
class FlappingHistoryTest {
  private static final Duration HALF = Duration.ofMinutes(4);

  @TempDir Path folder;

  private record Size(long events, long episodes, long bytes) {
    @Override
    public String toString() {
      return events + " events, " + episodes + " episodes, " + bytes + " bytes";
    }
  }

  /**
   * A week of 460 alerts, a hundredth of the largest board seen; what is measured for each alert
   * holds for all of them.
   */
  @Test
  void aWeekOfFlappingGrowsTheHistoryAsMuchAsItsFirstHour() throws Exception {
    Size hour = play(460, "info", Duration.ofHours(1));
    Size week = play(460, "info", Duration.ofDays(7));
    report("460 info", hour, week);
    assertThat(week.episodes()).isEqualTo(460);
    assertThat(week.events()).isZero();
    Size warningHour = play(460, "warning", Duration.ofHours(1));
    Size warningWeek = play(460, "warning", Duration.ofDays(7));
    report("460 warning", warningHour, warningWeek);
    assertThat(warningWeek.episodes()).isEqualTo(460);
    assertThat(warningWeek.events()).isLessThan(warningHour.events() * 2);
  }

  /** All of them, for some hours: nothing is added after the first rounds. */
  @Test
  @Tag("heavy")
  void fortySixThousandFlappingAlertsAddNothingAfterTheFirstRounds() throws Exception {
    Size hour = play(46_000, "warning", Duration.ofHours(1));
    Size day = play(46_000, "warning", Duration.ofHours(6));
    report("46000 warning, six hours", hour, day);
    assertThat(day.events()).isLessThan(hour.events() * 11 / 10);
    assertThat(day.episodes()).isEqualTo(46_000);
    assertThat(day.bytes()).isLessThan(hour.bytes() * 12 / 10);
  }

  private static void report(String what, Size first, Size last) {
    System.out.println(
        what + " flapping every 8 min: after an hour " + first + "; at the end " + last);
  }

  private Size play(int count, String severity, Duration time) throws IOException, SQLException {
    Path file = Files.createTempDirectory(folder, "run").resolve("history.db");
    List<Alert> alerts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      alerts.add(
          Story.alert("HighErrorRatio", "web-" + i + ":9100", Story.BEGIN, "severity", severity));
    }
    Alerts all = Alerts.of(alerts);
    Estate estate =
        new Estate(
            List.of(
                new SourceSettings(
                    "prod",
                    SourceSettings.Kind.ALERTMANAGER,
                    List.of(java.net.URI.create("http://127.0.0.1:1")),
                    Story.POLL,
                    Duration.ofSeconds(5),
                    1 << 26,
                    null,
                    SourceSettings.Http.plain())),
            Inventory.empty(),
            Story.LIBRARY,
            Trust.nothing(),
            null);
    try (SqliteHistory history = SqliteHistory.open(file)) {
      Ledger ledger = new Ledger(history);
      Instant now = Story.BEGIN;
      Watch watch = new Watch(Story.settings(List.of()), estate, Recollection.Past.nothing(), now);
      Instant end = now.plus(time);
      while (now.isBefore(end)) {
        boolean fires = Duration.between(Story.BEGIN, now).toMinutes() / HALF.toMinutes() % 2 == 0;
        Reading reading =
            new Reading.Complete("prod", now, fires ? all : Alerts.none(), Duration.ZERO);
        store(watch, ledger, new Input.Read(reading));
        store(watch, ledger, new Input.Tick(now));
        now = now.plus(Story.POLL);
      }
      assertThat(ledger.problem()).isNull();
    }
    return size(file);
  }

  /** As the engine's shell does it; that a notice went out is an event too. */
  private static void store(Watch watch, Ledger ledger, Input input) {
    List<Effect> effects = new ArrayList<>(watch.take(input));
    for (int i = 0; i < effects.size(); i++) {
      switch (effects.get(i)) {
        case Effect.Append it -> ledger.add(it);
        case Effect.Episodes it -> ledger.add(it);
        case Effect.Notify it -> {
          Parcel parcel = new Parcel(it.letter(), List.of(it.letter()), List.of());
          effects.addAll(watch.take(new Input.Delivered(input.at(), parcel, Delivery.sent(), 0)));
        }
        default -> {}
      }
    }
    ledger.write();
  }

  private static Size size(Path file) throws SQLException, IOException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      return new Size(count(statement, "event"), count(statement, "episode"), Files.size(file));
    }
  }

  private static long count(Statement statement, String table) throws SQLException {
    try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
