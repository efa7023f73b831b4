package org.toban.source;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a server's process began: {@code uptime} of Alertmanager's {@code /api/v2/status} (since
 * 0.16), {@code data.startTime} of Prometheus' {@code /api/v1/status/runtimeinfo} (since 2.14).
 */
enum StartFormat {
  ALERTMANAGER("api/v2/status", "uptime"),
  PROMETHEUS("api/v1/status/runtimeinfo", "data", "startTime");

  private final String path;
  private final String[] fields;

  StartFormat(String path, String... fields) {
    this.path = path;
    this.fields = fields;
  }

  static StartFormat of(SourceSettings.Kind kind) {
    return switch (kind) {
      case ALERTMANAGER -> ALERTMANAGER;
      case PROMETHEUS -> PROMETHEUS;
    };
  }

  /** Below the URL of the source. */
  String path() {
    return path;
  }

  /**
   * Reads an answer as far as the time stands in it.
   *
   * @throws PollFailure when the answer has another shape
   */
  @Nullable Instant read(InputStream answer) throws IOException {
    try (Tokens tokens = new Tokens(answer)) {
      return read(tokens, 0);
    }
  }

  private @Nullable Instant read(Tokens tokens, int depth) throws IOException {
    tokens.open(JsonToken.START_OBJECT, "an object");
    Names names = new Names(fields[depth]);
    names.begin();
    for (String name = names.next(tokens); name != null; name = names.next(tokens)) {
      if (!name.equals(fields[depth])) {
        tokens.skip();
      } else if (depth + 1 < fields.length) {
        return read(tokens, depth + 1);
      } else {
        return time(tokens);
      }
    }
    return null;
  }

  private static Instant time(Tokens tokens) throws IOException {
    Timestamp time = new Timestamp();
    tokens.openText("a time");
    if (!time.parse(tokens.text(), tokens.start(), tokens.length())) {
      throw tokens.unreadable("not a time of RFC 3339: '" + tokens.excerpt() + "'");
    }
    return Instant.ofEpochSecond(time.seconds(), time.nanos());
  }
}
