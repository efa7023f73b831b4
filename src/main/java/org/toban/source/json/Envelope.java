package org.toban.source.json;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;

/** What stands around each answer of Prometheus: status, data, warnings, error. */
public final class Envelope {
  private Envelope() {}

  /**
   * Reads a whole answer.
   *
   * @param data reads the value of {@code data}
   * @param warnings takes warnings and infos
   * @throws PollFailure when the answer reports an error or has no data
   */
  public static void read(Tokens tokens, Tokens.Reader data, List<String> warnings)
      throws IOException {
    tokens.open(JsonToken.START_OBJECT, "an answer with status and data");
    boolean success = false;
    boolean hasData = false;
    String error = "";
    Names fields = new Names("status", "data");
    fields.begin();
    for (String field = fields.next(tokens); field != null; field = fields.next(tokens)) {
      switch (field) {
        case "status" -> success = tokens.string("a status").equals("success");
        case "data" -> {
          data.read(tokens);
          hasData = true;
        }
        case "error" -> error = tokens.string("an error");
        case "warnings", "infos" -> warnings.addAll(tokens.list("warnings"));
        default -> tokens.skip();
      }
    }
    if (!success) {
      throw tokens.unreadable("the server reports an error: " + error);
    }
    tokens.require(hasData, "data");
  }
}
