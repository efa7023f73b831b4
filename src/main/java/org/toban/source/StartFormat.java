package org.toban.source;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.CharBuffer;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.toban.source.json.Names;
import org.toban.source.json.Timestamp;
import org.toban.source.json.Tokens;

/**
 * What a server says of itself, above all when its process began: {@code uptime} of Alertmanager's
 * {@code /api/v2/status} (since 0.16), {@code data.startTime} of Prometheus' {@code
 * /api/v1/status/runtimeinfo} (since 2.14).
 */
enum StartFormat {
  ALERTMANAGER("api/v2/status", "", "uptime"),
  GRAFANA("api/alertmanager/grafana/api/v2/status", "", "uptime"),
  PROMETHEUS("api/v1/status/runtimeinfo", "data", "startTime");

  /** In the configuration that Alertmanager writes out itself, so always indented below a route. */
  private static final Pattern SCHEDULE =
      Pattern.compile("(?m)^ +(?:- +)?(?:mute|active)_time_intervals:");

  private static final Pattern VERSION = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})");

  /** From 0.28 on the groups say what is muted. */
  private static final int SAYS_MUTED = 28;

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
      case LOKI, ELASTICSEARCH, CALENDAR ->
          throw new IllegalArgumentException(kind + " has lines of logs, not alerts");
    };
  }

  /** Below the URL of the source. */
  String path() {
    return path;
  }

  /**
   * What it said.
   *
   * @param startedAt null when it did not say
   * @param mutes whether alerts may be muted by a time interval that only the groups name
   */
  record Said(@Nullable Instant startedAt, boolean mutes) {}

  /**
   * Reads an answer as far as it is needed.
   *
   * @throws PollFailure when the answer has another shape
   */
  Said read(InputStream answer) throws IOException {
    try (Tokens tokens = new Tokens(answer)) {
      if (section.isEmpty()) {
        return alertmanager(tokens);
      }
      boolean says = enter(tokens, section) && enter(tokens, field);
      return new Said(says ? time(tokens) : null, false);
    }
  }

  private Said alertmanager(Tokens tokens) throws IOException {
    Instant startedAt = null;
    boolean scheduled = false;
    String version = "";
    tokens.open(JsonToken.START_OBJECT, "an object");
    Names names = new Names("cluster", "config", "uptime", "versionInfo");
    names.begin();
    for (String name = names.next(tokens); name != null; name = names.next(tokens)) {
      if (name.equals(field)) {
        startedAt = time(tokens);
      } else if (name.equals("config")) {
        scheduled = isScheduled(tokens);
      } else if (name.equals("versionInfo")) {
        version = tokens.strings("a version").getOrDefault("version", "");
      } else {
        tokens.skip();
      }
    }
    return new Said(startedAt, scheduled && this == ALERTMANAGER && saysMuted(version));
  }

  /** Whether a route has time intervals. */
  private static boolean isScheduled(Tokens tokens) throws IOException {
    if (!enter(tokens, "original")) {
      return false;
    }
    tokens.openText("a configuration");
    CharBuffer text = CharBuffer.wrap(tokens.text(), tokens.start(), tokens.length());
    boolean scheduled = SCHEDULE.matcher(text).find();
    while (tokens.nextName() != null) {
      tokens.skip();
    }
    return scheduled;
  }

  /** A version of an unknown kind is asked: its answer tells. */
  private static boolean saysMuted(String version) {
    Matcher numbers = VERSION.matcher(version);
    return !numbers.lookingAt()
        || Integer.parseInt(numbers.group(1)) > 0
        || Integer.parseInt(numbers.group(2)) >= SAYS_MUTED;
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
