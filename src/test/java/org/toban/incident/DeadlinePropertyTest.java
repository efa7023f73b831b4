package org.toban.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deadlines in every time zone of the JDK, above all where its clocks change. */
class DeadlinePropertyTest {
  private static final Instant FROM = Instant.parse("2006-01-01T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2038-01-01T00:00:00Z");
  private static final List<ZoneId> ZONES =
      ZoneId.getAvailableZoneIds().stream().sorted().map(ZoneId::of).toList();

  /** Months' last days, and the leap day, are holidays in some of the calendars. */
  private static boolean isMonthEnd(LocalDate date) {
    return date.getDayOfMonth() == date.lengthOfMonth();
  }

  private static BusinessCalendar calendar(ZoneId zone, int kind) {
    BusinessCalendar days = BusinessCalendar.standard(zone);
    return switch (kind) {
      case 0 -> days;
      case 1 ->
          new BusinessCalendar(
              zone, days.days(), days.opens(), days.closes(), DeadlinePropertyTest::isMonthEnd);
      // where clocks change at night it is in the middle of these
      case 2 ->
          new BusinessCalendar(
              zone,
              EnumSet.allOf(DayOfWeek.class),
              LocalTime.of(0, 0),
              LocalTime.of(5, 45),
              date -> false);
      default ->
          new BusinessCalendar(
              zone,
              EnumSet.allOf(DayOfWeek.class),
              LocalTime.of(0, 0),
              LocalTime.of(23, 59),
              DeadlinePropertyTest::isMonthEnd);
    };
  }

  /** It is working time at this instant, or until it. */
  private static void checkInside(BusinessCalendar calendar, Instant due) {
    assertThat(works(calendar, due) || works(calendar, due.minusNanos(1)))
        .as(due.atZone(calendar.zone()) + " is in " + calendar)
        .isTrue();
  }

  private static boolean works(BusinessCalendar calendar, Instant at) {
    LocalDateTime local = LocalDateTime.ofInstant(at, calendar.zone());
    LocalTime time = local.toLocalTime();
    return calendar.isWorkingDay(local.toLocalDate())
        && !time.isBefore(calendar.opens())
        && !time.isAfter(calendar.closes());
  }

  private static void check(BusinessCalendar calendar, Instant start, Instant later) {
    Instant before = start;
    for (int days = 1; days <= 5; days++) {
      Instant due = calendar.plusDays(start, days);
      checkInside(calendar, due);
      assertThat(due).as(days + " days from " + start).isAfter(before);
      assertThat(calendar.plusDays(later, days))
          .as(days + " days from " + later + ", which is after " + start)
          .isAfterOrEqualTo(due);
      before = due;
    }
  }

  /** Every change of the clocks in every zone from 2006 to 2038, both ways, the days around it. */
  @Test
  void aroundEveryChangeOfAnyClock() {
    int changes = 0;
    for (ZoneId zone : ZONES) {
      for (ZoneOffsetTransition change : changes(zone)) {
        changes++;
        for (int kind = 0; kind < 4; kind++) {
          BusinessCalendar calendar = calendar(zone, kind);
          for (int minute = -50 * 60; minute <= 2 * 60; minute += 35) {
            Instant start = change.getInstant().plus(Duration.ofMinutes(minute));
            check(calendar, start, start.plus(Duration.ofMinutes(minute % 2 == 0 ? 1 : 61)));
          }
        }
      }
    }
    assertThat(changes).isGreaterThan(ZONES.size());
  }

  private static List<ZoneOffsetTransition> changes(ZoneId zone) {
    List<ZoneOffsetTransition> changes = new ArrayList<>();
    ZoneOffsetTransition next = zone.getRules().nextTransition(FROM);
    while (next != null && next.getInstant().isBefore(UNTIL)) {
      changes.add(next);
      next = zone.getRules().nextTransition(next.getInstant());
    }
    return changes.size() <= MOST ? changes : changes.subList(0, MOST);
  }

  private static final int MOST = 6;

  @Property(tries = 2000)
  void daysAreInsideWorkingTimeAndNeverSooner(
      @ForAll("zones") ZoneId zone,
      @ForAll @IntRange(max = 3) int kind,
      @ForAll @LongRange(min = 0, max = 4_000_000_000L) long second,
      @ForAll @IntRange(max = 300_000) int later) {
    Instant start = Instant.ofEpochSecond(second);
    check(calendar(zone, kind), start, start.plusSeconds(later));
  }

  @ParameterizedTest(name = "{0}: {1} and a day is {2}")
  @CsvSource({
    "Australia/Lord_Howe, 2026-04-03T17:00, 2026-04-06T17:00", // half an hour back on the 5th
    "Asia/Kathmandu, 2026-12-31T10:30, 2027-01-01T10:30",
    "Africa/Casablanca, 2027-02-05T10:00, 2027-02-08T10:00", // back for Ramadan, on the 7th
    "Africa/Casablanca, 2027-03-12T10:00, 2027-03-15T10:00", // and forward after it, on the 14th
    "Pacific/Apia, 2011-12-29T10:00, 2012-01-02T10:00", // the 30th, a Friday, never was
    "Pacific/Apia, 2011-12-28T10:00, 2011-12-29T10:00",
    "Europe/Berlin, 2028-02-28T17:30, 2028-02-29T17:30",
    "Europe/Berlin, 2028-02-29T17:30, 2028-03-01T17:30",
    "Europe/Berlin, 2027-02-26T17:30, 2027-03-01T17:30",
    "America/Sao_Paulo, 2018-11-02T12:00, 2018-11-05T12:00", // midnight was left out on the 4th
  })
  void theSameTimeOfDay(ZoneId zone, LocalDateTime start, LocalDateTime due) {
    Instant given = BusinessCalendar.standard(zone).plusDays(start.atZone(zone).toInstant(), 1);
    assertThat(LocalDateTime.ofInstant(given, zone)).isEqualTo(due);
  }

  /** 15分以内 is a quarter of an hour, whatever the clock on the wall does. */
  @Property(tries = 500)
  void wallTimeIsExact(
      @ForAll("changes") Instant start,
      @ForAll("zones") ZoneId zone,
      @ForAll("times") Duration time) {
    ResponseTime response = new ResponseTime.Wall(time);
    Instant due = response.due(start, BusinessCalendar.standard(zone));
    assertThat(Duration.between(start, due)).isEqualTo(time);
  }

  @Property(tries = 500)
  void halfComesBeforeFourFifthsAndTheseBeforeTheEnd(
      @ForAll("changes") Instant start,
      @ForAll("zones") ZoneId zone,
      @ForAll @IntRange(min = 1, max = 20) int days,
      @ForAll("times") Duration time) {
    ResponseTime business = new ResponseTime.BusinessDays(days);
    for (ResponseTime it : List.of(business, new ResponseTime.Wall(time))) {
      Instant due = it.due(start, BusinessCalendar.standard(zone));
      checkMarks(Deadlines.of(start, due, null));
    }
  }

  private static void checkMarks(Deadlines it) {
    assertThat(it.begun()).isBefore(it.halfAt());
    assertThat(it.halfAt()).isBefore(it.riskAt());
    assertThat(it.riskAt()).isBefore(it.response());
  }

  /** Whoever stops the clock, and for how long: all that was to come moves by that, together. */
  @Property(tries = 300)
  void pausesMoveAllThatIsToCome(
      @ForAll("times") Duration time,
      @ForAll @Size(max = 8) List<@IntRange(max = 100_000) Integer> seconds) {
    Instant start = Samples.T0;
    Instant now = start;
    Deadlines it = Deadlines.of(start, start.plus(time), start.plus(time.multipliedBy(2)));
    Duration stood = Duration.ZERO;
    for (int i = 0; i + 1 < seconds.size(); i += 2) {
      now = now.plusSeconds(seconds.get(i));
      it = it.paused(now).paused(now.plusSeconds(1));
      now = now.plusSeconds(seconds.get(i + 1));
      it = it.resumed(now).resumed(now.plusSeconds(1));
      stood = stood.plusSeconds(seconds.get(i + 1));
      checkMarks(it);
    }
    assertThat(it.response()).isEqualTo(start.plus(time).plus(stood));
    assertThat(it.recovery()).isEqualTo(start.plus(time.multipliedBy(2)).plus(stood));
  }

  /** A clock that is set back while it is stopped takes nothing away. */
  @Property(tries = 100)
  void aPauseIsNeverNegative(
      @ForAll("times") Duration time, @ForAll @IntRange(max = 90_000) int back) {
    Deadlines it = Deadlines.of(Samples.T0, Samples.T0.plus(time), null);
    assertThat(it.paused(Samples.T0).resumed(Samples.T0.minusSeconds(back)).response())
        .isEqualTo(it.response());
  }

  @Property(tries = 1000)
  void hoursOfTheWeekEndAfterNow(
      @ForAll("zones") ZoneId zone,
      @ForAll("changes") Instant at,
      @ForAll @IntRange(max = 47) int from,
      @ForAll @IntRange(max = 47) int to) {
    LocalTime midnight = LocalTime.MIDNIGHT;
    WeeklyHours hours =
        new WeeklyHours(
            EnumSet.of(DayOfWeek.MONDAY, DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
            midnight.plusMinutes(30L * from),
            midnight.plusMinutes(30L * to),
            zone);
    Instant end = hours.endFor(at);
    if (end != null) {
      assertThat(end).isAfter(at).isBefore(at.plus(Duration.ofDays(5)));
      assertThat(hours.endFor(end)).isNull();
    }
  }

  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of(ZONES);
  }

  @Provide
  Arbitrary<Duration> times() {
    return Arbitraries.longs().between(1, 400_000).map(Duration::ofSeconds);
  }

  /** Instants within two days of a change of some clock. */
  @Provide
  Arbitrary<Instant> changes() {
    Arbitrary<Long> some = Arbitraries.longs().between(1_000_000_000L, 2_100_000_000L);
    Arbitrary<Integer> near = Arbitraries.integers().between(-172_800, 7_200);
    return Combinators.combine(zones(), some, near)
        .as((zone, second, seconds) -> {
          Instant any = Instant.ofEpochSecond(second);
          ZoneOffsetTransition change = zone.getRules().nextTransition(any);
          return (change == null ? any : change.getInstant()).plusSeconds(seconds);
        });
  }
}
