package org.toban.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as Prometheus writes them: {@code 15s}, {@code 1h30m}, {@code 500ms}. */
public final class Spans {
  private static final Pattern SPAN =
      Pattern.compile(
          "(?:(\\d{1,9})y)?(?:(\\d{1,9})w)?(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?"
              + "(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");
  private static final long[] MILLIS = {
    365L * 86_400_000, 7L * 86_400_000, 86_400_000, 3_600_000, 60_000, 1_000, 1
  };

  private Spans() {}

  /** Units from large to small, each at most once; empty for anything else. */
  public static Optional<Duration> parse(String text) {
    Matcher found = SPAN.matcher(text);
    if (text.equals("0")) {
      return Optional.of(Duration.ZERO);
    }
    if (text.isEmpty() || !found.matches()) {
      return Optional.empty();
    }
    Duration sum = Duration.ZERO;
    for (int unit = 0; unit < MILLIS.length; unit++) {
      String number = found.group(unit + 1);
      if (number != null) {
        sum = sum.plus(Duration.ofMillis(MILLIS[unit]).multipliedBy(Long.parseLong(number)));
      }
    }
    return Optional.of(sum);
  }
}
