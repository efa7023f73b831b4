package org.toban.source;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.toban.source.json.Names;
import org.toban.source.json.Timestamp;
import org.toban.source.json.Tokens;

/**
 * When a server's process began: {@code uptime} of Alertmanager's {@code /api/v2/status} (since
 * 0.16), {@code data.startTime} of Prometheus' {@code /api/v1/status/runtimeinfo} (since 2.14).
 */
enum StartFormat {
  ALERTMANAGER("api/v2/status", "", "uptime"),
  GRAFANA("api/alertmanager/grafana/api/v2/status", "", "uptime"),
  PROMETHEUS("api/v1/status/runtimeinfo", "data", "startTime");

  private final String path;
  private final String section;
  private final String field;

  /** {@code section} is the object that the field stands in, empty for the root. */
  StartFormat(String path, String section, String field) {
    this.path = path;
    this.section = section;
    this.field = field;
  }

  /** Grafana's answer for its own Alertmanager says nothing of its start, which leaves it open. */
  static StartFormat of(SourceSettings.Kind kind) {
    return switch (kind) {
      case ALERTMANAGER -> ALERTMANAGER;
      case GRAFANA -> GRAFANA;
      case PROMETHEUS -> PROMETHEUS;
      case LOKI, ELASTICSEARCH ->
          throw new IllegalArgumentException(kind + " has lines of logs, not alerts");
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
      if (!section.isEmpty() && !enter(tokens, section)) {
        return null;
      }
      return enter(tokens, field) ? time(tokens) : null;
    }
  }

  /** Goes into an object, up to the value of a name; false when it has none such. */
  private static boolean enter(Tokens tokens, String wanted) throws IOException {
    tokens.open(JsonToken.START_OBJECT, "an object");
    Names names = new Names(wanted);
    names.begin();
    for (String name = names.next(tokens); name != null; name = names.next(tokens)) {
      if (name.equals(wanted)) {
        return true;
      }
      tokens.skip();
    }
    return false;
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
