package org.toban.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.toban.alert.Alert;

/** Writes answers as Alertmanager and Prometheus do: fields in their order, names sorted. */
public final class AnswerWriter {
  private static final JsonFactory JSON = new JsonFactory();

  private AnswerWriter() {}

  /**
   * The answer of Alertmanager.
   *
   * @param updated when each alert was last sent to it
   */
  public static byte[] alertmanager(Collection<Alert> alerts, Instant updated) {
    return write(json -> {
      json.writeStartArray();
      for (Alert alert : alerts) {
        json.writeStartObject();
        writeMap(json, "annotations", alert.annotations());
        json.writeStringField("endsAt", updated.plusSeconds(240).toString());
        json.writeStringField("fingerprint", alert.fingerprint().toString());
        json.writeArrayFieldStart("receivers");
        for (String receiver : alert.receivers()) {
          json.writeStartObject();
          json.writeStringField("name", receiver);
          json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("startsAt", alert.startsAt().toString());
        writeStatus(json, alert);
        json.writeStringField("updatedAt", updated.toString());
        if (alert.generatorUrl() != null) {
          json.writeStringField("generatorURL", alert.generatorUrl());
        }
        writeMap(json, "labels", alert.labels().asMap());
        json.writeEndObject();
      }
      json.writeEndArray();
    });
  }

  private static void writeStatus(JsonGenerator json, Alert alert) throws IOException {
    json.writeObjectFieldStart("status");
    writeSuppressors(json, "inhibitedBy", "inhibited:", alert.suppressedBy());
    writeSuppressors(json, "mutedBy", "muted:", alert.suppressedBy());
    writeSuppressors(json, "silencedBy", "silence:", alert.suppressedBy());
    boolean active = alert.state() == Alert.State.ACTIVE;
    json.writeStringField("state", active ? "active" : "suppressed");
    json.writeEndObject();
  }

  private static void writeSuppressors(
      JsonGenerator json, String field, String prefix, List<String> all) throws IOException {
    json.writeArrayFieldStart(field);
    for (String suppressor : all) {
      if (suppressor.startsWith(prefix)) {
        json.writeString(suppressor.substring(prefix.length()));
      }
    }
    json.writeEndArray();
  }

  /** The answer of Prometheus; it has no suppressed alerts. */
  public static byte[] prometheus(Collection<Alert> alerts) {
    return write(json -> {
      json.writeStartObject();
      json.writeStringField("status", "success");
      json.writeObjectFieldStart("data");
      json.writeArrayFieldStart("alerts");
      for (Alert alert : alerts) {
        json.writeStartObject();
        writeMap(json, "labels", alert.labels().asMap());
        writeMap(json, "annotations", alert.annotations());
        boolean pending = alert.state() == Alert.State.PENDING;
        json.writeStringField("state", pending ? "pending" : "firing");
        json.writeStringField("activeAt", alert.startsAt().toString());
        json.writeStringField("value", "1e+00");
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndObject();
    });
  }

  private static void writeMap(JsonGenerator json, String field, Map<String, String> map)
      throws IOException {
    json.writeObjectFieldStart(field);
    for (Map.Entry<String, String> entry : new TreeMap<>(map).entrySet()) {
      json.writeStringField(entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
  }

  private interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  private static byte[] write(Body body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      body.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
