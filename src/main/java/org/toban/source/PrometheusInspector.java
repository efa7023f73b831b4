package org.toban.source;

import java.time.Duration;
import java.time.InstantSource;

/** Looks at the rules and targets of a Prometheus, at a slower cadence than at its alerts. */
final class PrometheusInspector implements Source {
  private final SourceSettings settings;
  private final Prometheus prometheus;

  PrometheusInspector(SourceSettings settings) {
    this.settings = settings;
    this.prometheus = Prometheus.of(settings);
  }

  @Override
  public String name() {
    return settings.name() + " (rules and targets)";
  }

  @Override
  public Duration interval() {
    return settings.scope().inspection();
  }

  /** Of both questions. */
  @Override
  public Duration limit() {
    return settings.timeout().multipliedBy(2);
  }

  @Override
  public boolean hurry() {
    return false;
  }

  @Override
  public Reading read(InstantSource clock) {
    Inspection inspection = prometheus.inspect();
    return new Reading.Inspected(settings.name(), clock.instant(), inspection);
  }
}
