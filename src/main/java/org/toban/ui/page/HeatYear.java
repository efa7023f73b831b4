package org.toban.ui.page;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Map;

/**
 * A year of days as weeks beside each other, each from Monday to Sunday, with how much happened.
 *
 * @param first the Monday of the first week
 * @param last today, in the last week
 * @param counts of days that have any
 * @param most of any day
 */
record HeatYear(LocalDate first, LocalDate last, Map<LocalDate, Long> counts, long most) {
  static final int WEEKS = 53;

  /** A day with anything has one of these strengths, from 1. */
  static final int LEVELS = 4;

  static HeatYear of(Map<LocalDate, Long> counts, LocalDate today) {
    LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    LocalDate first = monday.minusWeeks(WEEKS - 1);
    long most = 0;
    for (var day : counts.entrySet()) {
      boolean shown = !day.getKey().isBefore(first) && !day.getKey().isAfter(today);
      most = shown ? Math.max(most, day.getValue()) : most;
    }
    return new HeatYear(first, today, Map.copyOf(counts), most);
  }

  long count(LocalDate day) {
    return counts.getOrDefault(day, 0L);
  }

  /** 0 for a day without any; one bad day does not make all others look alike. */
  int level(LocalDate day) {
    long count = count(day);
    return count == 0 || most == 0
        ? 0
        : (int) Math.clamp(Math.ceil(LEVELS * Math.sqrt((double) count / most)), 1, LEVELS);
  }

  LocalDate day(int week, int weekday) {
    return first.plusDays(week * 7L + weekday);
  }

  boolean has(LocalDate day) {
    return !day.isBefore(first) && !day.isAfter(last);
  }

  /** The nearest day that is shown. */
  LocalDate within(LocalDate day) {
    return day.isBefore(first) ? first : day.isAfter(last) ? last : day;
  }
}
