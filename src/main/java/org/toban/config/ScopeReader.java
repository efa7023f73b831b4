package org.toban.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Matcher;
import org.toban.source.SourceSettings;
import org.toban.source.SourceSettings.Kind;

/** Reads which alerts of a source are wanted. */
final class ScopeReader {
  private static final Pattern MATCHER =
      Pattern.compile("\\s*([a-zA-Z_][a-zA-Z0-9_]*)\\s*(=~|!~|!=|=)\\s*(.*)");

  private final Section section;
  private final Kind kind;

  ScopeReader(Section section, Kind kind) {
    this.section = section;
    this.kind = kind;
  }

  SourceSettings.Scope read() {
    return new SourceSettings.Scope(
        section.texts("replica_labels"),
        onlyRouted("receivers") ? section.texts("receivers") : List.of(),
        matchers("filter"),
        matchers("urgent"),
        kind == Kind.PROMETHEUS ? section.duration("inspect") : Duration.ZERO,
        explore());
  }

  private @Nullable String explore() {
    String uid = section.text("explore");
    if (uid != null && (kind != Kind.GRAFANA || !uid.matches("[A-Za-z0-9_-]{1,64}"))) {
      section.wrong(
          "explore",
          "not the uid of a data source of a Grafana",
          "write the last part of the data source's address in Grafana, or leave it out");
    }
    return uid;
  }

  private List<Matcher> matchers(String key) {
    List<Matcher> matchers = new ArrayList<>();
    if (!onlyRouted(key)) {
      return matchers;
    }
    for (String text : section.texts(key)) {
      matcher(text)
          .ifPresentOrElse(
              matchers::add,
              () ->
                  section.wrong(
                      key, "'" + text + "' is not a matcher", "write 'severity=\"critical\"'"));
    }
    return matchers;
  }

  /** Prometheus and its kin give all their alerts or none. */
  private boolean onlyRouted(String key) {
    if (kind != Kind.PROMETHEUS || !section.has(key)) {
      return kind != Kind.PROMETHEUS;
    }
    section.wrong(key, "a Prometheus cannot choose among its alerts", "leave '" + key + "' out");
    return false;
  }

  /** As Alertmanager writes it: {@code name="value"}, quotes may be left out. */
  static Optional<Matcher> matcher(String text) {
    java.util.regex.Matcher parts = MATCHER.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String value = parts.group(3).strip();
    if (value.startsWith("\"") != (value.length() > 1 && value.endsWith("\""))) {
      return Optional.empty();
    }
    if (value.startsWith("\"")) {
      value = value.substring(1, value.length() - 1).replaceAll("\\\\([\"\\\\])", "$1");
    }
    for (Matcher.Operator operator : Matcher.Operator.values()) {
      if (operator.sign().equals(parts.group(2))) {
        try {
          return Optional.of(Matcher.of(parts.group(1), operator, value));
        } catch (PatternSyntaxException e) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }
}
