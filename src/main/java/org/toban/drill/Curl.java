package org.toban.drill;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.toban.drill.shell.Invocation;
import org.toban.drill.tools.Flags;

/** {@code curl} inside the simulated network; nothing leaves it. */
final class Curl {
  private final Network network;

  Curl(Network network) {
    this.network = network;
  }

  /** How one try ended; the code is curl's exit status. */
  private record Try(int code, String message, int status, String body, double seconds) {}

  int run(Invocation it) {
    Flags flags =
        Flags.parse(
            it.arguments(),
            "o",
            "output",
            "w",
            "write-out",
            "m",
            "max-time",
            "connect-timeout",
            "X",
            "request",
            "d",
            "data",
            "H",
            "header",
            "retry",
            "retry-delay",
            "retry-max-time",
            "u",
            "user",
            "A",
            "resolve",
            "cacert");
    if (flags.operands().isEmpty()) {
      it.complain("curl: try 'curl --help' for more information");
      return 2;
    }
    URI url;
    try {
      String text = flags.operands().getFirst();
      url = URI.create(text.contains("://") ? text : "http://" + text);
    } catch (IllegalArgumentException _) {
      it.complain("curl: (3) URL using bad/illegal format or missing URL");
      return 3;
    }
    return finish(it, flags, tries(it, flags, url));
  }

  private Try tries(Invocation it, Flags flags, URI url) {
    int retries = Integer.parseInt(flags.value("retry").orElse("0"));
    double delay = Double.parseDouble(flags.value("retry-delay").orElse("1"));
    Try last = once(it, flags, url);
    for (int i = 0; i < retries && worthAnother(flags, last); i++) {
      it.machine().rest(it.process(), seconds(delay));
      last = once(it, flags, url);
    }
    return last;
  }

  private static boolean worthAnother(Flags flags, Try last) {
    return (flags.has("retry-all-errors") && last.code() != 0)
        || last.code() == 28
        || (last.code() == 7 && flags.has("retry-connrefused"))
        || last.status() == 429
        || last.status() >= 500;
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis((long) (seconds * 1000));
  }

  private Try once(Invocation it, Flags flags, URI url) {
    double limit = Double.parseDouble(flags.value("m", "max-time").orElse("300"));
    String method = flags.value("X", "request").orElse(flags.has("d", "data") ? "POST" : "GET");
    return switch (network.request(method.toUpperCase(Locale.ROOT), url)) {
      case Network.Reply.Unknown(String name) ->
          new Try(6, "Could not resolve host: " + name, 0, "", 0.01);
      case Network.Reply.Refused(int port) ->
          new Try(
              7,
              "Failed to connect to "
                  + url.getHost()
                  + " port "
                  + port
                  + " after 0 ms: Couldn't connect to server",
              0,
              "",
              0);
      case Network.Reply.Answered(int status, String body, double time) -> {
        it.machine().rest(it.process(), seconds(Math.min(limit, time)));
        yield time > limit
            ? new Try(
                28,
                "Operation timed out after "
                    + (long) (limit * 1000)
                    + " milliseconds with 0 bytes received",
                0,
                "",
                limit)
            : flags.has("f", "fail") && status >= 400
                ? new Try(22, "The requested URL returned error: " + status, status, "", time)
                : new Try(0, "", status, body, time);
      }
    };
  }

  private static int finish(Invocation it, Flags flags, Try result) {
    boolean silent = flags.has("s", "silent") && !flags.has("S", "show-error");
    if (result.code() != 0 && !silent) {
      it.complain("curl: (" + result.code() + ") " + result.message());
    }
    String output = flags.value("o", "output").orElse("");
    String head =
        flags.has("i", "I", "include", "head") ? "HTTP/1.1 " + result.status() + "\r\n\r\n" : "";
    if (output.isEmpty()) {
      it.print(head + (flags.has("I") ? "" : result.body()));
    } else if (!output.equals("/dev/null")) {
      it.files()
          .write(it.path(output), result.body().getBytes(StandardCharsets.UTF_8), false, it.user());
    }
    flags.value("w", "write-out").ifPresent(format -> it.print(written(format, result)));
    return result.code();
  }

  private static String written(String format, Try result) {
    return format
        .replace("%{http_code}", String.format("%03d", result.status()))
        .replace("%{response_code}", String.format("%03d", result.status()))
        .replace("%{time_total}", String.format(Locale.ROOT, "%.6f", result.seconds()))
        .replace("\\n", "\n")
        .replace("\\t", "\t");
  }
}
