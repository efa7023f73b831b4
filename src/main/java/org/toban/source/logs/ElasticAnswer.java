package org.toban.source.logs;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Labels;
import org.toban.source.fault.Fault;
import org.toban.source.fault.PollFailure;
import org.toban.source.json.Tokens;

/**
 * The answer of {@code POST /INDEX/_search}. Shards that failed, a time limit that was hit and a
 * cluster that was left out make it a part, whatever it holds.
 */
final class ElasticAnswer {
  private static final Pattern MILLIS = Pattern.compile("(-?\\d{1,17})(?:\\.(\\d{1,6}))?");

  private final Tokens tokens;
  private final LogRule rule;
  private final List<Hit> hits = new ArrayList<>();
  private final Map<String, String> fields = new HashMap<>();
  private @Nullable String partial;
  private long total = -1;
  private boolean exact;
  private boolean timedOut = true;
  private boolean shards;
  private boolean hasHits;

  /** One line, and what it is called in its index. */
  record Hit(String id, LogLine line) {}

  /**
   * The lines of one whole answer.
   *
   * @param total how many there are on the server
   */
  record Page(List<Hit> hits, long total) {}

  private ElasticAnswer(Tokens tokens, LogRule rule) {
    this.tokens = tokens;
    this.rule = rule;
  }

  /**
   * Reads one whole answer.
   *
   * @throws PollFailure for anything else
   */
  static Page read(InputStream answer, LogRule rule) throws IOException {
    try (Tokens tokens = new Tokens(answer)) {
      ElasticAnswer it = new ElasticAnswer(tokens, rule);
      it.readEnvelope();
      tokens.requireEnd();
      it.check();
      return new Page(it.hits, it.total);
    }
  }

  private void check() throws PollFailure {
    tokens.require(hasHits, "hits.hits");
    tokens.require(total >= 0, "hits.total");
    tokens.require(shards, "_shards");
    if (timedOut) {
      throw new PollFailure(new Fault.Partial("the search ran into its time limit"));
    }
    if (partial != null) {
      throw new PollFailure(new Fault.Partial(partial));
    }
    if (!exact) {
      throw tokens.unreadable("'hits.total' is no exact number");
    }
  }

  private void readEnvelope() throws IOException {
    tokens.open(JsonToken.START_OBJECT, "an answer with hits");
    for (String field = tokens.nextName(); field != null; field = tokens.nextName()) {
      switch (field) {
        case "timed_out" -> timedOut = !"false".equals(tokens.nextScalar());
        case "_shards" -> readCounts("shards", "failed");
        case "_clusters" -> readCounts("clusters", "skipped", "partial", "failed");
        case "hits" -> readHits();
        case "error" -> throw tokens.unreadable("it reports an error with status 200");
        default -> tokens.skip();
      }
    }
  }

  /** Counts of parts, of which the named ones must be zero. */
  private void readCounts(String what, String... bad) throws IOException {
    tokens.open(JsonToken.START_OBJECT, what);
    String all = "?";
    String reason = "";
    long failed = 0;
    for (String field = tokens.nextName(); field != null; field = tokens.nextName()) {
      switch (field) {
        case "total" -> all = String.valueOf(tokens.nextScalar());
        case "failures" -> reason = readReason(reason);
        default -> {
          String count = tokens.nextScalar();
          if (List.of(bad).contains(field) && !"0".equals(count)) {
            failed += number(count);
          }
        }
      }
    }
    shards |= what.equals("shards");
    if (failed > 0) {
      partial = failed + " of " + all + " " + what + " gave no answer" + reason;
    } else if (what.equals("shards") && all.equals("0")) {
      partial = "no index matches '" + rule.question().index() + "'";
    }
  }

  private long number(@Nullable String count) throws PollFailure {
    if (count == null || !count.matches("\\d{1,18}")) {
      throw tokens.unreadable("not a count");
    }
    return Long.parseLong(count);
  }

  /** The first reason in a list of failures. */
  private String readReason(String before) throws IOException {
    tokens.open(JsonToken.START_ARRAY, "failures");
    String first = before;
    while (tokens.next() != JsonToken.END_ARRAY) {
      Map<String, String> flat = new LinkedHashMap<>();
      readInto(flat, "");
      String reason = flat.getOrDefault("reason.reason", flat.getOrDefault("reason", ""));
      if (first.isEmpty() && !reason.isEmpty()) {
        first = ": " + reason.substring(0, Math.min(reason.length(), 200));
      }
    }
    return first;
  }

  private void readHits() throws IOException {
    tokens.open(JsonToken.START_OBJECT, "hits");
    for (String field = tokens.nextName(); field != null; field = tokens.nextName()) {
      switch (field) {
        case "total" -> readTotal();
        case "hits" -> {
          if (hasHits) {
            throw tokens.unreadable("'hits' stands twice");
          }
          hasHits = true;
          tokens.open(JsonToken.START_ARRAY, "an array of hits");
          while (tokens.next() != JsonToken.END_ARRAY) {
            readHit();
          }
        }
        default -> tokens.skip();
      }
    }
  }

  private void readTotal() throws IOException {
    tokens.open(JsonToken.START_OBJECT, "a total");
    for (String field = tokens.nextName(); field != null; field = tokens.nextName()) {
      switch (field) {
        case "value" -> total = number(tokens.nextScalar());
        case "relation" -> exact = "eq".equals(tokens.nextScalar());
        default -> tokens.skip();
      }
    }
  }

  private void readHit() throws IOException {
    tokens.expect(JsonToken.START_OBJECT, "a hit");
    fields.clear();
    String id = "";
    String index = "";
    Instant at = null;
    for (String field = tokens.nextName(); field != null; field = tokens.nextName()) {
      switch (field) {
        case "_id" -> id = String.valueOf(tokens.nextScalar());
        case "_index" -> index = String.valueOf(tokens.nextScalar());
        case "_source" -> {
          tokens.next();
          readInto(fields, "");
        }
        case "fields" -> at = readTime();
        default -> tokens.skip();
      }
    }
    tokens.require(at != null, "fields." + rule.question().fields().time());
    if (at != null) {
      hits.add(new Hit(index + "/" + id, line(at)));
    }
  }

  private LogLine line(Instant at) {
    String messageField = rule.question().fields().message();
    Map<String, String> labels = new LinkedHashMap<>();
    for (String name : ElasticQuery.wanted(rule)) {
      String value = fields.get(name);
      if (value != null && !name.equals(messageField)) {
        labels.put(name, value);
      }
    }
    String message = fields.get(messageField);
    return new LogLine(
        at, Labels.of(labels), message == null ? "(no '" + messageField + "')" : message);
  }

  private Instant readTime() throws IOException {
    Map<String, String> values = new LinkedHashMap<>();
    tokens.next();
    readInto(values, "");
    String text = values.getOrDefault(rule.question().fields().time(), "");
    Matcher millis = MILLIS.matcher(text);
    if (!millis.matches()) {
      throw tokens.unreadable("a hit has no time in '" + rule.question().fields().time() + "'");
    }
    String part = millis.group(2) == null ? "" : millis.group(2);
    long nanos = Long.parseLong((part + "000000").substring(0, 6));
    return Instant.ofEpochMilli(Long.parseLong(millis.group(1))).plusNanos(nanos);
  }

  /** The current value's parts by their whole names; of an array the first that is a value. */
  private void readInto(Map<String, String> flat, String name) throws IOException {
    JsonToken token = tokens.current();
    if (token == JsonToken.START_OBJECT) {
      for (String field = tokens.nextName(); field != null; field = tokens.nextName()) {
        tokens.next();
        readInto(flat, name.isEmpty() ? field : name + "." + field);
      }
    } else if (token == JsonToken.START_ARRAY) {
      while (tokens.next() != JsonToken.END_ARRAY) {
        readInto(flat, name);
      }
    } else {
      String value = tokens.scalar();
      if (value != null) {
        flat.putIfAbsent(name, value);
      }
    }
  }
}
