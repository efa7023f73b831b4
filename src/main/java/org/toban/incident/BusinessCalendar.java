package org.toban.incident;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The team's working time: zone, days, hours and holidays.
 *
 * @param days at least one
 * @param closes end of the working day, after {@code opens}
 * @param holiday whether a date is a holiday; a pure function
 */
public record BusinessCalendar(
    ZoneId zone,
    Set<DayOfWeek> days,
    LocalTime opens,
    LocalTime closes,
    Predicate<LocalDate> holiday) {

  /** Holidays without end are a mistake of the calendar; then calendar days count. */
  private static final int LONGEST_BREAK_DAYS = 366;

  public BusinessCalendar {
    days = Set.copyOf(days);
    if (days.isEmpty() || !opens.isBefore(closes)) {
      throw new IllegalArgumentException(
          "a team needs a working day that closes after it opens: "
              + days
              + " "
              + opens
              + "-"
              + closes);
    }
  }

  /** Monday to Friday, 09:00 to 18:00, no holidays. */
  public static BusinessCalendar standard(ZoneId zone) {
    return new BusinessCalendar(
        zone,
        Set.of(
            DayOfWeek.MONDAY,
            DayOfWeek.TUESDAY,
            DayOfWeek.WEDNESDAY,
            DayOfWeek.THURSDAY,
            DayOfWeek.FRIDAY),
        LocalTime.of(9, 0),
        LocalTime.of(18, 0),
        date -> false);
  }

  /**
   * When so many business days of working time are used up. Only working time counts: what begins
   * inside it is due at the same time of day, that many working days later (Friday 17:00 plus one
   * day is Monday 17:00); what begins outside it, or at the very opening, begins with the next
   * opening and is due at the close of the last day (Saturday noon plus one day is Monday 18:00).
   * Where clocks change, a local time that they pass over is the moment at which they do, and one
   * that comes twice is the first; so a later start is never due sooner. A date that a zone has
   * left out is no working day.
   *
   * @param businessDays at least 1
   */
  public Instant plusDays(Instant start, int businessDays) {
    LocalDateTime begun = local(start);
    LocalDate day = begun.toLocalDate();
    LocalTime time = begun.toLocalTime();
    boolean inside = isWorkingDay(day) && time.isAfter(opens) && time.isBefore(closes);
    LocalDate first = time.isBefore(closes) ? workingDayFrom(day) : workingDayFrom(day.plusDays(1));
    LocalDate last = first;
    for (int i = inside ? 0 : 1; i < businessDays; i++) {
      last = workingDayFrom(last.plusDays(1));
    }
    return instant(last.atTime(inside ? time : closes));
  }

  /** What comes a second time counts as the end of it, so that local time never goes back. */
  private LocalDateTime local(Instant at) {
    LocalDateTime it = LocalDateTime.ofInstant(at, zone);
    ZoneOffsetTransition change = zone.getRules().getTransition(it);
    boolean again = change != null && change.isOverlap() && !at.isBefore(change.getInstant());
    return again ? change.getDateTimeBefore() : it;
  }

  private Instant instant(LocalDateTime local) {
    ZoneOffsetTransition change = zone.getRules().getTransition(local);
    return change != null && change.isGap() ? change.getInstant() : local.atZone(zone).toInstant();
  }

  public boolean isWorkingDay(LocalDate date) {
    return days.contains(date.getDayOfWeek())
        && !holiday.test(date)
        && date.atStartOfDay(zone).toLocalDate().equals(date);
  }

  private LocalDate workingDayFrom(LocalDate date) {
    return date.datesUntil(date.plusDays(LONGEST_BREAK_DAYS))
        .filter(this::isWorkingDay)
        .findFirst()
        .orElse(date);
  }
}
