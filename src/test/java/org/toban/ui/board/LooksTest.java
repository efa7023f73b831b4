package org.toban.ui.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.toban.alert.Alert;
import org.toban.alert.Labels;
import org.toban.alert.Severity;
import org.toban.engine.Board;
import org.toban.history.History;
import org.toban.incident.Policy;

/** When a person looked, what is new since, and what a day of firing looks like. */
class LooksTest {
  private static final Instant T = Instant.parse("2026-11-24T02:00:00Z");

  private static Instant at(int seconds) {
    return T.plusSeconds(seconds);
  }

  private static BoardLine.Entry line(String key, Status status, int came) {
    return new BoardLine.Entry(
        key, "", Severity.WARNING, "A", "", "web-1", "", status, at(came), null, null);
  }

  private static BoardLine.Entry line(String key, int came) {
    return line(key, Status.WAITING, came);
  }

  @Test
  void whatComesAfterALookIsNewUntilTheEndOfTheNext() {
    Looks looks = Looks.none().at(at(0), true, at(0));
    assertThat(looks.isNew(line("a", 3))).as("before anybody has looked").isFalse();
    looks = looks.at(at(4), true, at(0));
    assertThat(looks.since()).isNull();
    looks = looks.at(at(6), true, at(0));
    assertThat(looks.since()).isEqualTo(at(5));
    looks = looks.at(at(60), false, at(50)); // another window has the keyboard
    assertThat(looks.since()).isEqualTo(at(60));
    assertThat(looks.isNew(line("a", 3))).isFalse();
    assertThat(looks.isNew(line("b", 61))).isTrue();
    assertThat(looks.isNew(line("c", Status.SUPPRESSED, 61))).as("held back").isFalse();
    looks = looks.at(at(100), true, at(100)).at(at(200), true, at(100));
    assertThat(looks.isNew(line("b", 61))).as("it stays while it is looked at").isTrue();
    assertThat(looks.saw("b").isNew(line("b", 61))).isFalse();
    assertThat(looks.sawAll(at(200)).isNew(line("b", 61))).isFalse();
    assertThat(looks.at(at(201), false, at(100)).isNew(line("b", 61))).isFalse();
  }

  @Test
  void aGlanceChangesNothing() {
    Looks looks = new Looks(at(0), null, java.util.Set.of("seen"));
    Looks after = looks.at(at(100), true, at(100)).at(at(104), false, at(100));
    assertThat(after).isEqualTo(looks);
    assertThat(looks.at(at(100), false, at(0))).isEqualTo(looks);
  }

  @Test
  void whoSleepsInFrontOfItDoesNotLook() {
    Looks looks = new Looks(at(0), null, java.util.Set.of()).at(at(10), true, at(10));
    looks = looks.at(at(329), true, at(30));
    assertThat(looks.since()).isEqualTo(at(0));
    looks = looks.at(at(330), true, at(30)); // five minutes without a key
    assertThat(looks.since()).isEqualTo(at(30));
    assertThat(looks.began()).isNull();
    assertThat(looks.isNew(line("night", 31))).isTrue();
    looks = looks.at(at(3600), true, at(30)).at(at(7200), true, at(7200));
    assertThat(looks.isNew(line("night", 31))).as("in the morning").isTrue();
    assertThat(looks.began()).isEqualTo(at(7200));
  }

  @Test
  void aBarIsTheShareOfItsHour() {
    DayChart chart =
        DayChart.of(
            List.of(
                episode("prod", -3 * 3600, -3 * 3600 + 1800), // half of an hour
                episode("prod", -7200, -3600), // the whole next but one
                episode("copy", -7190, -3600), // the same by another source
                episode("prod", -600, null)),
            Set.of("f"),
            T);
    DayChart.Day day = chart.of(line("f", -900), T);
    assertThat(day.times()).isEqualTo(3);
    assertThat(day.last()).isEqualTo(at(-600));
    assertThat(day.heights()).hasSize(24);
    assertThat(day.heights().subList(0, 21)).containsOnly(0);
    assertThat(day.heights().subList(21, 24)).containsExactly(5, 9, 2);
    assertThat(chart.of(line("other", -900), T).last()).isNull();
    assertThat(chart.of(firing("other", -90_000), T).heights()).containsOnly(9);
    assertThat(chart.of(firing("other", -80_000), T).heights()).containsOnly(0);
    assertThat(
            DayChart.of(List.of(episode("prod", -60, -60)), Set.of("f"), T)
                .of(line("f", -60), T)
                .heights()
                .getLast())
        .as("what ended at once is seen")
        .isEqualTo(1);
  }

  @Test
  void whatIsNotOnTheBoardIsNotKept() {
    assertThat(DayChart.of(List.of(episode("prod", -60, null)), Set.of("other"), T).byFingerprint())
        .isEmpty();
  }

  private static BoardLine.Entry firing(String key, int came) {
    Alert alert = Alert.active(Labels.of("alertname", "A"), at(came));
    Board.Row row =
        new Board.Row(
            alert.fingerprint(),
            alert,
            List.of("prod"),
            Severity.WARNING,
            new Policy("", Severity.WARNING, null, "", "", ""),
            null,
            at(came),
            false);
    return new BoardLine.Entry(
        key, "", Severity.WARNING, "A", "", "", "", Status.WAITING, at(came), row, null);
  }

  private static History.Episode episode(
      String source, int from, @org.jspecify.annotations.Nullable Integer to) {
    return new History.Episode(
        "f", "A", source, Severity.WARNING, at(from), to == null ? null : at(to), 0, null);
  }
}
