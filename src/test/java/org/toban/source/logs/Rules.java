package org.toban.source.logs;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.toban.alert.Labels;
import org.toban.source.SourceSettings;

/** Log rules as tests need them. */
public final class Rules {
  private LogRule rule;

  private Rules(LogRule rule) {
    this.rule = rule;
  }

  public static Rules loki(URI url, String query) {
    return of(SourceSettings.Kind.LOKI, url, query, "", null);
  }

  public static Rules elastic(URI url, String index, String query) {
    return of(SourceSettings.Kind.ELASTICSEARCH, url, query, index, "level");
  }

  private static Rules of(
      SourceSettings.Kind kind, URI url, String query, String index, String level) {
    return new Rules(
        new LogRule(
            new SourceSettings(
                "backend-errors",
                kind,
                List.of(url),
                Duration.ofSeconds(30),
                Duration.ofMinutes(1),
                1 << 20,
                null,
                SourceSettings.Http.plain()),
            new LogRule.Question(
                query, index, new LogRule.Fields("@timestamp", "message", level), List.of(), 100),
            new LogRule.Condition(Duration.ofMinutes(5), 1, null),
            Labels.of("severity", "critical"),
            Map.of("runbook_url", "https://runbooks.example/backend"),
            List.of(),
            Map.of()));
  }

  public Rules levels(String... levels) {
    LogRule.Question it = rule.question();
    return question(
        new LogRule.Question(it.query(), it.index(), it.fields(), List.of(levels), it.maxLines()));
  }

  public Rules maxLines(int lines) {
    LogRule.Question it = rule.question();
    return question(new LogRule.Question(it.query(), it.index(), it.fields(), it.levels(), lines));
  }

  public Rules fields(String time, String message, String level) {
    LogRule.Question it = rule.question();
    return question(
        new LogRule.Question(
            it.query(),
            it.index(),
            new LogRule.Fields(time, message, level),
            it.levels(),
            it.maxLines()));
  }

  private Rules question(LogRule.Question question) {
    rule =
        new LogRule(
            rule.server(),
            question,
            rule.condition(),
            rule.labels(),
            rule.annotations(),
            rule.groupBy(),
            rule.around());
    return this;
  }

  public Rules threshold(int threshold) {
    return condition(
        new LogRule.Condition(rule.condition().window(), threshold, rule.condition().knownFor()));
  }

  public Rules newPatterns(Duration knownFor) {
    return condition(new LogRule.Condition(rule.condition().window(), 0, knownFor));
  }

  private Rules condition(LogRule.Condition condition) {
    rule =
        new LogRule(
            rule.server(),
            rule.question(),
            condition,
            rule.labels(),
            rule.annotations(),
            rule.groupBy(),
            rule.around());
    return this;
  }

  public Rules groupBy(String... names) {
    rule =
        new LogRule(
            rule.server(),
            rule.question(),
            rule.condition(),
            rule.labels(),
            rule.annotations(),
            List.of(names),
            rule.around());
    return this;
  }

  public Rules around(Map<String, String> around) {
    rule =
        new LogRule(
            rule.server(),
            rule.question(),
            rule.condition(),
            rule.labels(),
            rule.annotations(),
            rule.groupBy(),
            around);
    return this;
  }

  public LogRule rule() {
    return rule;
  }
}
