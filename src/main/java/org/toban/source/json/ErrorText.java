package org.toban.source.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Set;

/**
 * What an error answer says: Alertmanager writes a bare JSON string or an object with a {@code
 * message}, Prometheus an object with an {@code error}, a proxy anything at all.
 */
public final class ErrorText {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Set<String> FIELDS = Set.of("message", "error", "msg");

  private ErrorText() {}

  /** The sentence in it, or the text itself when it is none of these or is cut off before it. */
  public static String of(String body) {
    try (JsonParser parser = JSON.createParser(body)) {
      JsonToken first = parser.nextToken();
      if (first == JsonToken.VALUE_STRING) {
        return parser.getText();
      }
      if (first != JsonToken.START_OBJECT) {
        return body;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean told = FIELDS.contains(parser.currentName());
        if (parser.nextToken() == JsonToken.VALUE_STRING && told) {
          return parser.getText();
        }
        parser.skipChildren();
      }
      return body;
    } catch (IOException notJson) {
      return body;
    }
  }
}
