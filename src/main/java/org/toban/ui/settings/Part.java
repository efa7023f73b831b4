package org.toban.ui.settings;

import java.util.List;

/** The parts in which a person looks at toban.yml, each with its keys of the first level. */
enum Part {
  SOURCES("sources"),
  LOGS("logs"),
  RUNBOOKS("runbooks"),
  HOSTS("hosts", "ssh"),
  TEAM("team"),
  ON_CALL("oncall", "escalations"),
  NOTICES("notices"),
  INCIDENTS("incidents", "severities"),
  MAINTENANCE("maintenance"),
  REMEDIES("remedies"),
  REQUESTS("requests", "secrets"),
  GENERAL("person", "console", "language", "history", "push", "limits");

  private final List<String> keys;

  Part(String... keys) {
    this.keys = List.of(keys);
  }

  List<String> keys() {
    return keys;
  }

  static Part of(String key) {
    for (Part part : values()) {
      if (part.keys.contains(key)) {
        return part;
      }
    }
    return GENERAL;
  }
}
