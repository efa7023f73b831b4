package org.toban.drill.tools;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.toban.drill.shell.Invocation;

/** {@code date} and {@code sleep}. */
final class TimeTools {

  private TimeTools() {}

  static int sleep(Invocation it) {
    Duration total = Duration.ZERO;
    for (String word : it.arguments()) {
      try {
        total = total.plus(Sizes.duration(word));
      } catch (IllegalArgumentException e) {
        return it.fail(1, String.valueOf(e.getMessage()));
      }
    }
    it.machine().rest(it.process(), total);
    return 0;
  }

  static int date(Invocation it) {
    Flags flags = Flags.parse(it.arguments(), "d", "date");
    Instant now = it.machine().clock().instant();
    String given = flags.value("d", "date").orElse("");
    if (given.startsWith("@")) {
      now = Instant.ofEpochSecond(Long.parseLong(given.substring(1)));
    }
    String format =
        flags.operands().stream()
            .filter(o -> o.startsWith("+"))
            .findFirst()
            .orElse("+%a %b %e %H:%M:%S UTC %Y");
    StringBuilder out = new StringBuilder();
    for (int i = 1; i < format.length(); i++) {
      boolean directive = format.charAt(i) == '%' && i + 1 < format.length();
      out.append(directive ? field(format.charAt(++i), now) : String.valueOf(format.charAt(i)));
    }
    it.println(out.toString());
    return 0;
  }

  private static String field(char directive, Instant now) {
    return switch (directive) {
      case 's' -> String.valueOf(now.getEpochSecond());
      case 'N' -> String.format("%09d", now.getNano());
      case 'F' -> format("yyyy-MM-dd", now);
      case 'T' -> format("HH:mm:ss", now);
      case 'Y' -> format("yyyy", now);
      case 'm' -> format("MM", now);
      case 'd' -> format("dd", now);
      case 'e' -> format("ppd", now);
      case 'H' -> format("HH", now);
      case 'M' -> format("mm", now);
      case 'S' -> format("ss", now);
      case 'a' -> format("EEE", now);
      case 'b' -> format("MMM", now);
      case 'z' -> "+0000";
      case 'Z' -> "UTC";
      case 'n' -> "\n";
      default -> String.valueOf(directive);
    };
  }

  private static String format(String pattern, Instant now) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC).format(now);
  }
}
