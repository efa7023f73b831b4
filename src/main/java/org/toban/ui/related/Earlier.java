package org.toban.ui.related;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.toban.history.History;
import org.toban.incident.Event;
import org.toban.incident.Run;

/**
 * What became of the last incident of the same name.
 *
 * @param incident its id
 * @param step the last one of the stage respond that succeeded before it recovered; null when
 *     nothing did
 * @param took from opening to recovery; null when it never recovered
 * @param others how many there were before that one, as far as was looked
 */
record Earlier(
    String incident, Instant openedAt, @Nullable String step, @Nullable Duration took, int others) {
  /** How many are looked at. */
  static final int MOST = 20;

  /**
   * Of what the history has of a name.
   *
   * @param rows newest first, without the incident that is looked at
   * @param events of one incident, by its id
   * @return null when this is the first
   */
  static @Nullable Earlier of(List<History.Row> rows, Function<String, List<Event>> events) {
    if (rows.isEmpty()) {
      return null;
    }
    History.Row last = rows.getFirst();
    Instant recovered = last.recoveredAt();
    return new Earlier(
        last.id(),
        last.openedAt(),
        recovered == null ? null : step(events.apply(last.id()), recovered),
        recovered == null ? null : Duration.between(last.openedAt(), recovered),
        rows.size() - 1);
  }

  private static @Nullable String step(List<Event> events, Instant recovered) {
    Map<String, String> responses = new HashMap<>();
    String worked = null;
    for (Event event : events) {
      switch (event) {
        case Event.RunPlanned it when it.intent().stage() == Run.Stage.RESPOND ->
            responses.put(it.intent().runId(), it.intent().title());
        case Event.RunEnded it when it.ending().succeeded() && !it.at().isAfter(recovered) ->
            worked = responses.getOrDefault(it.runId(), worked);
        default -> {}
      }
    }
    return worked;
  }
}
