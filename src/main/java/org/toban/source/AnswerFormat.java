package org.toban.source;

import java.io.IOException;

/** How one kind of source writes its alerts. */
interface AnswerFormat {
  /** Below the URL of the source. */
  String path();

  /** Whether an answer is one array of alerts, of which only the new ones need be read. */
  boolean isArray();

  /**
   * Reads the root value of an answer to its end.
   *
   * @param next what gathers the alerts
   * @throws PollFailure when the answer has another shape
   */
  void read(Tokens tokens, Generation next) throws IOException;

  static AnswerFormat of(SourceSettings.Kind kind) {
    return switch (kind) {
      case ALERTMANAGER -> new AlertmanagerFormat("api/v2/alerts");
      case GRAFANA -> new AlertmanagerFormat("api/alertmanager/grafana/api/v2/alerts");
      case PROMETHEUS -> new PrometheusFormat();
      case LOKI, ELASTICSEARCH ->
          throw new IllegalArgumentException(kind + " has lines of logs, not alerts");
    };
  }
}
