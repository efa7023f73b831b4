package org.toban.config;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.toban.incident.BusinessCalendar;

/** Reads the team's working time. */
final class TeamReader {
  private static final Pattern HOURS =
      Pattern.compile("(\\S+)\\s+(\\d{2}:\\d{2})\\s*-\\s*(\\d{2}:\\d{2})");
  private static final List<String> DAYS = List.of("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su");

  private final Section team;

  TeamReader(Section team) {
    this.team = team;
  }

  BusinessCalendar calendar() {
    BusinessCalendar standard = BusinessCalendar.standard(zone());
    Predicate<LocalDate> off = daysOff()::contains;
    Predicate<LocalDate> holiday = off.or(holidays());
    try {
      Hours hours = hours(team.required("hours"));
      if (hours.from().isBefore(hours.to())) {
        return new BusinessCalendar(
            standard.zone(), hours.days(), hours.from(), hours.to(), holiday);
      }
    } catch (DateTimeException e) {
      // falls through to the same mistake as any other text that is no working time
    }
    team.wrong("hours", Slip.NO_WORKING_TIME.of());
    return standard;
  }

  /** Days and the time from one hour of theirs to another. */
  record Hours(Set<DayOfWeek> days, LocalTime from, LocalTime to) {}

  /**
   * Reads {@code Mo-Fr 09:00-18:00}.
   *
   * @throws DateTimeException for anything else
   */
  static Hours hours(String text) {
    Matcher hours = HOURS.matcher(text);
    if (!hours.matches()) {
      throw new DateTimeException("not hours: " + text);
    }
    return new Hours(
        days(hours.group(1)), LocalTime.parse(hours.group(2)), LocalTime.parse(hours.group(3)));
  }

  private ZoneId zone() {
    String zone = team.text("zone");
    try {
      return zone == null ? ZoneId.systemDefault() : ZoneId.of(zone);
    } catch (DateTimeException e) {
      team.wrong("zone", Slip.NO_ZONE.of(zone));
      return ZoneId.systemDefault();
    }
  }

  /** {@code Mo-Fr} or {@code Mo,We,Fr}, or both mixed. */
  private static Set<DayOfWeek> days(String text) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (String part : text.split(",")) {
      String[] ends = part.split("-", 2);
      int last = day(ends[ends.length - 1]);
      for (int day = day(ends[0]); ; day = (day + 1) % 7) {
        days.add(DayOfWeek.of(day + 1));
        if (day == last) {
          break;
        }
      }
    }
    return days;
  }

  private static int day(String name) {
    int day = DAYS.indexOf(name);
    if (day < 0) {
      throw new DateTimeException("not a day: " + name);
    }
    return day;
  }

  private Predicate<LocalDate> holidays() {
    String code = team.text("holidays");
    if (code == null) {
      return date -> false;
    }
    return Holidays.of(code)
        .orElseGet(() -> {
          team.wrong("holidays", Slip.NO_HOLIDAYS.of(code));
          return date -> false;
        });
  }

  private Set<LocalDate> daysOff() {
    Set<LocalDate> days = new HashSet<>();
    for (String written : team.texts("days_off")) {
      try {
        days.add(LocalDate.parse(written));
      } catch (DateTimeException e) {
        team.wrong("days_off", Slip.NO_DATE.of(written));
      }
    }
    return days;
  }
}
