package org.toban.ui.parts;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.incident.Incident;
import org.toban.runbook.Step;
import org.toban.source.Series;
import org.toban.source.fault.Fault;
import org.toban.source.logs.LogLine;

/** Where the desk reads the queries of runbooks. */
@FunctionalInterface
public interface Panels {
  /**
   * What the query of a step gives for an incident now; blocks, and is called off the FX thread.
   */
  Answer read(Step step, Incident incident, Instant now);

  /** Nobody is asked. */
  static Panels none() {
    return (step, incident, now) -> new Answer.Unasked(Why.NO_SERVER, "");
  }

  /** What a query gave. */
  sealed interface Answer {
    /**
     * Numbers over a time.
     *
     * @param source who was asked
     * @param leftOut series that were not read
     * @param threshold null when no line is drawn
     * @param unit percent, bytes, seconds, or empty
     */
    record Chart(
        String source,
        Span span,
        List<Series> series,
        int leftOut,
        List<String> warnings,
        @Nullable Double threshold,
        String unit)
        implements Answer {
      public Chart {
        series = List.copyOf(series);
        warnings = List.copyOf(warnings);
      }
    }

    /** The newest lines, oldest first; {@code more} when there are others before them. */
    record Lines(String source, List<LogLine> lines, boolean more) implements Answer {
      public Lines {
        lines = List.copyOf(lines);
      }
    }

    record Failed(String source, Fault fault) implements Answer {}

    record Unasked(Why why, String detail) implements Answer {}
  }

  /** Why nobody was asked. */
  enum Why {
    /** The configuration has no server of this kind. */
    NO_SERVER,
    /** It has several, and neither the alert nor the block says which; detail: their names. */
    SEVERAL_SERVERS,
    /** The block names one that there is not; detail: its name. */
    UNKNOWN_SERVER,
    /** A label is missing or cannot stand in a query; detail: what. */
    BAD_QUERY
  }

  /**
   * The time that a panel shows.
   *
   * @param start of the incident, which is marked
   * @param step between two values
   */
  record Span(Instant from, Instant to, Instant start, Duration step) {
    private static final Duration BEFORE = Duration.ofMinutes(30);
    private static final int POINTS = 240;

    /** From half an hour before an incident's start until now, or shortly after its end. */
    public static Span of(Incident incident, Instant now) {
      Instant start =
          Stream.concat(incident.firing().values().stream(), incident.cleared().values().stream())
              .map(Alert::startsAt)
              .filter(at -> at.isBefore(incident.openedAt()))
              .min(Comparator.naturalOrder())
              .orElse(incident.openedAt());
      Instant after = incident.movedAt().plus(BEFORE);
      Instant end = incident.isOpen() || now.isBefore(after) ? now : after;
      Instant to = end.isBefore(start) ? start : end;
      long all = Duration.between(start.minus(BEFORE), to).toSeconds();
      long step = Math.max(15, Math.ceilDiv(all, POINTS));
      // the last value is that of the end, whatever the step
      Instant from = to.minusSeconds(Math.ceilDiv(all, step) * step);
      return new Span(from, to, start, Duration.ofSeconds(step));
    }
  }
}
