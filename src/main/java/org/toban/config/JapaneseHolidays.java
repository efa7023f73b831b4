package org.toban.config;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.time.temporal.TemporalAdjusters;
import java.util.Map;

/**
 * The national holidays of Japan (国民の祝日に関する法律) from 2007 on: fixed days, Happy Mondays, equinoxes,
 * substitute holidays and the days between two holidays. The equinoxes follow the approximation of
 * the National Astronomical Observatory's figures, good for 1980 to 2099.
 */
final class JapaneseHolidays {
  private JapaneseHolidays() {}

  private static final Map<LocalDate, Boolean> MOVED = movedForTheOlympics();

  static boolean isHoliday(LocalDate date) {
    return isNamed(date) || isSubstitute(date) || isBetweenTwo(date);
  }

  /** 振替休日: the next day that is none, after a holiday on a Sunday. */
  private static boolean isSubstitute(LocalDate date) {
    for (LocalDate day = date.minusDays(1); isNamed(day); day = day.minusDays(1)) {
      if (day.getDayOfWeek() == DayOfWeek.SUNDAY) {
        return true;
      }
    }
    return false;
  }

  /** 国民の休日: a day between two holidays. */
  private static boolean isBetweenTwo(LocalDate date) {
    return isNamed(date.minusDays(1)) && isNamed(date.plusDays(1));
  }

  private static boolean isNamed(LocalDate date) {
    Boolean moved = MOVED.get(date);
    if (moved != null) {
      return moved;
    }
    int year = date.getYear();
    return switch (date.getMonth()) {
      case JANUARY -> date.getDayOfMonth() == 1 || isMonday(date, 2);
      case FEBRUARY -> date.getDayOfMonth() == 11 || (date.getDayOfMonth() == 23 && year >= 2020);
      case MARCH -> date.getDayOfMonth() == equinox(20.8431, year);
      case APRIL -> date.getDayOfMonth() == 29;
      case MAY -> date.getDayOfMonth() >= 3 && date.getDayOfMonth() <= 5;
      case JUNE -> false;
      case JULY -> isMonday(date, 3);
      case AUGUST -> date.getDayOfMonth() == 11 && year >= 2016;
      case SEPTEMBER -> isMonday(date, 3) || date.getDayOfMonth() == equinox(23.2488, year);
      case OCTOBER -> isMonday(date, 2);
      case NOVEMBER -> date.getDayOfMonth() == 3 || date.getDayOfMonth() == 23;
      case DECEMBER -> date.getDayOfMonth() == 23 && year <= 2018;
    };
  }

  private static boolean isMonday(LocalDate date, int ordinal) {
    return date.equals(date.with(TemporalAdjusters.dayOfWeekInMonth(ordinal, DayOfWeek.MONDAY)));
  }

  private static int equinox(double day1980, int year) {
    return (int) (day1980 + 0.242194 * (year - 1980)) - (year - 1980) / 4;
  }

  /** The laws that moved three holidays of 2020 and 2021, and made the accession of 2019 one. */
  private static Map<LocalDate, Boolean> movedForTheOlympics() {
    Map<LocalDate, Boolean> moved = new java.util.HashMap<>();
    moved.put(LocalDate.of(2019, Month.MAY, 1), true);
    moved.put(LocalDate.of(2019, Month.OCTOBER, 22), true);
    for (MonthDay on :
        new MonthDay[] {MonthDay.of(7, 23), MonthDay.of(7, 24), MonthDay.of(8, 10)}) {
      moved.put(on.atYear(2020), true);
    }
    for (MonthDay off :
        new MonthDay[] {MonthDay.of(7, 20), MonthDay.of(8, 11), MonthDay.of(10, 12)}) {
      moved.put(off.atYear(2020), false);
    }
    for (MonthDay on : new MonthDay[] {MonthDay.of(7, 22), MonthDay.of(7, 23), MonthDay.of(8, 8)}) {
      moved.put(on.atYear(2021), true);
    }
    for (MonthDay off :
        new MonthDay[] {MonthDay.of(7, 19), MonthDay.of(8, 11), MonthDay.of(10, 11)}) {
      moved.put(off.atYear(2021), false);
    }
    return Map.copyOf(moved);
  }
}
