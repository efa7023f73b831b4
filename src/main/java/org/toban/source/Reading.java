package org.toban.source;

import java.time.Duration;
import java.time.Instant;
import org.toban.alert.Alerts;
import org.toban.source.fault.Fault;

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

  /**
   * A complete and valid answer to a narrower question: it adds and updates alerts, and never
   * clears one.
   *
   * @param completeEvery how often all alerts are asked for meanwhile
   */
  record Partial(String source, Instant at, Alerts alerts, Duration took, Duration completeEvery)
      implements Reading {}

  /** What a Prometheus says of its rules and targets; it says nothing of alerts. */
  record Inspected(String source, Instant at, Inspection inspection) implements Reading {}
}
