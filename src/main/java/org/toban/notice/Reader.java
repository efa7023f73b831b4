package org.toban.notice;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.toban.alert.Severity;

/**
 * Who reads the notices of a channel.
 *
 * @param language {@code ja} for Japanese, else English
 * @param zone of the times in a text
 */
public record Reader(Locale language, ZoneId zone) {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT);
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

  /** The word for a severity. */
  public String severity(Severity severity) {
    return NoticeWords.of(language).severity(severity);
  }

  /** The time of day, {@code 14:05}. */
  String clock(Instant at) {
    return CLOCK.format(at.atZone(zone));
  }

  /** The day and the time, {@code 2026-11-24 14:05:00 +09:00}. */
  public String dayAndClock(Instant at) {
    return DAY.format(at.atZone(zone));
  }
}
