package org.toban.source.oncall;

import biweekly.component.VEvent;
import biweekly.property.ExceptionDates;
import biweekly.property.RecurrenceDates;
import biweekly.property.RecurrenceRule;
import biweekly.util.Frequency;
import biweekly.util.ICalDate;
import biweekly.util.Recurrence;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;
import org.toban.source.fault.Fault;
import org.toban.source.fault.PollFailure;

/**
 * The local times at which an event begins again and again, up to an instant. Rules are counted on
 * the wall clock of the event and only then made instants, so that 09:00 stays 09:00 over a change
 * of the clock.
 */
final class Recurring {
  private static final TimeZone UTC = TimeZone.getTimeZone("UTC");

  private final VEvent event;
  private final WallClock clock;
  private final Instant until;
  private final Budget budget;

  Recurring(VEvent event, WallClock clock, Instant until, Budget budget) {
    this.event = event;
    this.clock = clock;
    this.until = until;
    this.budget = budget;
  }

  /** How many shifts of one calendar are counted: a century of hours would be a mistake. */
  static final class Budget {
    private static final int MOST = 200_000;

    private int used;

    void use() throws PollFailure {
      if (++used > MOST) {
        throw unreadable("RRULE", "there are more than " + MOST + " shifts up to now");
      }
    }
  }

  /**
   * Every beginning before the end of the window, exceptions left out.
   *
   * @throws PollFailure for what cannot be counted
   */
  Set<LocalDateTime> starts() throws PollFailure {
    ICalDate first = event.getDateStart().getValue();
    WallClock.Zone zone = clock.zone(event.getDateStart(), first);
    Set<LocalDateTime> starts = new TreeSet<>();
    starts.add(WallClock.local(first));
    RecurrenceRule rule = event.getRecurrenceRule();
    if (rule != null) {
      addRule(rule.getValue(), WallClock.local(first), zone, starts);
    }
    for (RecurrenceDates more : event.getRecurrenceDates()) {
      if (!more.getPeriods().isEmpty()) {
        throw unreadable("RDATE", "periods are not understood here");
      }
      for (ICalDate date : more.getDates()) {
        starts.add(WallClock.local(date));
      }
    }
    Set<Instant> but = new HashSet<>();
    Set<LocalDate> days = new HashSet<>();
    for (ExceptionDates dates : event.getExceptionDates()) {
      for (ICalDate date : dates.getValues()) {
        if (date.hasTime()) {
          but.add(clock.instant(dates, date));
        } else {
          days.add(WallClock.local(date).toLocalDate());
        }
      }
    }
    starts.removeIf(it -> but.contains(zone.instant(it)) || days.contains(it.toLocalDate()));
    return starts;
  }

  private void addRule(
      Recurrence rule, LocalDateTime first, WallClock.Zone zone, Set<LocalDateTime> starts)
      throws PollFailure {
    Frequency frequency = rule.getFrequency();
    if (frequency == null || frequency.compareTo(Frequency.HOURLY) < 0) {
      throw unreadable("RRULE", "shifts do not change by " + frequency);
    }
    Instant end = end(rule, zone);
    Recurrence endless = new Recurrence.Builder(rule).until((ICalDate) null).build();
    Iterator<Date> times =
        endless.getDateIterator(new ICalDate(Date.from(first.toInstant(ZoneOffset.UTC))), UTC);
    while (times.hasNext()) {
      LocalDateTime local = LocalDateTime.ofInstant(times.next().toInstant(), ZoneOffset.UTC);
      Instant at = zone.instant(local);
      if (at.isAfter(end) || !at.isBefore(until)) {
        return;
      }
      budget.use();
      starts.add(local);
    }
  }

  /** UNTIL is an instant, a day or a local time; the last shift may begin with it. */
  private static Instant end(Recurrence rule, WallClock.Zone zone) throws PollFailure {
    ICalDate last = rule.getUntil();
    if (last == null) {
      return Instant.MAX;
    }
    LocalDateTime local = WallClock.local(last);
    if (!last.hasTime()) {
      return zone.instant(local.plusDays(1)).minusNanos(1);
    }
    return last.getRawComponents().isUtc() ? local.toInstant(ZoneOffset.UTC) : zone.instant(local);
  }

  static PollFailure unreadable(String where, String what) {
    return new PollFailure(new Fault.Unreadable(where, what));
  }
}
