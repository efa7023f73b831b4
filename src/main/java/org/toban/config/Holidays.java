package org.toban.config;

import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Public holidays by country, or by country and part of it, such as {@code DE-BY}. */
final class Holidays {
  private Holidays() {}

  /** Whether a date is a public holiday there; empty for a code that nobody knows. */
  static Optional<Predicate<LocalDate>> of(String code) {
    String[] parts = code.toLowerCase(Locale.ROOT).split("-");
    if (parts[0].equals("jp")) {
      // jollyday 2.19 knows neither Japan's equinoxes nor its substitute holidays
      return parts.length == 1 ? Optional.of(JapaneseHolidays::isHoliday) : Optional.empty();
    }
    Set<String> known = HolidayManager.getSupportedCalendarCodes();
    if (!known.contains(parts[0].toUpperCase(Locale.ROOT))) {
      return Optional.empty();
    }
    HolidayManager holidays = HolidayManager.getInstance(ManagerParameters.create(parts[0]));
    String[] region = Arrays.copyOfRange(parts, 1, parts.length);
    if (region.length > 0
        && !holidays.getCalendarHierarchy().getChildren().containsKey(region[0])) {
      return Optional.empty();
    }
    return Optional.of(date -> holidays.isHoliday(date, region));
  }
}
