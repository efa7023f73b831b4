package org.toban.review;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.toban.incident.Event;
import org.toban.incident.Incident;

/** Makes the facts of a review. */
public final class Reviews {
  private Reviews() {}

  /**
   * The review of one incident.
   *
   * @param events all of its events, in order
   * @param outputs what its runs printed, by run id; a run without one shows its stored tail
   * @param practice whether it happened in the drill
   */
  public static Review of(
      Incident incident, List<Event> events, Map<String, String> outputs, boolean practice) {
    return new Review(
        incident,
        events,
        outputs,
        since(incident.openedAt(), incident.respondedAt()),
        since(incident.openedAt(), incident.recoveredAt()),
        incident.recoveredAt(),
        practice);
  }

  private static @Nullable Duration since(Instant opened, @Nullable Instant end) {
    return end == null ? null : Duration.between(opened, end);
  }
}
