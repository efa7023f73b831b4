package org.toban.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.toban.alert.Severity;
import org.toban.incident.WeeklyHours;

class QuietHoursTest {
  private static QuietHours hours(String from, String to, ZoneId zone, DayOfWeek... days) {
    Set<DayOfWeek> all = days.length == 0 ? EnumSet.allOf(DayOfWeek.class) : Set.of(days);
    return new QuietHours(
        Set.of(Severity.WARNING),
        new WeeklyHours(all, LocalTime.parse(from), LocalTime.parse(to), zone));
  }

  private static @Nullable Instant end(QuietHours hours, String now) {
    return hours.endFor(Severity.WARNING, Instant.parse(now));
  }

  @Test
  void passMidnight() {
    QuietHours night = hours("22:00", "07:00", ZoneId.of("Asia/Tokyo"));
    assertThat(end(night, "2026-11-24T12:59:59Z")).isNull();
    assertThat(end(night, "2026-11-24T13:00:00Z")).isEqualTo("2026-11-24T22:00:00Z");
    assertThat(end(night, "2026-11-24T21:59:59Z")).isEqualTo("2026-11-24T22:00:00Z");
    assertThat(end(night, "2026-11-24T22:00:00Z")).isNull();
    assertThat(night.endFor(Severity.UNKNOWN, Instant.parse("2026-11-24T13:00:00Z"))).isNull();
  }

  @Test
  void daysAreThoseOnWhichTheyBegin() {
    QuietHours friday = hours("18:00", "09:00", ZoneId.of("UTC"), DayOfWeek.FRIDAY);
    assertThat(end(friday, "2026-11-27T20:00:00Z")).isEqualTo("2026-11-28T09:00:00Z");
    assertThat(end(friday, "2026-11-28T08:00:00Z")).isEqualTo("2026-11-28T09:00:00Z");
    assertThat(end(friday, "2026-11-28T20:00:00Z")).isNull();
  }

  @Test
  void wholeDaysFollowEachOther() {
    QuietHours weekend =
        hours("00:00", "00:00", ZoneId.of("UTC"), DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
    assertThat(end(weekend, "2026-11-28T10:00:00Z")).isEqualTo("2026-11-30T00:00:00Z");
  }

  /** Whatever the zone does to its clock, what waits goes out later, and within a day. */
  @Test
  void endInEveryZone() {
    for (String id : ZoneId.getAvailableZoneIds()) {
      QuietHours night = hours("22:00", "07:00", ZoneId.of(id));
      for (int day = 0; day < 365; day += 7) {
        ZonedDateTime midnight = ZonedDateTime.parse("2011-12-01T23:30:00Z").plusDays(day);
        Instant now = midnight.withZoneSameLocal(ZoneId.of(id)).toInstant();
        assertThat(night.endFor(Severity.WARNING, now))
            .as(id + " " + now)
            .isAfter(now)
            .isBefore(now.plusSeconds(34 * 3600));
      }
    }
  }

  @Test
  void aCriticalNeverWaits() {
    assertThatThrownBy(() ->
            new QuietHours(
                Set.of(Severity.CRITICAL),
                new WeeklyHours(
                    Set.of(DayOfWeek.MONDAY), LocalTime.MIN, LocalTime.NOON, ZoneId.of("UTC"))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
