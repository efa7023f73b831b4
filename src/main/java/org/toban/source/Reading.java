package org.toban.source;

import java.time.Duration;
import java.time.Instant;
import org.toban.alert.Alerts;

/** What one poll of one source gave. */
public sealed interface Reading {
  String source();

  /** When the poll ended. */
  Instant at();

  /** A complete and valid answer; the only thing that may clear an alert. */
  record Complete(String source, Instant at, Alerts alerts, Duration took, Vitals vitals)
      implements Reading {
    /** Of a server that says nothing of itself. */
    public Complete(String source, Instant at, Alerts alerts, Duration took) {
      this(source, at, alerts, took, Vitals.unknown());
    }
  }

  record Failed(String source, Instant at, Fault fault) implements Reading {}
}
