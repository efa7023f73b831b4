package org.toban.review;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.alert.Fingerprint;
import org.toban.incident.Event;
import org.toban.incident.Incident;
import org.toban.incident.Run;

/**
 * The facts of one incident, computed from its events alone; documents are made from this.
 *
 * @param outputs what each run printed, by run id
 * @param timeToRespond from opening to the first response, null before that
 * @param timeToRecover from opening to the last confirmed recovery, null before that
 */
public record Review(
    Incident incident,
    List<Event> timeline,
    Map<String, String> outputs,
    @Nullable Duration timeToRespond,
    @Nullable Duration timeToRecover,
    @Nullable Instant recoveredAt,
    boolean practice) {

  public Review {
    timeline = List.copyOf(timeline);
    outputs = Map.copyOf(outputs);
  }

  /** Every run in the order in which they were planned, by run id. */
  Map<String, Run> runs() {
    Map<String, Run> runs = new LinkedHashMap<>();
    for (Event event : timeline) {
      switch (event) {
        case Event.RunPlanned it ->
            runs.put(it.intent().runId(), new Run(it.intent(), it.at(), null));
        case Event.RunEnded it ->
            runs.computeIfPresent(
                it.runId(), (_, run) -> new Run(run.intent(), run.plannedAt(), it.ending()));
        default -> {}
      }
    }
    return runs;
  }

  /** Every alert as it first fired here. */
  Map<Fingerprint, Alert> alerts() {
    Map<Fingerprint, Alert> alerts = new LinkedHashMap<>();
    for (Event event : timeline) {
      if (event instanceof Event.AlertFired it) {
        alerts.putIfAbsent(it.alert().fingerprint(), it.alert());
      }
    }
    return alerts;
  }

  /** The events of one kind, in order. */
  <T extends Event> List<T> all(Class<T> kind) {
    return timeline.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
