package org.toban.runbook;

import java.util.List;

/**
 * Something that lint found.
 *
 * @param code stable, for filters, such as {@code severity-conflict}
 * @param also other places it speaks of
 */
public record Problem(Place place, Level level, String code, String message, List<Place> also) {
  public Problem {
    also = List.copyOf(also);
  }

  /** Errors make lint fail. */
  public enum Level {
    ERROR,
    WARNING,
    INFO
  }
}
