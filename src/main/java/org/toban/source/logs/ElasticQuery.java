package org.toban.source.logs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The body of a search, in the part of the query language that Elasticsearch 7, 8 and 9 and
 * OpenSearch share. Only the query of the configuration is syntax; everything else is data.
 */
public final class ElasticQuery {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern LEVEL_FIELD =
      Pattern.compile("(?i)(?:level|severity)\\s*:"); // also log.level:, event.severity:

  private ElasticQuery() {}

  /** Whether a query says already which levels it wants. */
  public static boolean namesLevels(String query, @Nullable String levelField) {
    return LEVEL_FIELD.matcher(query).find()
        || (levelField != null && query.contains(levelField + ":"));
  }

  static byte[] body(LogRule rule, Search search) {
    LogRule.Fields fields = rule.question().fields();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("size", search.limit());
    body.put("track_total_hits", true);
    body.put("timeout", rule.server().timeout().toMillis() + "ms");
    // an index whose first line is still to come has no such field yet
    body.put(
        "sort",
        List.of(
            Map.of(
                fields.time(),
                Map.of("order", search.newestFirst() ? "desc" : "asc", "unmapped_type", "date"))));
    body.put("_source", wanted(rule));
    body.put("docvalue_fields", List.of(Map.of("field", fields.time(), "format", "epoch_millis")));
    body.put("query", Map.of("bool", Map.of("filter", filters(rule, search))));
    try {
      return JSON.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of text are always JSON", e);
    }
  }

  /** The fields that a line is made of. */
  static List<String> wanted(LogRule rule) {
    LogRule.Fields fields = rule.question().fields();
    Set<String> wanted = new LinkedHashSet<>();
    wanted.add(fields.message());
    if (fields.level() != null) {
      wanted.add(fields.level());
    }
    wanted.addAll(rule.groupBy());
    return List.copyOf(wanted);
  }

  private static List<Object> filters(LogRule rule, Search search) {
    LogRule.Question question = rule.question();
    List<Object> filters = new ArrayList<>();
    filters.add(
        Map.of(
            "range",
            Map.of(
                question.fields().time(),
                Map.of(
                    "gte", search.from().toEpochMilli(),
                    "lt", ceiling(search.to()),
                    "format", "epoch_millis"))));
    switch (search.what()) {
      case Search.What.Counted _ -> {
        filters.add(
            Map.of(
                "query_string",
                Map.of("query", String.valueOf(question.query()), "analyze_wildcard", true)));
        if (!question.levels().isEmpty() && question.fields().level() != null) {
          filters.add(
              Map.of("terms", Map.of(question.fields().level(), spellings(question.levels()))));
        }
      }
      case Search.What.Around it ->
          it.equal()
              .forEach((field, value) ->
                  filters.add(Map.of("match_phrase", Map.of(field, Map.of("query", value)))));
    }
    return filters;
  }

  private static long ceiling(Instant to) {
    long millis = to.toEpochMilli();
    return Instant.ofEpochMilli(millis).equals(to) ? millis : millis + 1;
  }

  /** As written, in capitals, in small letters and as a name: a keyword knows no other. */
  static List<String> spellings(List<String> levels) {
    Set<String> all = new LinkedHashSet<>();
    for (String level : levels) {
      String small = level.toLowerCase(Locale.ROOT);
      all.add(level);
      all.add(level.toUpperCase(Locale.ROOT));
      all.add(small);
      all.add(small.substring(0, 1).toUpperCase(Locale.ROOT) + small.substring(1));
    }
    return List.copyOf(all);
  }
}
