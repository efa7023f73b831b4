package org.toban.drill;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The JSON of Prometheus' API, in the shape and order of a real 2.42. */
final class PrometheusAnswers {
  private static final DateTimeFormatter NANOS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final AlertBook book;

  PrometheusAnswers(AlertBook book) {
    this.book = book;
  }

  /** {@code GET /api/v1/status/buildinfo}. */
  String build() {
    return Json.write(json -> {
      json.writeStartObject();
      json.writeStringField("status", "success");
      Json.object(json, "data", Json.version("2.42.0"));
      json.writeEndObject();
    });
  }

  /** {@code GET /api/v1/alerts}. */
  String alerts() {
    return Json.write(json -> {
      json.writeStartObject();
      json.writeStringField("status", "success");
      json.writeObjectFieldStart("data");
      alerts(json, book.alerts());
      json.writeEndObject();
      json.writeEndObject();
    });
  }

  private static void alerts(JsonGenerator json, List<FiredAlert> alerts) throws IOException {
    json.writeArrayFieldStart("alerts");
    for (FiredAlert alert : alerts) {
      json.writeStartObject();
      Json.object(json, "labels", alert.labels());
      Json.object(json, "annotations", alert.annotations());
      json.writeStringField("state", alert.firing() ? "firing" : "pending");
      json.writeStringField("activeAt", NANOS.format(alert.activeAt()));
      json.writeStringField("value", number(alert.value()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** As Go prints it with the verb {@code e} and the shortest digits: {@code 1.2e-01}. */
  static String number(double value) {
    String[] parts =
        new BigDecimal(Double.toString(value))
            .stripTrailingZeros()
            .unscaledValue()
            .toString()
            .split("(?<=^-?\\d)(?=\\d)", 2);
    int exponent = value == 0 ? 0 : (int) Math.floor(Math.log10(Math.abs(value)));
    String digits = value == 0 ? "0" : parts.length == 1 ? parts[0] : parts[0] + "." + parts[1];
    return digits + "e" + (exponent < 0 ? "-" : "+") + String.format("%02d", Math.abs(exponent));
  }

  /** {@code GET /api/v1/rules}. */
  String rules() {
    return Json.write(json -> {
      json.writeStartObject();
      json.writeStringField("status", "success");
      json.writeObjectFieldStart("data");
      json.writeArrayFieldStart("groups");
      json.writeStartObject();
      json.writeStringField("name", "practice");
      json.writeStringField("file", "practice.yml");
      json.writeArrayFieldStart("rules");
      for (Rule rule : book.rules()) {
        rule(json, rule);
      }
      json.writeEndArray();
      json.writeNumberField("interval", 1);
      json.writeNumberField("limit", 0);
      json.writeNumberField("evaluationTime", 0.0004);
      json.writeStringField("lastEvaluation", NANOS.format(book.evaluatedAt()));
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndObject();
    });
  }

  private void rule(JsonGenerator json, Rule rule) throws IOException {
    List<FiredAlert> alerts =
        book.alerts().stream().filter(alert -> alert.rule().equals(rule)).toList();
    boolean firing = alerts.stream().anyMatch(FiredAlert::firing);
    json.writeStartObject();
    json.writeStringField("state", firing ? "firing" : alerts.isEmpty() ? "inactive" : "pending");
    json.writeStringField("name", rule.name());
    json.writeStringField("query", rule.expression());
    json.writeNumberField("duration", rule.forTicks());
    json.writeNumberField("keepFiringFor", 0);
    Json.object(json, "labels", Map.of("severity", rule.severity()));
    Json.object(json, "annotations", rule.annotations(Map.of()));
    alerts(json, alerts);
    json.writeStringField("health", "ok");
    json.writeNumberField("evaluationTime", 0.0001);
    json.writeStringField("lastEvaluation", NANOS.format(book.evaluatedAt()));
    json.writeStringField("type", "alerting");
    json.writeEndObject();
  }

  /** {@code GET /api/v1/query} for the name of a metric; anything else is not understood. */
  String query(String query, List<Sample> samples) {
    return Json.write(json -> {
      json.writeStartObject();
      json.writeStringField("status", "success");
      json.writeObjectFieldStart("data");
      json.writeStringField("resultType", "vector");
      json.writeArrayFieldStart("result");
      for (Sample sample : samples) {
        if (sample.metric().equals(query.strip())) {
          sample(json, sample);
        }
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndObject();
    });
  }

  private void sample(JsonGenerator json, Sample sample) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("metric");
    json.writeStringField("__name__", sample.metric());
    for (Map.Entry<String, String> label : sample.labels().entrySet()) {
      json.writeStringField(label.getKey(), label.getValue());
    }
    json.writeEndObject();
    json.writeArrayFieldStart("value");
    json.writeNumber(book.evaluatedAt().toEpochMilli() / 1000.0);
    json.writeString(String.valueOf(sample.value()));
    json.writeEndArray();
    json.writeEndObject();
  }
}
