package org.toban.config;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Labels;
import org.toban.source.SourceSettings;
import org.toban.source.SourceSettings.Kind;
import org.toban.source.logs.Around;
import org.toban.source.logs.ElasticQuery;
import org.toban.source.logs.LogQl;
import org.toban.source.logs.LogRule;

/** Reads the list of log rules. */
final class LogReader {
  private static final Pattern LABEL = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final List<String> BAD_LEVELS = List.of("ERROR", "CRITICAL");
  private static final Set<String> OWN = Set.of("alertname", "log_rule", "pattern", "severity");

  private final SourceReader sources;

  /**
   * A reader.
   *
   * @param sources reads what log servers have in common with other servers
   */
  LogReader(SourceReader sources) {
    this.sources = sources;
  }

  /** The rules; their names are of one kind with those of the sources. */
  List<LogRule> read(Section root, List<SourceSettings> others) {
    List<LogRule> rules = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    others.forEach(it -> names.add(it.name()));
    for (Section section : root.list("logs")) {
      String name = section.required("name");
      if (!name.isEmpty() && !names.add(name)) {
        section.wrong("name", Slip.RULE_NAMED_TWICE.of(name));
      }
      rule(name, section).ifPresent(rules::add);
    }
    return rules;
  }

  private Optional<LogRule> rule(String name, Section section) {
    boolean loki = section.has("loki");
    if (loki == section.has("elasticsearch")) {
      section.wrong("elasticsearch", (loki ? Slip.RULE_OF_TWO_KINDS : Slip.RULE_NOWHERE).of());
      return Optional.empty();
    }
    Kind kind = loki ? Kind.LOKI : Kind.ELASTICSEARCH;
    List<URI> urls = SourceReader.urls(section, loki ? "loki" : "elasticsearch");
    Duration interval = section.positive("interval");
    Duration timeout = section.positive("timeout");
    long maxBytes = section.size("max_bytes");
    SourceSettings.Http http = sources.http(section);
    Map<String, String> around = around(kind, section);
    LogRule.Question question = question(kind, section, !around.isEmpty());
    LogRule.Condition condition = condition(section);
    Labels labels = labels(section);
    Map<String, String> annotations = texts(section.section("annotations"));
    List<String> groupBy = groupBy(kind, section);
    if (urls.isEmpty()) {
      return Optional.empty();
    }
    SourceSettings server =
        new SourceSettings(name, kind, urls, interval, timeout, maxBytes, null, http);
    return Optional.of(
        new LogRule(server, question, condition, labels, annotations, groupBy, around));
  }

  private static LogRule.Question question(Kind kind, Section section, boolean onlyLookedIn) {
    String query = section.text("query");
    String index = section.text("index");
    String level = section.text("level_field");
    if (kind == Kind.ELASTICSEARCH) {
      level = level == null ? "level" : level;
      if (index == null) {
        section.wrong("index", Slip.NO_INDEX.of());
      }
    } else {
      foreign(section, "index", "time_field", "message_field");
      if (level != null && !LABEL.matcher(level).matches()) {
        section.wrong("level_field", Slip.NO_LEVEL_LABEL.of(level));
      }
      if (query != null && LogQl.selector(query) == null) {
        section.wrong("query", Slip.NO_LOG_QUERY.of());
      }
    }
    if (query == null && !onlyLookedIn && !section.has("query")) {
      section.wrong("query", Slip.RULE_WITHOUT_QUERY.of());
    }
    return new LogRule.Question(
        query,
        index == null ? "" : index,
        new LogRule.Fields(
            section.required("time_field"), section.required("message_field"), level),
        levels(kind, section, query, level),
        section.count("max_lines"));
  }

  /** What only Elasticsearch has. */
  private static void foreign(Section section, String... keys) {
    for (String key : keys) {
      if (section.has(key)) {
        section.wrong(key, Slip.NOT_IN_LOKI.of(key));
      }
    }
  }

  /** Those that are written, always; else the bad ones, unless the query says it itself. */
  private static List<String> levels(
      Kind kind, Section section, @Nullable String query, @Nullable String level) {
    if (section.has("levels")) {
      return section.texts("levels");
    }
    boolean named =
        query == null
            || (kind == Kind.LOKI
                ? LogQl.namesLevels(query, level)
                : ElasticQuery.namesLevels(query, level));
    return named ? List.of() : BAD_LEVELS;
  }

  private static LogRule.Condition condition(Section section) {
    boolean newPattern = section.flag("new_pattern");
    Duration knownFor = section.positive("known_for");
    int threshold = section.count("threshold");
    if (section.has("known_for") && !newPattern) {
      section.wrong("known_for", Slip.NO_NEW_PATTERN.of());
    }
    return new LogRule.Condition(
        section.positive("window"),
        newPattern && !section.has("threshold") ? 0 : threshold,
        newPattern ? knownFor : null);
  }

  private static Labels labels(Section section) {
    Section written = section.section("labels");
    Map<String, String> labels = texts(written);
    for (String name : written.names()) {
      if (OWN.contains(name)) {
        written.wrong(
            name, (name.equals("severity") ? Slip.OWN_SEVERITY : Slip.OWN_LABEL).of(name));
      } else if (name.equals("runbook_url")) {
        written.wrong(name, Slip.RUNBOOK_URL.of());
      } else if (!LABEL.matcher(name).matches()) {
        written.wrong(name, Slip.NO_LABEL.of(name));
      }
    }
    String severity = section.text("severity");
    if (severity != null) {
      labels.put("severity", severity);
    }
    return Labels.of(labels);
  }

  private static Map<String, String> texts(Section section) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name : section.names()) {
      String text = section.text(name);
      if (text != null) {
        texts.put(name, text);
      }
    }
    return texts;
  }

  private static List<String> groupBy(Kind kind, Section section) {
    List<String> groupBy = section.texts("group_by");
    for (String name : groupBy) {
      if (kind == Kind.LOKI && !LABEL.matcher(name).matches()) {
        section.wrong("group_by", Slip.NO_STREAM_LABEL.of(name));
      }
    }
    return groupBy;
  }

  private static Map<String, String> around(Kind kind, Section section) {
    Section written = section.section("around");
    Map<String, String> around = texts(written);
    around.forEach((name, value) -> {
      if (kind == Kind.LOKI && !LABEL.matcher(name).matches()) {
        written.wrong(name, Slip.NO_AROUND_LABEL.of(name));
      }
      if (Around.needs(value).isEmpty()) {
        written.wrong(name, Slip.NOT_FROM_LABELS.of(value));
      }
    });
    return around;
  }
}
