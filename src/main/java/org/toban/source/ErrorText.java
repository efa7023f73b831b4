package org.toban.source;

import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What a server says in words when it refuses. Alertmanager gives a bare JSON string or {@code
 * {"code":..,"message":..}}, Prometheus {@code {"status":"error","error":..}}, Grafana {@code
 * {"message":..}}; what is none of these stays as it came.
 */
final class ErrorText {
  private ErrorText() {}

  static String of(String body) {
    try (Tokens tokens =
        new Tokens(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)))) {
      JsonToken first = tokens.next();
      if (first == JsonToken.VALUE_STRING) {
        tokens.takeText();
        return new String(tokens.text(), tokens.start(), tokens.length());
      }
      return first == JsonToken.START_OBJECT ? message(tokens, body) : body;
    } catch (IOException e) {
      return body;
    }
  }

  private static String message(Tokens tokens, String body) throws IOException {
    Names fields = new Names();
    fields.begin();
    for (String field = fields.next(tokens); field != null; field = fields.next(tokens)) {
      if (field.equals("message") || field.equals("error")) {
        JsonToken value = tokens.next();
        if (value == JsonToken.VALUE_STRING) {
          tokens.takeText();
          return new String(tokens.text(), tokens.start(), tokens.length());
        }
        return body;
      }
      tokens.skip();
    }
    return body;
  }
}
