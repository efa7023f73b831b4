package org.toban.source.oncall;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.ParseWarning;
import biweekly.property.RawProperty;
import biweekly.property.RecurrenceId;
import biweekly.property.Status;
import biweekly.util.ICalDate;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.toban.incident.Schedule;
import org.toban.incident.Shift;
import org.toban.source.fault.PollFailure;

/**
 * Reads an iCalendar as a schedule. All of it or nothing: one event that is not understood could be
 * the shift of tonight.
 */
final class ShiftFormat {
  /** What decides when a shift is: a fault in one of them is no small thing. */
  private static final Set<String> TIMES =
      Set.of("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID");

  private static final Duration BEHIND = Duration.ofDays(2);
  private static final Duration AHEAD = Duration.ofDays(92);

  private final ZoneId usual;
  private final String who;
  private final Recurring.Budget budget = new Recurring.Budget();

  /**
   * A format.
   *
   * @param usual the zone where the calendar names none
   * @param who whose shifts they are when an event names nobody; empty for a fault then
   */
  ShiftFormat(ZoneId usual, String who) {
    this.usual = usual;
    this.who = who;
  }

  /**
   * The shifts around an instant: from two days before it to three months after it.
   *
   * @throws PollFailure when the text is not a whole calendar that can be understood
   */
  Schedule read(String text, Instant now) throws PollFailure {
    String whole = text.strip();
    if (!whole.regionMatches(true, 0, "BEGIN:VCALENDAR", 0, 15)) {
      throw Recurring.unreadable("its beginning", "it is no iCalendar");
    }
    if (!whole.toUpperCase(Locale.ROOT).endsWith("END:VCALENDAR")) {
      throw Recurring.unreadable("its end", "it is cut off before END:VCALENDAR");
    }
    List<List<ParseWarning>> warnings = new ArrayList<>();
    List<ICalendar> calendars;
    try {
      calendars = Biweekly.parse(whole).warnings(warnings).all();
    } catch (RuntimeException e) {
      throw Recurring.unreadable("the calendar", String.valueOf(e.getMessage()));
    }
    for (ParseWarning it : warnings.stream().flatMap(List::stream).toList()) {
      if (it.getPropertyName() != null && TIMES.contains(it.getPropertyName())) {
        throw Recurring.unreadable("line " + it.getLineNumber(), String.valueOf(it.getMessage()));
      }
    }
    Instant from = now.minus(BEHIND);
    Instant until = now.plus(AHEAD);
    List<Shift> shifts = new ArrayList<>();
    int events = 0;
    for (ICalendar calendar : calendars) {
      events += calendar.getEvents().size();
      addShifts(calendar, from, until, shifts);
    }
    if (events == 0) {
      throw Recurring.unreadable("the calendar", "there is no event in it");
    }
    return new Schedule(shifts, from, until);
  }

  private void addShifts(ICalendar calendar, Instant from, Instant until, List<Shift> shifts)
      throws PollFailure {
    WallClock clock = new WallClock(calendar.getTimezoneInfo(), zone(calendar));
    Map<String, Set<Instant>> replaced = new HashMap<>();
    for (VEvent event : calendar.getEvents()) {
      RecurrenceId id = event.getRecurrenceId();
      if (id != null) {
        if (id.getRange() != null) {
          throw Recurring.unreadable("RECURRENCE-ID", "a RANGE is not understood here");
        }
        replaced
            .computeIfAbsent(uid(event), it -> new HashSet<>())
            .add(clock.instant(id, id.getValue()));
      }
    }
    for (VEvent event : calendar.getEvents()) {
      boolean single = event.getRecurrenceId() != null;
      Set<Instant> but = single ? Set.of() : replaced.getOrDefault(uid(event), Set.of());
      if (!isCancelled(event)) {
        addShifts(event, clock, from, until, but, shifts);
      }
    }
  }

  private void addShifts(
      VEvent event,
      WallClock clock,
      Instant from,
      Instant until,
      Set<Instant> but,
      List<Shift> shifts)
      throws PollFailure {
    if (event.getDateStart() == null) {
      throw Recurring.unreadable("event " + uid(event), "it has no DTSTART");
    }
    if (!event.getProperties(biweekly.property.ExceptionRule.class).isEmpty()) {
      throw Recurring.unreadable("EXRULE", "it is not understood here");
    }
    ICalDate first = event.getDateStart().getValue();
    WallClock.Zone zone = clock.zone(event.getDateStart(), first);
    Length length = Length.of(event, clock);
    for (LocalDateTime start : new Recurring(event, clock, until, budget).starts()) {
      Instant begin = zone.instant(start);
      Instant end = length.end(start, zone);
      if (!but.contains(begin) && begin.isBefore(end) && end.isAfter(from)) {
        shifts.add(new Shift(ShiftNames.of(event, who), begin, end));
      }
    }
  }

  private static String uid(VEvent event) {
    return event.getUid() == null ? "" : String.valueOf(event.getUid().getValue());
  }

  private static boolean isCancelled(VEvent event) {
    Status status = event.getStatus();
    return status != null && status.isCancelled();
  }

  /** Many calendars name their zone only so. */
  private ZoneId zone(ICalendar calendar) {
    RawProperty named = calendar.getExperimentalProperty("X-WR-TIMEZONE");
    String name = named == null ? null : named.getValue();
    return zoneOr(name, usual);
  }

  private static ZoneId zoneOr(@Nullable String name, ZoneId otherwise) {
    try {
      return name == null ? otherwise : ZoneId.of(name.strip());
    } catch (DateTimeException e) {
      return otherwise;
    }
  }
}
