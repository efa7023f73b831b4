package org.toban.ui.look;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times and spans as the desk writes them: relative under an hour, absolute after, with a zone. */
public record Times(Words words, ZoneId zone) {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm");
  private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
  private static final DateTimeFormatter ZONE = DateTimeFormatter.ofPattern("z", Locale.ENGLISH);

  /** Such as {@code 03:17:42}; stands beside a zone. */
  public String clock(Instant at) {
    return CLOCK.format(at.atZone(zone));
  }

  /** Such as {@code 03:17}; stands beside a zone. */
  public String minute(Instant at) {
    return MINUTE.format(at.atZone(zone));
  }

  /** Such as {@code 03:17:42.105}; stands beside a zone. */
  public String second(Instant at) {
    return SECOND.format(at.atZone(zone));
  }

  /** Such as {@code JST}, for a moment (summer time has another name). */
  public String zoneName(Instant at) {
    return ZONE.format(at.atZone(zone));
  }

  /** The day as its language writes it, such as {@code 11/24} or {@code 24 Nov}. */
  public String day(Instant at) {
    return DateTimeFormatter.ofPattern(words.get("time.day"), words.locale())
        .format(at.atZone(zone));
  }

  /** Date, time and zone: {@code 24 Nov 03:15 JST}; the date is left out for today. */
  public String absolute(Instant at, Instant now) {
    ZonedDateTime then = at.atZone(zone);
    boolean today = then.toLocalDate().equals(now.atZone(zone).toLocalDate());
    return (today ? "" : day(at) + " ") + MINUTE.format(then) + " " + zoneName(at);
  }

  /** Relative under an hour, absolute after. */
  public String when(Instant at, Instant now) {
    Duration age = Duration.between(at, now);
    if (age.isNegative() || age.compareTo(Duration.ofHours(1)) >= 0) {
      return absolute(at, now);
    }
    return words.get("time.ago", span(age));
  }

  /**
   * An age or a length in two units at most: {@code 42s}, {@code 2m 08s}, {@code 1h 04m}, {@code 3d
   * 2h}.
   */
  public String span(Duration span) {
    long seconds = Math.max(0, span.toSeconds());
    if (seconds < 60) {
      return words.get("time.s", seconds);
    }
    if (seconds < 600) {
      return words.get("time.ms", seconds / 60, two(seconds % 60));
    }
    if (seconds < 3600) {
      return words.get("time.m", seconds / 60);
    }
    if (seconds < 86_400) {
      return words.get("time.hm", seconds / 3600, two(seconds / 60 % 60));
    }
    return words.get("time.dh", seconds / 86_400, seconds / 3600 % 24);
  }

  /** How long something took, under a minute to the tenth: {@code 0.8 s}. */
  public String took(Duration span) {
    if (span.toSeconds() < 60) {
      return words.get("time.tenths", String.format(Locale.ROOT, "%.1f", span.toMillis() / 1000.0));
    }
    return span(span);
  }

  /** A countdown or stop-watch: {@code 03:21}, {@code 3:12:05}; days and hours from a day on. */
  public String countdown(Duration span) {
    long seconds = Math.max(0, span.toSeconds());
    if (seconds >= 86_400) {
      return words.get("time.dh", seconds / 86_400, seconds / 3600 % 24);
    }
    String tail = two(seconds / 60 % 60) + ":" + two(seconds % 60);
    return seconds < 3600 ? tail : seconds / 3600 + ":" + tail;
  }

  private static String two(long number) {
    return number < 10 ? "0" + number : Long.toString(number);
  }
}
