package org.toban.ui.panel;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** From the least to the most value of a chart, with round numbers between them. Pure. */
record Scale(double least, double most, List<Double> ticks) {
  private static final int TICKS = 4;
  private static final String[] BYTES = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
  private static final String[] PLAIN = {"", "k", "M", "G", "T", "P"};

  /** For these values and the line of the threshold; from zero when that is near. */
  static Scale of(List<Drawn.Line> lines, @Nullable Double threshold) {
    double least = threshold == null ? Double.POSITIVE_INFINITY : threshold;
    double most = threshold == null ? Double.NEGATIVE_INFINITY : threshold;
    for (Drawn.Line line : lines) {
      double low = line.least();
      double high = line.most();
      least = Double.isNaN(low) ? least : Math.min(least, low);
      most = Double.isNaN(high) ? most : Math.max(most, high);
    }
    if (!Double.isFinite(least) || !Double.isFinite(most)) {
      return new Scale(0, 1, List.of(0.0, 1.0));
    }
    if (least > 0 && (least < most * 0.7 || least == most)) {
      least = 0;
    }
    if (least == most) {
      most = least + 1;
    }
    double step = round((most - least) / TICKS);
    double from = Math.floor(least / step) * step;
    List<Double> ticks = new ArrayList<>();
    double at = from;
    for (int i = 1; at < most && i < 12; i++) {
      ticks.add(at);
      at = from + i * step;
    }
    ticks.add(at);
    return new Scale(from, at, List.copyOf(ticks));
  }

  /** 1, 2 or 5 times a power of ten. */
  private static double round(double step) {
    double power = Math.pow(10, Math.floor(Math.log10(step)));
    double rest = step / power;
    return power * (rest <= 1 ? 1 : rest <= 2 ? 2 : rest <= 5 ? 5 : 10);
  }

  /** A value as it stands on an axis. */
  static String written(double value, String unit) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Double.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
    }
    return switch (unit) {
      case "percent" -> number(value) + " %";
      case "bytes" -> scaled(value, 1024, BYTES, " ");
      case "seconds" -> seconds(value);
      default -> scaled(value, 1000, PLAIN, "");
    };
  }

  private static String scaled(double value, int base, String[] names, String space) {
    double rest = value;
    int i = 0;
    while (Math.abs(rest) >= base && i < names.length - 1) {
      rest /= base;
      i++;
    }
    return number(rest) + (names[i].isEmpty() ? "" : space + names[i]);
  }

  private static String seconds(double value) {
    double size = Math.abs(value);
    if (size > 0 && size < 1) {
      return number(value * 1000) + " ms";
    }
    if (size >= 7200) {
      return number(value / 3600) + " h";
    }
    return size >= 120 ? number(value / 60) + " min" : number(value) + " s";
  }

  /** Three digits at most, never in powers of ten where a person can read it otherwise. */
  private static String number(double value) {
    if (value != 0 && Math.abs(value) < 1e-6) {
      return String.format(Locale.ROOT, "%.2e", value);
    }
    BigDecimal rounded =
        BigDecimal.valueOf(value).round(new MathContext(3, RoundingMode.HALF_EVEN));
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
