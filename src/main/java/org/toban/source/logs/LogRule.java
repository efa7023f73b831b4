package org.toban.source.logs;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Labels;
import org.toban.source.Source;
import org.toban.source.SourceSettings;

/**
 * One entry of the logs in the configuration: which lines are looked for, and when they are an
 * alert.
 *
 * @param server where the lines are, how often and how they are asked for; its name is the rule's
 * @param labels what every alert of the rule has besides, such as its severity
 * @param annotations what every alert of the rule says besides, such as its runbook_url
 * @param groupBy labels or fields of the lines that make alerts of their own
 * @param around which lines are around an alert: label or field, and its value with {@code
 *     {{label}}} for labels of the alert; empty for what the rule itself reads
 */
public record LogRule(
    SourceSettings server,
    Question question,
    Condition condition,
    Labels labels,
    Map<String, String> annotations,
    List<String> groupBy,
    Map<String, String> around) {

  public LogRule {
    annotations = Map.copyOf(annotations);
    groupBy = List.copyOf(groupBy);
    around = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(around));
  }

  public String name() {
    return server.name();
  }

  /** Whether it makes alerts; without a query it is only looked in. */
  public boolean isWatched() {
    return question.query() != null;
  }

  /** The rule as a source of alerts; it opens nothing before its first read. */
  public Source source() {
    return new LogSource(this, LogServer.of(this));
  }

  /**
   * What the server is asked for.
   *
   * @param query LogQL of a log query, or Lucene's query syntax; null when the rule is only looked
   *     in
   * @param index of Elasticsearch: names, patterns and date math
   * @param fields where the lines' parts stand in Elasticsearch
   * @param levels those levels only; empty when the query says it, or when any will do
   * @param maxLines newest lines that are read in one answer
   */
  public record Question(
      @Nullable String query, String index, Fields fields, List<String> levels, int maxLines) {
    public Question {
      levels = List.copyOf(levels);
    }
  }

  /**
   * Names of fields.
   *
   * @param level also a label of Loki; null there when levels are looked for in the text
   */
  public record Fields(String time, String message, @Nullable String level) {}

  /**
   * When lines are an alert.
   *
   * @param window the time up to now whose lines count
   * @param threshold so many similar lines are an alert; 0 when no number is
   * @param knownFor a pattern that was not seen for so long before the window is an alert; null
   *     when that does not matter
   */
  public record Condition(Duration window, int threshold, @Nullable Duration knownFor) {}
}
