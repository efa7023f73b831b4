package org.toban.ui.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.toban.ui.parts.Practice.Attempt;

/** A play beside the earlier ones of its scenario; and a year of days as squares. */
class PlaysTest {
  private static final Instant T = Instant.parse("2026-11-24T02:00:00Z");

  private static Attempt play(String scenario, int day, @Nullable Integer recovered) {
    Instant broken = T.plus(Duration.ofDays(day));
    return new Attempt(
        scenario,
        broken,
        null,
        null,
        recovered == null ? null : broken.plusSeconds(recovered),
        null,
        null,
        false);
  }

  @Test
  void aTimeStandsBesideThoseOfEarlierPlaysOfTheSame() {
    Attempt now = play("a", 9, 100);
    List<Attempt> all =
        List.of(
            play("a", 10, 1),
            now,
            play("b", 5, 5),
            play("a", 3, 900),
            play("a", 2, null),
            play("a", 1, 300),
            play("a", 0, 200));
    Plays earlier = Plays.before(now, all);
    assertThat(earlier.usual(it -> it.until(it.recoveredAt()))).isEqualTo(Duration.ofSeconds(300));
    assertThat(earlier.best(it -> it.until(it.recoveredAt()))).isEqualTo(Duration.ofSeconds(200));
    assertThat(Plays.of("a", all).times(it -> it.until(it.recoveredAt())))
        .first()
        .isEqualTo(Duration.ofSeconds(1));
    assertThat(Plays.before(play("a", -1, 5), all).usual(it -> it.until(it.recoveredAt())))
        .isNull();
  }

  @Test
  void aYearEndsTodayAndBeginsOnAMonday() {
    java.time.LocalDate today = java.time.LocalDate.of(2026, 11, 24);
    HeatYear year =
        HeatYear.of(
            Map.of(
                today,
                100L,
                today.minusDays(1),
                1L,
                today.minusDays(2),
                30L,
                today.plusDays(1),
                9000L,
                today.minusYears(3),
                9000L),
            today);
    assertThat(year.first()).isEqualTo("2025-11-24");
    assertThat(year.first().getDayOfWeek()).isEqualTo(java.time.DayOfWeek.MONDAY);
    assertThat(year.day(52, 1)).isEqualTo(today);
    assertThat(year.has(today.plusDays(1))).isFalse();
    assertThat(year.most()).isEqualTo(100);
    assertThat(year.level(today)).isEqualTo(4);
    assertThat(year.level(today.minusDays(1))).isEqualTo(1);
    assertThat(year.level(today.minusDays(2))).isEqualTo(3);
    assertThat(year.level(today.minusDays(3))).isZero();
    assertThat(year.within(today.minusYears(2))).isEqualTo(year.first());
  }
}
