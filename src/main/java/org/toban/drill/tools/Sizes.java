package org.toban.drill.tools;

import java.time.Duration;
import java.util.Locale;

/** Sizes and durations as commands read and print them. */
public final class Sizes {
  private Sizes() {}

  /** As {@code -h} prints: {@code 512}, {@code 4.0K}, {@code 12G}; powers of 1024, rounded up. */
  public static String human(long bytes) {
    String units = "KMGTP";
    double value = bytes;
    int unit = -1;
    while (value >= 1024 && unit < units.length() - 1) {
      value /= 1024;
      unit++;
    }
    if (unit < 0) {
      return String.valueOf(bytes);
    }
    String number =
        value < 10
            ? String.format(Locale.ROOT, "%.1f", Math.ceil(value * 10) / 10)
            : String.valueOf((long) Math.ceil(value));
    return number + units.charAt(unit);
  }

  /** Reads what {@link #human} prints, for {@code sort -h}. */
  static double parse(String text) {
    String number = text.strip().replaceFirst("^([-+]?[0-9.]*).*$", "$1");
    String rest = text.strip().substring(number.length());
    int unit = rest.isEmpty() ? -1 : "KMGTP".indexOf(Character.toUpperCase(rest.charAt(0)));
    return number.isEmpty() ? 0 : Double.parseDouble(number) * Math.pow(1024, unit + 1);
  }

  /** Seconds, or with a unit: {@code 1.5}, {@code 2m}, {@code 1h}, {@code 1d}. */
  static Duration duration(String text) {
    if (!text.matches("[0-9]*\\.?[0-9]+[smhd]?")) {
      throw new IllegalArgumentException("invalid time interval ‘" + text + "’");
    }
    char unit = text.charAt(text.length() - 1);
    double number = Double.parseDouble(text.replaceAll("[smhd]", ""));
    double seconds =
        switch (unit) {
          case 'm' -> number * 60;
          case 'h' -> number * 3600;
          case 'd' -> number * 86400;
          default -> number;
        };
    return Duration.ofMillis((long) (seconds * 1000));
  }
}
