package org.toban.source;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** One place that alerts come from. */
public interface Source {
  /** The source's name in the configuration. */
  String name();

  /** Between the starts of two polls. */
  Duration interval();

  /** The longest that a read takes when all is well with Toban itself. */
  default Duration limit() {
    return interval();
  }

  /**
   * Asks once and waits for the end, at most for the source's time limit; an interrupt ends it
   * early. What goes wrong is a {@link Reading.Failed}. One thread at a time.
   */
  Reading read(InstantSource clock);

  /**
   * Somebody waits for the next read, which then must ask for everything.
   *
   * @return false when it has its own time and nobody can hurry it
   */
  default boolean hurry() {
    return true;
  }

  /** Everything of a source that is asked regularly: its alerts, its rules and targets. */
  static List<Source> allOf(SourceSettings settings) {
    return settings.kind() == SourceSettings.Kind.PROMETHEUS
            && !settings.scope().inspection().isZero()
        ? List.of(of(settings), new PrometheusInspector(settings))
        : List.of(of(settings));
  }

  /** The source that these settings describe; it opens nothing before its first read. */
  static Source of(SourceSettings settings) {
    return new HttpSource(settings, Secrets.ofSystem());
  }
}
