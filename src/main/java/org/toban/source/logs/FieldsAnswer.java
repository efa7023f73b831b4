package org.toban.source.logs;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.toban.source.json.Tokens;

/** The answer of {@code GET /INDEX/_field_caps}: which fields there are, and of which types. */
final class FieldsAnswer {
  private FieldsAnswer() {}

  static Map<String, Set<String>> read(InputStream answer) throws IOException {
    Map<String, Set<String>> types = new LinkedHashMap<>();
    try (Tokens tokens = new Tokens(answer)) {
      boolean fields = false;
      tokens.open(JsonToken.START_OBJECT, "an answer with fields");
      for (String field = tokens.nextName(); field != null; field = tokens.nextName()) {
        if (field.equals("fields")) {
          fields = true;
          tokens.open(JsonToken.START_OBJECT, "fields");
          for (String name = tokens.nextName(); name != null; name = tokens.nextName()) {
            types.put(name, readTypes(tokens));
          }
        } else {
          tokens.skip();
        }
      }
      tokens.require(fields, "fields");
      tokens.requireEnd();
    }
    return types;
  }

  private static Set<String> readTypes(Tokens tokens) throws IOException {
    Set<String> types = new LinkedHashSet<>();
    tokens.open(JsonToken.START_OBJECT, "the types of a field");
    for (String type = tokens.nextName(); type != null; type = tokens.nextName()) {
      if (!type.equals("unmapped")) {
        types.add(type);
      }
      tokens.skip();
    }
    return types;
  }
}
