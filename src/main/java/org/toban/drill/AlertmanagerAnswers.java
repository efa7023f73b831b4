package org.toban.drill;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The JSON of Alertmanager's API, in the shape and order of a real 0.25. */
final class AlertmanagerAnswers {
  /** One that has only just started would not be believed yet. */
  private static final Duration UP = Duration.ofDays(3);

  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final Duration VALID = Duration.ofMinutes(4);

  private final AlertBook book;
  private final Instant started;

  AlertmanagerAnswers(AlertBook book, Instant started) {
    this.book = book;
    this.started = started;
  }

  /** {@code GET /api/v2/alerts}. */
  String alerts(String prometheus) {
    List<FiredAlert> firing = book.firing();
    firing.sort(Comparator.comparing(FiredAlert::fingerprint));
    return Json.write(json -> {
      json.writeStartArray();
      for (FiredAlert alert : firing) {
        alert(json, alert, prometheus);
      }
      json.writeEndArray();
    });
  }

  private void alert(JsonGenerator json, FiredAlert alert, String prometheus) throws IOException {
    json.writeStartObject();
    Json.object(json, "annotations", alert.annotations());
    json.writeStringField("endsAt", MILLIS.format(book.evaluatedAt().plus(VALID)));
    json.writeStringField("fingerprint", alert.fingerprint());
    json.writeArrayFieldStart("receivers");
    json.writeStartObject();
    json.writeStringField("name", "practice");
    json.writeEndObject();
    json.writeEndArray();
    json.writeStringField("startsAt", MILLIS.format(alert.firingSince()));
    json.writeObjectFieldStart("status");
    json.writeArrayFieldStart("inhibitedBy");
    json.writeEndArray();
    json.writeArrayFieldStart("silencedBy");
    json.writeEndArray();
    json.writeStringField("state", "active");
    json.writeEndObject();
    json.writeStringField("updatedAt", MILLIS.format(book.evaluatedAt()));
    json.writeStringField(
        "generatorURL",
        prometheus
            + "/graph?g0.expr="
            + URLEncoder.encode(alert.rule().expression(), StandardCharsets.UTF_8)
            + "&g0.tab=1");
    Json.object(json, "labels", alert.labels());
    json.writeEndObject();
  }

  /** {@code GET /api/v2/status}. */
  String status() {
    return Json.write(json -> {
      json.writeStartObject();
      json.writeObjectFieldStart("cluster");
      json.writeArrayFieldStart("peers");
      json.writeEndArray();
      json.writeStringField("status", "disabled");
      json.writeEndObject();
      Json.object(
          json,
          "config",
          Map.of(
              "original",
              "# practice\nroute:\n  receiver: practice\nreceivers:\n- name: practice\n"));
      json.writeStringField("uptime", MILLIS.format(started.minus(UP)));
      Json.object(json, "versionInfo", Json.version("0.25.0"));
      json.writeEndObject();
    });
  }
}
