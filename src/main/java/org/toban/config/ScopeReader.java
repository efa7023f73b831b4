package org.toban.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Matcher;
import org.toban.alert.MatcherProblem;
import org.toban.alert.Matchers;
import org.toban.source.SourceSettings;
import org.toban.source.SourceSettings.Kind;

/** Reads which alerts of a source are wanted. */
final class ScopeReader {
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
      section.wrong("explore", Slip.NO_DATA_SOURCE.of());
    }
    return uid;
  }

  private List<Matcher> matchers(String key) {
    List<Matcher> matchers = new ArrayList<>();
    if (!onlyRouted(key)) {
      return matchers;
    }
    for (String text : section.texts(key)) {
      try {
        matchers.addAll(Matchers.parse(text).all());
      } catch (MatcherProblem e) {
        section.wrong(key, Slip.NO_MATCHER.of(text, e.why(), "severity=\"critical\""));
      }
    }
    return matchers;
  }

  /** Prometheus and its kin give all their alerts or none. */
  private boolean onlyRouted(String key) {
    if (kind != Kind.PROMETHEUS || !section.has(key)) {
      return kind != Kind.PROMETHEUS;
    }
    section.wrong(key, Slip.NO_CHOICE.of(key));
    return false;
  }
}
