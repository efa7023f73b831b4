package org.toban.source.json;

/**
 * Reads a date and time of RFC 3339 from characters without building objects: years 0000 to 9999,
 * up to nine digits of a second, {@code Z} or an offset.
 */
public final class Timestamp {
  private static final int[] DAYS_BEFORE_MONTH = {
    0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365
  };
  private static final int DAYS_BEFORE_1970 = 719_528;

  private char[] text = new char[0];
  private int at;
  private int end;
  private boolean wrong;
  private long seconds;
  private int nanos;

  /** Whether the text is a timestamp; then {@link #seconds()} and {@link #nanos()} are its. */
  public boolean parse(char[] characters, int start, int length) {
    text = characters;
    at = start;
    end = start + length;
    wrong = false;
    long days = date();
    take('T');
    seconds = days * 86_400 + timeOfDay();
    nanos = fraction();
    seconds -= offset();
    return !wrong && at == end;
  }

  /** Since 1970-01-01T00:00:00Z. */
  public long seconds() {
    return seconds;
  }

  public int nanos() {
    return nanos;
  }

  private long date() {
    int year = number(4, 0, 9999);
    take('-');
    int month = number(2, 1, 12);
    take('-');
    boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    int longest =
        wrong
            ? 0
            : DAYS_BEFORE_MONTH[month]
                - DAYS_BEFORE_MONTH[month - 1]
                + (leap && month == 2 ? 1 : 0);
    int day = number(2, 1, longest);
    if (wrong) {
      return 0;
    }
    long days = 365L * year + (year + 3) / 4 - (year + 99) / 100 + (year + 399) / 400;
    return days
        + DAYS_BEFORE_MONTH[month - 1]
        + (leap && month > 2 ? 1 : 0)
        + day
        - 1
        - DAYS_BEFORE_1970;
  }

  private int timeOfDay() {
    int hour = number(2, 0, 23);
    take(':');
    int minute = number(2, 0, 59);
    take(':');
    return (hour * 60 + minute) * 60 + number(2, 0, 59);
  }

  private int fraction() {
    if (at >= end || text[at] != '.') {
      return 0;
    }
    at++;
    int value = 0;
    int digits = 0;
    while (at < end && isDigit(text[at]) && digits < 9) {
      value = value * 10 + text[at++] - '0';
      digits++;
    }
    wrong |= digits == 0;
    for (int i = digits; i < 9; i++) {
      value *= 10;
    }
    return value;
  }

  /** Seconds that local time is ahead of UTC. */
  private int offset() {
    if (at < end && text[at] == 'Z') {
      at++;
      return 0;
    }
    boolean behind = at < end && text[at] == '-';
    if (behind) {
      at++;
    } else {
      take('+');
    }
    int hours = number(2, 0, 23);
    take(':');
    int seconds = (hours * 60 + number(2, 0, 59)) * 60;
    return behind ? -seconds : seconds;
  }

  private void take(char expected) {
    wrong |= at >= end || text[at++] != expected;
  }

  private int number(int digits, int least, int most) {
    if (end - at < digits) {
      wrong = true;
      return least;
    }
    int value = 0;
    for (int i = 0; i < digits; i++) {
      wrong |= !isDigit(text[at]);
      value = value * 10 + text[at++] - '0';
    }
    wrong |= value < least || value > most;
    return wrong ? least : value;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
