package org.toban.remedy;

import java.time.Duration;
import org.toban.alert.Labels;

/** What is run once: a script on a host, or a request to a web server. */
public sealed interface Work permits Job, Call {
  /** Unique; by it a run is stopped. */
  String runId();

  /** Where it goes; runs of one place take turns. */
  Destination target();

  /** The runbook's text, byte for byte. */
  String script();

  /** The labels of the alert, which reach the work as values only. */
  Labels labels();

  Duration limit();
}
