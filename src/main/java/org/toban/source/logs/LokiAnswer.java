package org.toban.source.logs;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Labels;
import org.toban.source.fault.Fault;
import org.toban.source.fault.PollFailure;
import org.toban.source.json.Tokens;

/**
 * The answer of {@code GET /loki/api/v1/query_range} to a log query: {@code {"status":"success",
 * "data":{"resultType":"streams", "result":[{"stream":{},"values":[["NANOS","LINE"]]}]}}}, and the
 * frames of {@code /loki/api/v1/tail}, which hold the same streams.
 */
final class LokiAnswer {
  private static final Pattern NANOS = Pattern.compile("-?\\d{1,19}");

  private final List<LogLine> lines = new ArrayList<>();
  private final Tokens tokens;
  private int dropped;

  private LokiAnswer(Tokens tokens) {
    this.tokens = tokens;
  }

  /**
   * The lines of one whole answer.
   *
   * @throws PollFailure for anything else, also for one that its server calls a part
   */
  static List<LogLine> read(InputStream answer) throws IOException {
    try (Tokens tokens = new Tokens(answer)) {
      LokiAnswer it = new LokiAnswer(tokens);
      it.readEnvelope();
      tokens.requireEnd();
      return it.lines;
    }
  }

  /** One frame of a tail. */
  record Frame(List<LogLine> lines, int dropped) {}

  static Frame readFrame(InputStream frame) throws IOException {
    try (Tokens tokens = new Tokens(frame)) {
      LokiAnswer it = new LokiAnswer(tokens);
      tokens.open(JsonToken.START_OBJECT, "a frame of lines");
      for (String field = tokens.nextName(); field != null; field = tokens.nextName()) {
        switch (field) {
          case "streams" -> it.readStreams();
          case "dropped_entries" -> it.readDropped();
          default -> tokens.skip();
        }
      }
      tokens.requireEnd();
      return new Frame(it.lines, it.dropped);
    }
  }

  private void readDropped() throws IOException {
    if (tokens.next() == JsonToken.VALUE_NULL) {
      return;
    }
    tokens.expect(JsonToken.START_ARRAY, "an array of dropped entries");
    for (; tokens.next() != JsonToken.END_ARRAY; dropped++) {
      tokens.scalar();
    }
  }

  private void readEnvelope() throws IOException {
    tokens.open(JsonToken.START_OBJECT, "an answer with status and data");
    String status = null;
    String error = "";
    String warning = null;
    boolean data = false;
    for (String field = tokens.nextName(); field != null; field = tokens.nextName()) {
      switch (field) {
        case "status" -> status = tokens.nextScalar();
        case "error" -> error = String.valueOf(tokens.nextScalar());
        case "warnings" -> warning = firstOf();
        case "data" -> {
          once(data, field);
          readData();
          data = true;
        }
        default -> tokens.skip();
      }
    }
    if (!"success".equals(status)) {
      throw tokens.unreadable("Loki reports an error: " + error);
    }
    tokens.require(data, "data");
    if (warning != null) {
      throw new PollFailure(new Fault.Partial("Loki warns: " + warning));
    }
  }

  private void once(boolean before, String field) throws PollFailure {
    if (before) {
      throw tokens.unreadable("'" + field + "' stands twice");
    }
  }

  private @Nullable String firstOf() throws IOException {
    String first = null;
    if (tokens.next() == JsonToken.START_ARRAY) {
      while (tokens.next() != JsonToken.END_ARRAY) {
        String text = tokens.scalar();
        first = first == null ? String.valueOf(text) : first;
      }
    }
    return first;
  }

  private void readData() throws IOException {
    tokens.open(JsonToken.START_OBJECT, "data");
    String type = null;
    boolean result = false;
    for (String field = tokens.nextName(); field != null; field = tokens.nextName()) {
      switch (field) {
        case "resultType" -> type = tokens.nextScalar();
        case "result" -> {
          once(result, field);
          readStreams();
          result = true;
        }
        default -> tokens.skip();
      }
    }
    tokens.require(result, "data.result");
    if (!"streams".equals(type)) {
      throw tokens.unreadable("not lines but '" + type + "': the query must be one for lines");
    }
  }

  private void readStreams() throws IOException {
    tokens.open(JsonToken.START_ARRAY, "an array of streams");
    while (tokens.next() != JsonToken.END_ARRAY) {
      readStream();
    }
  }

  private void readStream() throws IOException {
    tokens.expect(JsonToken.START_OBJECT, "a stream");
    Labels labels = null;
    List<LogLine> bare = new ArrayList<>();
    boolean values = false;
    for (String field = tokens.nextName(); field != null; field = tokens.nextName()) {
      switch (field) {
        case "stream" -> labels = readLabels();
        case "metric" ->
            throw tokens.unreadable("numbers, not lines: the query must be one for lines");
        case "values" -> {
          once(values, field);
          readValues(bare);
          values = true;
        }
        default -> tokens.skip();
      }
    }
    tokens.require(labels != null, "stream");
    tokens.require(values, "values");
    for (LogLine line : bare) {
      lines.add(new LogLine(line.at(), labels == null ? Labels.empty() : labels, line.text()));
    }
  }

  private Labels readLabels() throws IOException {
    tokens.open(JsonToken.START_OBJECT, "labels");
    Map<String, String> labels = new LinkedHashMap<>();
    for (String name = tokens.nextName(); name != null; name = tokens.nextName()) {
      String value = tokens.nextScalar();
      if (value != null) {
        labels.put(name, value);
      }
    }
    return Labels.of(labels);
  }

  private void readValues(List<LogLine> into) throws IOException {
    tokens.open(JsonToken.START_ARRAY, "an array of lines");
    while (tokens.next() != JsonToken.END_ARRAY) {
      tokens.expect(JsonToken.START_ARRAY, "a time and a line");
      tokens.open(JsonToken.VALUE_STRING, "a time");
      Instant at = time(String.valueOf(tokens.scalar()));
      tokens.open(JsonToken.VALUE_STRING, "a line");
      into.add(new LogLine(at, Labels.empty(), String.valueOf(tokens.scalar())));
      while (tokens.next() != JsonToken.END_ARRAY) {
        tokens.scalar(); // structured metadata
      }
    }
  }

  private Instant time(String nanos) throws PollFailure {
    try {
      if (NANOS.matcher(nanos).matches()) {
        long value = Long.parseLong(nanos);
        return Instant.ofEpochSecond(
            Math.floorDiv(value, 1_000_000_000L), Math.floorMod(value, 1_000_000_000L));
      }
    } catch (NumberFormatException e) {
      // over what 64 bits hold: no time either
    }
    throw tokens.unreadable("not a time in nanoseconds");
  }
}
