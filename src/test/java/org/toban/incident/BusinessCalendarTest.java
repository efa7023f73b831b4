package org.toban.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BusinessCalendarTest {
  private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

  /** 2026-11-23, a Monday, is Labour Thanksgiving Day (勤労感謝の日). */
  private static final Set<LocalDate> HOLIDAYS = Set.of(LocalDate.of(2026, 11, 23));

  private static BusinessCalendar in(ZoneId zone) {
    BusinessCalendar it = BusinessCalendar.standard(zone);
    return new BusinessCalendar(zone, it.days(), it.opens(), it.closes(), HOLIDAYS::contains);
  }

  @ParameterizedTest(name = "{0} + {1} = {2}: {3}")
  @CsvSource({
    "2026-11-25T10:30, 1, 2026-11-26T10:30, inside: the same time of the next working day",
    "2026-11-27T17:00, 1, 2026-11-30T17:00, Friday afternoon to Monday afternoon",
    "2026-11-20T17:00, 1, 2026-11-24T17:00, over a weekend and a holiday",
    "2026-11-27T18:00, 1, 2026-11-30T18:00, at the close: Monday is the one day",
    "2026-11-27T21:15, 1, 2026-11-30T18:00, Friday evening",
    "2026-11-28T12:00, 1, 2026-11-30T18:00, Saturday noon",
    "2026-11-29T23:59, 1, 2026-11-30T18:00, Sunday night",
    "2026-11-23T12:00, 1, 2026-11-24T18:00, on a holiday",
    "2026-11-25T08:59, 1, 2026-11-25T18:00, before the opening: this very day",
    "2026-11-25T09:00, 1, 2026-11-25T18:00, at the opening: this very day",
    "2026-11-25T09:01, 1, 2026-11-26T09:01, a minute after it",
    "2026-11-25T17:59, 2, 2026-11-27T17:59, two days",
    "2026-11-28T12:00, 3, 2026-12-02T18:00, three days from Saturday",
  })
  void dueAtTheSameTimeOrTheClose(LocalDateTime start, int days, LocalDateTime due, String why) {
    Instant given = in(TOKYO).plusDays(start.atZone(TOKYO).toInstant(), days);
    assertThat(given.atZone(TOKYO).toLocalDateTime()).as(why).isEqualTo(due);
  }

  @ParameterizedTest(name = "{0}: {1} is {2}")
  @CsvSource({
    // the clocks change on Sunday 29 March 2026 in Berlin: Friday to Monday is 71 hours
    "Europe/Berlin, 2026-03-27T17:00, 2026-03-30T17:00, 71",
    "Europe/Berlin, 2026-10-23T17:00, 2026-10-26T17:00, 73",
    "Australia/Lord_Howe, 2026-10-02T17:00, 2026-10-05T17:00, 71",
    "Asia/Kathmandu, 2026-11-25T10:30, 2026-11-26T10:30, 24",
    "America/New_York, 2026-10-30T12:00, 2026-11-02T12:00, 73",
  })
  void clocksThatChangeDoNotMoveTheTimeOfDay(
      ZoneId zone, LocalDateTime start, LocalDateTime due, int hours) {
    Instant from = start.atZone(zone).toInstant();
    Instant given = in(zone).plusDays(from, 1);
    assertThat(given.atZone(zone).toLocalDateTime()).isEqualTo(due);
    assertThat(Duration.between(from, given).toHours()).isEqualTo(hours);
  }

  @Test
  void aDayThatDoesNotExistIsPassedOver() {
    // Apia had no 30 December 2011, a Friday
    ZoneId apia = ZoneId.of("Pacific/Apia");
    Instant from = LocalDateTime.parse("2011-12-29T10:00").atZone(apia).toInstant();
    Instant due = BusinessCalendar.standard(apia).plusDays(from, 1);
    assertThat(due.atZone(apia).toLocalDateTime()).isEqualTo("2012-01-02T10:00");
  }

  @Test
  void hoursThatFallIntoTheGapEndWithIt() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    BusinessCalendar nights =
        new BusinessCalendar(
            berlin,
            EnumSet.allOf(DayOfWeek.class),
            LocalTime.of(1, 0),
            LocalTime.of(4, 0),
            date -> false);
    Instant from = LocalDateTime.parse("2026-03-28T02:30").atZone(berlin).toInstant();
    assertThat(nights.plusDays(from, 1)).isEqualTo(Instant.parse("2026-03-29T01:00:00Z"));
  }

  @Test
  void holidaysWithoutEndStillGiveADeadline() {
    BusinessCalendar never =
        new BusinessCalendar(
            TOKYO, Set.of(DayOfWeek.MONDAY), LocalTime.of(9, 0), LocalTime.of(18, 0), date -> true);
    Instant start = Instant.parse("2026-11-25T01:00:00Z");
    assertThat(never.plusDays(start, 2)).isAfter(start);
  }

  @Test
  void aTeamThatNeverWorksIsRefused() {
    assertThatThrownBy(() ->
            new BusinessCalendar(
                TOKYO, Set.of(), LocalTime.of(9, 0), LocalTime.of(18, 0), date -> false))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() ->
            new BusinessCalendar(
                TOKYO,
                Set.of(DayOfWeek.MONDAY),
                LocalTime.of(18, 0),
                LocalTime.of(9, 0),
                date -> false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 500)
  void laterStartsAndMoreDaysAreNeverDueSooner(
      @ForAll @LongRange(min = 0, max = 4_000_000_000L) long second,
      @ForAll @IntRange(min = 0, max = 300_000) int later,
      @ForAll @IntRange(min = 1, max = 10) int days) {
    BusinessCalendar calendar = in(ZoneId.of("Europe/Berlin"));
    Instant start = Instant.ofEpochSecond(second);
    Instant due = calendar.plusDays(start, days);
    assertThat(due).isAfter(start);
    assertThat(calendar.plusDays(start.plusSeconds(later), days)).isAfterOrEqualTo(due);
    assertThat(calendar.plusDays(start, days + 1)).isAfter(due);
    LocalDate date = due.atZone(calendar.zone()).toLocalDate();
    assertThat(calendar.isWorkingDay(date)).isTrue();
  }
}
