package org.toban.source;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.toban.alert.Labels;
import org.toban.source.fault.PollFailure;
import org.toban.source.json.Envelope;
import org.toban.source.json.Names;
import org.toban.source.json.Tokens;

/** The answer of {@code /api/v1/query} and {@code /api/v1/query_range}: vector, matrix, scalar. */
final class QueryFormat {
  /** More lines than a panel can show, and memory that a careless query may take. */
  private static final int MOST_SERIES = 1000;

  private static final int MOST_SAMPLES = 100_000;

  private final List<Series> series = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private int samples;
  private int leftOut;
  private boolean histograms;
  private String type = "";

  QueryAnswer read(Tokens tokens) throws IOException {
    Envelope.read(tokens, this::data, warnings);
    if (histograms) {
      warnings.add("native histograms are not shown");
    }
    return new QueryAnswer.Values(series, leftOut, warnings);
  }

  private void data(Tokens tokens) throws IOException {
    tokens.open(JsonToken.START_OBJECT, "data");
    Names fields = new Names("resultType", "result");
    fields.begin();
    for (String field = fields.next(tokens); field != null; field = fields.next(tokens)) {
      switch (field) {
        case "resultType" -> type = tokens.string("a type of result");
        case "result" -> result(tokens);
        default -> tokens.skip();
      }
    }
  }

  /** Every server writes the type first; without it nothing can be read in one pass. */
  private void result(Tokens tokens) throws IOException {
    tokens.open(JsonToken.START_ARRAY, "a result");
    switch (type) {
      case "scalar" -> series.add(new Series(Labels.empty(), List.of(sample(tokens))));
      case "vector", "matrix" -> {
        while (tokens.next() != JsonToken.END_ARRAY) {
          add(tokens);
        }
      }
      default -> throw tokens.unreadable("a result of type '" + type + "', which has no numbers");
    }
  }

  private void add(Tokens tokens) throws IOException {
    tokens.expect(JsonToken.START_OBJECT, "a series");
    Map<String, String> labels = new LinkedHashMap<>();
    List<Series.Sample> values = new ArrayList<>();
    Names fields = new Names("metric", "value");
    fields.begin();
    for (String field = fields.next(tokens); field != null; field = fields.next(tokens)) {
      switch (field) {
        case "metric" -> labels.putAll(tokens.strings("labels"));
        case "value" -> {
          tokens.open(JsonToken.START_ARRAY, "a time and a value");
          values.add(sample(tokens));
        }
        case "values" -> values(tokens, values);
        case "histogram", "histograms" -> {
          histograms = true;
          tokens.skip();
        }
        default -> tokens.skip();
      }
    }
    if (series.size() < MOST_SERIES && samples + values.size() <= MOST_SAMPLES) {
      samples += values.size();
      series.add(new Series(Labels.of(labels), values));
    } else {
      leftOut++;
    }
  }

  private static void values(Tokens tokens, List<Series.Sample> values) throws IOException {
    tokens.open(JsonToken.START_ARRAY, "times and values");
    while (tokens.next() != JsonToken.END_ARRAY) {
      tokens.expect(JsonToken.START_ARRAY, "a time and a value");
      values.add(sample(tokens));
    }
  }

  /** The rest of {@code [seconds, "value"]}. */
  private static Series.Sample sample(Tokens tokens) throws IOException {
    double seconds = tokens.number("a time in seconds");
    String text = tokens.string("a value");
    tokens.open(JsonToken.END_ARRAY, "the end of a time and a value");
    return new Series.Sample(Instant.ofEpochMilli(Math.round(seconds * 1000)), value(text, tokens));
  }

  /** As Go writes numbers. */
  private static double value(String text, Tokens tokens) throws PollFailure {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      case "NaN" -> Double.NaN;
      default -> {
        try {
          yield Double.parseDouble(text);
        } catch (NumberFormatException e) {
          throw tokens.unreadable("'" + text + "' is not a number");
        }
      }
    };
  }
}
