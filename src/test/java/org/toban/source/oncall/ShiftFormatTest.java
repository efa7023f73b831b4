package org.toban.source.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.toban.incident.Duty;
import org.toban.incident.Schedule;
import org.toban.incident.Shift;
import org.toban.source.fault.Fault;
import org.toban.source.fault.PollFailure;

class ShiftFormatTest {
  private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");
  private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss");

  static String calendar(String... events) {
    StringBuilder text = new StringBuilder("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:test\r\n");
    for (String event : events) {
      text.append("BEGIN:VEVENT\r\nDTSTAMP:20260101T000000Z\r\n");
      text.append(event.strip().replace("\n", "\r\n"));
      text.append("\r\nEND:VEVENT\r\n");
    }
    return text.append("END:VCALENDAR\r\n").toString();
  }

  private static Schedule read(String text, Instant now) {
    try {
      return new ShiftFormat(TOKYO, "").read(text, now);
    } catch (PollFailure e) {
      throw new AssertionError(e.fault().summary());
    }
  }

  private static List<String> shifts(String... events) {
    return read(calendar(events), NOW).shifts().stream()
        .map(it -> it.who() + " " + it.begin() + " " + it.end())
        .toList();
  }

  private static Fault fault(String text) {
    try {
      new ShiftFormat(TOKYO, "").read(text, NOW);
    } catch (PollFailure e) {
      return e.fault();
    }
    throw new AssertionError("it was read");
  }

  @Test
  void aRotationKeepsItsHourOverTheChangeOfTheClock() {
    Schedule schedule =
        read(
            calendar(
                """
                UID:a
                SUMMARY:Aoki
                DTSTART;TZID=Europe/Berlin:20260302T090000
                DTEND;TZID=Europe/Berlin:20260309T090000
                RRULE:FREQ=WEEKLY;INTERVAL=2\
                """,
                """
                UID:b
                SUMMARY:Baba
                DTSTART;TZID=Europe/Berlin:20260309T090000
                DTEND;TZID=Europe/Berlin:20260316T090000
                RRULE:FREQ=WEEKLY;INTERVAL=2\
                """),
            Instant.parse("2026-03-25T00:00:00Z"));
    assertThat(schedule.shifts().get(1).end()).isEqualTo("2026-03-30T07:00:00Z");
    assertThat(schedule.shifts().get(2).begin()).isEqualTo("2026-03-30T07:00:00Z");
    assertThat(schedule.at(Instant.parse("2026-03-30T06:59:59Z"), List.of()))
        .isEqualTo(onCall("Baba"));
    assertThat(schedule.at(Instant.parse("2026-03-30T07:00:00Z"), List.of()))
        .isEqualTo(onCall("Aoki"));
  }

  private static Duty onCall(String... who) {
    return new Duty.OnCall(List.of(who));
  }

  @Test
  void anOverrideOfOneShiftStandsInItsPlace() {
    assertThat(
            shifts(
                """
                UID:a
                SUMMARY:Aoki
                DTSTART;TZID=Asia/Tokyo:20261123T090000
                DTEND;TZID=Asia/Tokyo:20261123T180000
                RRULE:FREQ=DAILY;COUNT=4
                EXDATE;TZID=Asia/Tokyo:20261126T090000\
                """,
                """
                UID:a
                RECURRENCE-ID:20261124T000000Z
                SUMMARY:Baba
                DTSTART;TZID=Asia/Tokyo:20261124T100000
                DTEND;TZID=Asia/Tokyo:20261124T180000\
                """,
                """
                UID:a
                RECURRENCE-ID;TZID=Asia/Tokyo:20261125T090000
                STATUS:CANCELLED
                SUMMARY:Aoki
                DTSTART;TZID=Asia/Tokyo:20261125T090000
                DTEND;TZID=Asia/Tokyo:20261125T180000\
                """))
        .containsExactly(
            "Aoki 2026-11-23T00:00:00Z 2026-11-23T09:00:00Z",
            "Baba 2026-11-24T01:00:00Z 2026-11-24T09:00:00Z");
  }

  @Test
  void aDayIsADayOfTheTeam() {
    assertThat(shifts("UID:a\nSUMMARY:Aoki\nDTSTART;VALUE=DATE:20261124\nRRULE:FREQ=DAILY;COUNT=2"))
        .containsExactly(
            "Aoki 2026-11-23T15:00:00Z 2026-11-24T15:00:00Z",
            "Aoki 2026-11-24T15:00:00Z 2026-11-25T15:00:00Z");
  }

  @Test
  void aCalendarSaysWhereItsFloatingTimesAre() {
    String text =
        calendar("UID:a\nSUMMARY:Aoki\nDTSTART:20261124T090000\nDURATION:PT8H")
            .replace("PRODID:test", "PRODID:test\r\nX-WR-TIMEZONE:America/New_York");
    assertThat(read(text, NOW).shifts().getFirst().begin()).isEqualTo("2026-11-24T14:00:00Z");
  }

  @Test
  void aZoneOfTheCalendarsOwnIsUnderstood() {
    String zone =
        """
        BEGIN:VTIMEZONE
        TZID:Our Office
        BEGIN:STANDARD
        DTSTART:19701101T020000
        RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
        TZOFFSETFROM:-0400
        TZOFFSETTO:-0500
        END:STANDARD
        BEGIN:DAYLIGHT
        DTSTART:19700308T020000
        RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
        TZOFFSETFROM:-0500
        TZOFFSETTO:-0400
        END:DAYLIGHT
        END:VTIMEZONE
        """
            .replace("\n", "\r\n");
    String text =
        calendar(
                "UID:a\nSUMMARY:Aoki\nDTSTART;TZID=Our Office:20261030T090000\nDURATION:PT8H\n"
                    + "RRULE:FREQ=WEEKLY;COUNT=6")
            .replace("BEGIN:VEVENT", zone + "BEGIN:VEVENT");
    assertThat(read(text, Instant.parse("2026-10-31T00:00:00Z")).shifts())
        .extracting(Shift::begin)
        .startsWith(Instant.parse("2026-10-30T13:00:00Z"), Instant.parse("2026-11-06T14:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "On Call - Aoki Hanako - Platform,Aoki Hanako",
    "On Call - Aoki,Aoki",
    "Aoki On-Call Shift,Aoki",
    "Aoki On-Call Shift Begins*,Aoki",
    "[L1] Aoki,Aoki",
    "青木 花子,青木 花子",
  })
  void whoseShiftItIs(String summary, String who) {
    assertThat(ShiftNames.inSummary(summary)).isEqualTo(who);
  }

  @Test
  void anAttendeeIsNamedWhereTheSummaryNamesNobody() {
    assertThat(
            shifts(
                "UID:a\nSUMMARY:On-Call Shift\nATTENDEE;CN=Aoki:mailto:a@example.com\n"
                    + "DTSTART:20261124T000000Z\nDTEND:20261125T000000Z"))
        .containsExactly("Aoki 2026-11-24T00:00:00Z 2026-11-25T00:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>sign in</html>",
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:2026",
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n",
        """
        BEGIN:VCALENDAR
        VERSION:2.0
        BEGIN:VEVENT
        UID:1
        SUMMARY:Aoki
        DTSTART:20261124T000000Z
        DURATION:P1D
        END:VEVENT
        """,
      })
  void whatIsNoWholeCalendarIsAFault(String text) {
    assertThat(fault(text)).isInstanceOf(Fault.Unreadable.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DTSTART:2026XX",
        "DURATION:PT1H",
        "DTSTART;TZID=Mars/Base:20261124T090000\nDURATION:P1D",
        "DTSTART:20261124T000000Z\nDURATION:P1D\nRRULE:FREQ=BOGUS",
        "DTSTART:20261124T000000Z\nDURATION:PT1S\nRRULE:FREQ=SECONDLY",
        "DTSTART:19000101T000000Z\nDURATION:PT1H\nRRULE:FREQ=HOURLY",
        "DTSTART:20261124T000000Z\nDURATION:P1D\nEXDATE:yesterday",
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20261124T000000Z\nDTSTART:20261124T000000Z\nDURATION:P1D",
      })
  void oneEventThatIsNotUnderstoodIsAFaultOfAll(String event) {
    String good = "UID:a\nSUMMARY:Aoki\nDTSTART:20261124T000000Z\nDTEND:20261125T000000Z";
    assertThat(fault(calendar(good, "UID:b\nSUMMARY:Baba\n" + event)))
        .isInstanceOf(Fault.Unreadable.class);
  }

  @Test
  void aRuleThatNeverComesTrueEnds() {
    assertThat(
            shifts(
                "UID:a\nSUMMARY:Aoki\nDTSTART:20261124T000000Z\nDURATION:P1D\n"
                    + "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"))
        .hasSize(1);
  }

  @Test
  void anEventWithoutANameNeedsAPerson() throws PollFailure {
    String text = calendar("UID:a\nDTSTART:20261124T000000Z\nDTEND:20261125T000000Z");
    assertThat(fault(text).summary()).contains("person: NAME");
    assertThat(new ShiftFormat(TOKYO, "Chiba").read(text, NOW).shifts())
        .extracting(Shift::who)
        .containsExactly("Chiba");
    assertThatThrownBy(() -> new Shift(" ", NOW, NOW.plusSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Provide
  Arbitrary<String> zones() {
    return Arbitraries.of(ZoneId.getAvailableZoneIds().stream().sorted().toList());
  }

  /** Two people in turn, week by week: at every instant exactly one, and the one of that week. */
  @Property(tries = 400)
  void aRotationHasNoGapAndNoOverlapInAnyZone(
      @ForAll("zones") String name,
      @ForAll @IntRange(min = 0, max = 23) int hour,
      @ForAll @IntRange(min = 0, max = 364) int day) {
    ZoneId zone = ZoneId.of(name);
    LocalDate monday =
        LocalDate.of(2025, 12, 1).with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
    Instant now = LocalDate.of(2026, 1, 1).plusDays(day).atStartOfDay(zone).toInstant();
    List<String> events = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      LocalDateTime start = monday.plusWeeks(i).atTime(LocalTime.of(hour, 30));
      events.add(
          "UID:%d\nSUMMARY:%s\nDTSTART;TZID=%s:%s\nDTEND;TZID=%s:%s\nRRULE:FREQ=WEEKLY;INTERVAL=2"
              .formatted(
                  i,
                  i == 0 ? "Aoki" : "Baba",
                  name,
                  start.format(WRITTEN),
                  name,
                  start.plusWeeks(1).format(WRITTEN)));
    }
    Schedule schedule = read(calendar(events.toArray(String[]::new)), now);
    for (int hours = -24; hours < 24 * 60; hours += 5) {
      Instant at = now.plus(Duration.ofHours(hours));
      long weeks =
          java.time.temporal.ChronoUnit.WEEKS.between(
              monday.atTime(hour, 30), at.atZone(zone).toLocalDateTime());
      LocalDateTime turn = monday.atTime(hour, 30).plusWeeks(weeks);
      boolean unsure =
          Duration.between(turn.atZone(zone).toInstant(), at).abs().toHours() < 3
              || Duration.between(turn.plusWeeks(1).atZone(zone).toInstant(), at).abs().toHours()
                  < 3;
      Duty duty = schedule.at(at, List.of());
      assertThat(duty)
          .isInstanceOfSatisfying(Duty.OnCall.class, it -> assertThat(it.who()).hasSize(1));
      if (!unsure) {
        assertThat(duty).as(at + " in " + name).isEqualTo(onCall(weeks % 2 == 0 ? "Aoki" : "Baba"));
      }
    }
  }
}
