package org.toban.runbook.request;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Scheme, host and port of a URL as one text, in which equal servers are equal: lower case, without
 * the scheme's usual port. The name of the place that a request goes to.
 */
public final class Origin {
  private static final Pattern URL =
      Pattern.compile(
          "(?i)(https?)://([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\\[[0-9a-f:.]+])(?::(\\d{1,5}))?(/.*|\\?.*|)");

  private Origin() {}

  /** A URL in its two parts. */
  record Divided(String origin, String rest) {}

  static Optional<Divided> divide(String url) {
    Matcher parts = URL.matcher(url);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String scheme = parts.group(1).toLowerCase(Locale.ROOT);
    int usual = scheme.equals("https") ? 443 : 80;
    int port = parts.group(3) == null ? usual : Integer.parseInt(parts.group(3));
    if (port < 1 || port > 65535 || parts.group(2).contains("..")) {
      return Optional.empty();
    }
    String origin =
        scheme
            + "://"
            + parts.group(2).toLowerCase(Locale.ROOT)
            + (port == usual ? "" : ":" + port);
    return Optional.of(new Divided(origin, parts.group(4)));
  }

  /** The origin that a text states alone, without a path. */
  public static Optional<String> of(String text) {
    return divide(text)
        .filter(it -> it.rest().isEmpty() || it.rest().equals("/"))
        .map(Divided::origin);
  }

  /** Whether nobody on the way can read what is sent there: TLS, or this machine itself. */
  public static boolean isSafe(String origin) {
    return origin.startsWith("https://")
        || origin.matches("http://(?:127\\.0\\.0\\.1|localhost|\\[::1])(?::\\d+)?");
  }
}
