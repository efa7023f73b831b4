package org.toban.source;

import java.time.Duration;
import java.time.InstantSource;

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

  /** The source that these settings describe; it opens nothing before its first read. */
  static Source of(SourceSettings settings) {
    return new HttpSource(settings, Secrets.ofSystem());
  }
}
