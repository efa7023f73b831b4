package org.toban.source;

import java.time.Instant;
import java.util.List;
import org.toban.alert.Labels;

/** One line of a query's answer: its labels and its values in the order of time. */
public record Series(Labels labels, List<Sample> samples) {
  public Series {
    samples = List.copyOf(samples);
  }

  /** A value at a time; it may be not a number, or infinite. */
  public record Sample(Instant at, double value) {}
}
