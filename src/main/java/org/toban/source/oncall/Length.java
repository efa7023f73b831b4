package org.toban.source.oncall;

import biweekly.component.VEvent;
import biweekly.util.ICalDate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.temporal.TemporalAmount;
import org.jspecify.annotations.Nullable;
import org.toban.source.fault.PollFailure;

/**
 * How long each shift of an event is. With an end in the zone of the start it ends at that time of
 * the clock, as every calendar program shows it: a week from Monday 09:00 to Monday 09:00 leaves no
 * hour without anybody when the clock changes in it.
 *
 * @param nominal days on the wall clock
 * @param exact time after them
 */
record Length(TemporalAmount nominal, Duration exact) {

  static Length of(VEvent event, WallClock clock) throws PollFailure {
    ICalDate start = event.getDateStart().getValue();
    if (event.getDateEnd() != null) {
      ICalDate end = event.getDateEnd().getValue();
      LocalDateTime from = WallClock.local(start);
      LocalDateTime to = WallClock.local(end);
      Instant begin = clock.instant(event.getDateStart(), start);
      Instant ends = clock.instant(event.getDateEnd(), end);
      boolean sameZone = clock.zone(event.getDateStart(), start).instant(to).equals(ends);
      return sameZone
          ? new Length(Duration.between(from, to), Duration.ZERO)
          : new Length(Period.ZERO, Duration.between(begin, ends));
    }
    if (event.getDuration() != null) {
      return of(event.getDuration().getValue());
    }
    return new Length(start.hasTime() ? Period.ZERO : Period.ofDays(1), Duration.ZERO);
  }

  private static Length of(biweekly.util.Duration it) {
    int days = 7 * part(it.getWeeks()) + part(it.getDays());
    Duration exact =
        Duration.ofHours(part(it.getHours()))
            .plusMinutes(part(it.getMinutes()))
            .plusSeconds(part(it.getSeconds()));
    return new Length(Period.ofDays(days), exact);
  }

  private static int part(@Nullable Integer written) {
    return written == null ? 0 : written;
  }

  Instant end(LocalDateTime start, WallClock.Zone zone) {
    return zone.instant(start.plus(nominal)).plus(exact);
  }
}
