package org.toban.source.oncall;

import biweekly.io.TimezoneAssignment;
import biweekly.io.TimezoneInfo;
import biweekly.property.ICalProperty;
import biweekly.util.DateTimeComponents;
import biweekly.util.ICalDate;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.TimeZone;
import org.toban.source.fault.Fault;
import org.toban.source.fault.PollFailure;

/**
 * Local times of a calendar as instants. The library gives what stands in the file and the zone;
 * the arithmetic is java.time's, whose rules for gaps and overlaps are those of RFC 5545, 3.3.5: a
 * time that a gap leaves out counts with the offset before it, one that occurs twice is the first.
 */
final class WallClock {
  private static final String ZONE = "TZID";

  private final TimezoneInfo zones;
  private final ZoneId floating;

  /**
   * A clock.
   *
   * @param floating the zone of days and of times that name none
   */
  WallClock(TimezoneInfo zones, ZoneId floating) {
    this.zones = zones;
    this.floating = floating;
  }

  /** From a local time to the instant. */
  @FunctionalInterface
  interface Zone {
    Instant instant(LocalDateTime local);
  }

  /**
   * The zone that a value of a property is meant in.
   *
   * @throws PollFailure when the file names one that nobody knows
   */
  Zone zone(ICalProperty property, ICalDate value) throws PollFailure {
    if (value.getRawComponents() != null && value.getRawComponents().isUtc()) {
      return local -> local.toInstant(ZoneOffset.UTC);
    }
    TimezoneAssignment assigned = value.hasTime() ? zones.getTimezone(property) : null;
    String unknown = property.getParameters().first(ZONE);
    if (assigned == null && unknown != null && value.hasTime()) {
      throw new PollFailure(
          new Fault.Unreadable("TZID", "the calendar has no time zone '" + unknown + "'"));
    }
    return assigned == null ? in(floating) : in(assigned);
  }

  private static Zone in(ZoneId zone) {
    return local -> local.atZone(zone).toInstant();
  }

  /** A name of the time zone database means its rules; else the calendar's own rules count. */
  private static Zone in(TimezoneAssignment assigned) {
    TimeZone zone = assigned.getTimeZone();
    try {
      return in(ZoneId.of(zone.getID()));
    } catch (DateTimeException e) {
      return local -> by(zone, local);
    }
  }

  private static Instant by(TimeZone zone, LocalDateTime local) {
    Instant asUtc = local.toInstant(ZoneOffset.UTC);
    Duration before = offset(zone, asUtc.minus(Duration.ofDays(1)));
    Duration after = offset(zone, asUtc.plus(Duration.ofDays(1)));
    Instant first = asUtc.minus(before);
    Instant second = asUtc.minus(after);
    boolean begun = !offset(zone, first).equals(before) && offset(zone, second).equals(after);
    return begun ? second : first;
  }

  private static Duration offset(TimeZone zone, Instant at) {
    return Duration.ofMillis(zone.getOffset(at.toEpochMilli()));
  }

  /** What stands in the file, without a zone. */
  static LocalDateTime local(ICalDate value) throws PollFailure {
    DateTimeComponents it = value.getRawComponents();
    if (it == null) {
      throw new PollFailure(new Fault.Unreadable("a date", "it is not written as one"));
    }
    try {
      LocalDateTime day = LocalDateTime.of(it.getYear(), it.getMonth(), it.getDate(), 0, 0);
      // 60 is a leap second, which no clock of a shift needs
      return value.hasTime()
          ? day.withHour(it.getHour()).withMinute(it.getMinute()).withSecond(it.getSecond() % 60)
          : day;
    } catch (DateTimeException e) {
      throw new PollFailure(new Fault.Unreadable("the date " + it, "there is no such date"));
    }
  }

  Instant instant(ICalProperty property, ICalDate value) throws PollFailure {
    return zone(property, value).instant(local(value));
  }
}
