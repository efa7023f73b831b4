package org.toban.ui.settings;

import java.util.List;
import java.util.stream.Stream;

/** The parts in which a person looks at toban.yml. */
enum Part {
  SOURCES,
  LOGS,
  RUNBOOKS,
  HOSTS,
  TEAM,
  ON_CALL,
  NOTICES,
  INCIDENTS,
  MAINTENANCE,
  REMEDIES,
  REQUESTS,
  GENERAL;

  /** Its keys of the first level. */
  List<String> keys() {
    return switch (this) {
      case SOURCES -> List.of("sources");
      case LOGS -> List.of("logs");
      case RUNBOOKS -> List.of("runbooks");
      case HOSTS -> List.of("hosts", "ssh");
      case TEAM -> List.of("team");
      case ON_CALL -> List.of("oncall", "escalations");
      case NOTICES -> List.of("notices");
      case INCIDENTS -> List.of("incidents", "severities");
      case MAINTENANCE -> List.of("maintenance");
      case REMEDIES -> List.of("remedies");
      case REQUESTS -> List.of("requests", "secrets");
      case GENERAL -> List.of("person", "console", "language", "history", "push", "limits");
    };
  }

  static Part of(String key) {
    return Stream.of(values()).filter(it -> it.keys().contains(key)).findFirst().orElse(GENERAL);
  }
}
