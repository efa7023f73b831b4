package org.toban.notice;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Severity;

/**
 * Hours in which notices of some severities wait; their digest goes out at the end. A critical one
 * never waits.
 *
 * @param days on which they begin
 * @param from when they begin
 * @param to when they end; not after {@code from} for the next day, the same for a whole day
 */
public record QuietHours(
    Set<Severity> severities, Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {
  /** The longest chain of hours that follow each other without a gap, in days. */
  private static final int LONGEST = 8;

  public QuietHours {
    severities = Set.copyOf(severities);
    days = Set.copyOf(days);
    if (severities.contains(Severity.CRITICAL)) {
      throw new IllegalArgumentException("a critical notice never waits");
    }
  }

  /** When what is decided now may be sent; null when it need not wait. */
  @Nullable Instant endFor(Severity severity, Instant now) {
    if (!severities.contains(severity)) {
      return null;
    }
    Instant end = endOf(now);
    for (int turn = 0; end != null && turn < LONGEST; turn++) {
      Instant later = endOf(end);
      if (later == null) {
        return end;
      }
      end = later;
    }
    return end;
  }

  /** The end of the hours that hold an instant; null when none do. */
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
