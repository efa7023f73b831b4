package org.toban.incident;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hours that come each week.
 *
 * @param days on which they begin
 * @param from when they begin
 * @param to when they end; not after {@code from} for the next day, the same for a whole day
 */
public record WeeklyHours(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {
  /** The longest chain of hours that follow each other without a gap, in days. */
  private static final int LONGEST = 8;

  public WeeklyHours {
    days = Set.copyOf(days);
  }

  /** When the hours that hold an instant are over, with those that follow at once; else null. */
  public @Nullable Instant endFor(Instant at) {
    Instant end = endOf(at);
    for (int turn = 0; end != null && turn < LONGEST; turn++) {
      Instant later = endOf(end);
      if (later == null) {
        return end;
      }
      end = later;
    }
    return end;
  }

  private @Nullable Instant endOf(Instant at) {
    LocalDate today = LocalDate.ofInstant(at, zone);
    for (LocalDate day : new LocalDate[] {today.minusDays(1), today}) {
      ZonedDateTime begin = day.atTime(from).atZone(zone);
      ZonedDateTime end = day.plusDays(to.isAfter(from) ? 0 : 1).atTime(to).atZone(zone);
      boolean inside = !at.isBefore(begin.toInstant()) && at.isBefore(end.toInstant());
      if (days.contains(day.getDayOfWeek()) && inside) {
        return end.toInstant();
      }
    }
    return null;
  }
}
