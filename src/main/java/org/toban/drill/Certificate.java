package org.toban.drill;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A pretended certificate: a PEM envelope around a subject and an end. */
record Certificate(String subject, Instant notAfter) {
  static final String FILE = "/etc/letsencrypt/live/mks/fullchain.pem";
  private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
  private static final String END = "-----END CERTIFICATE-----";
  private static final DateTimeFormatter PRINTED =
      DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss yyyy 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  String pem() {
    String body = "practice;" + subject + ";" + notAfter.getEpochSecond();
    return BEGIN
        + "\n"
        + Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8))
        + "\n"
        + END
        + "\n";
  }

  /** Reads the first certificate in a text; null when there is none. */
  static @Nullable Certificate read(String text) {
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      return null;
    }
    try {
      byte[] body = Base64.getDecoder().decode(text.substring(begin + BEGIN.length(), end).strip());
      String[] parts = new String(body, StandardCharsets.UTF_8).split(";");
      return new Certificate(parts[1], Instant.ofEpochSecond(Long.parseLong(parts[2])));
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException _) {
      return null;
    }
  }

  Duration left(Instant now) {
    return Duration.between(now, notAfter);
  }

  /** As openssl prints a date. */
  String printedEnd() {
    return PRINTED.format(notAfter);
  }
}
