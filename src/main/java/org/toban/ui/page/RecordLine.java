package org.toban.ui.page;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Severity;
import org.toban.history.History;
import org.toban.incident.Incident;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Times;
import org.toban.ui.look.Words;

/**
 * An incident of the past as a line of a list, in words.
 *
 * @param response how the response stood against its deadline
 * @param good null without a deadline, else whether it was met
 */
record RecordLine(
    String id,
    String name,
    Severity severity,
    String opened,
    String response,
    @Nullable Boolean good,
    String recovery,
    String verdict) {

  static RecordLine of(History.Row row, Times times, Instant now) {
    return new RecordLine(
        row.id(),
        Plain.line(row.name(), 80),
        row.severity(),
        times.absolute(row.openedAt(), now),
        response(row.openedAt(), row.respondedAt(), times),
        good(row.deadline(), row.respondedAt(), now),
        recovery(row.openedAt(), row.recoveredAt(), times),
        row.closedAt() == null
            ? times.words().getOr(row.phase(), "phase." + row.phase())
            : times.words().of("verdict", row.verdict()));
  }

  static RecordLine of(Incident incident, Times times, Instant now) {
    Words words = times.words();
    Instant recovered =
        incident.phase() instanceof org.toban.incident.Phase.Recovered it ? it.since() : null;
    return new RecordLine(
        incident.id(),
        Plain.line(incident.name(), 80),
        incident.severity(),
        times.absolute(incident.openedAt(), now),
        response(incident.openedAt(), incident.respondedAt(), times),
        good(incident.deadline(), incident.respondedAt(), now),
        recovery(incident.openedAt(), recovered, times),
        incident.phase() instanceof org.toban.incident.Phase.Closed closed
            ? words.of("verdict", closed.verdict())
            : words.get(incident.reviewedAt() == null ? "reviews.due" : "reviews.drafted"));
  }

  private static @Nullable Boolean good(
      @Nullable Instant deadline, @Nullable Instant responded, Instant now) {
    return deadline == null ? null : !(responded == null ? now : responded).isAfter(deadline);
  }

  private static String response(Instant opened, @Nullable Instant responded, Times times) {
    return responded == null ? "–" : times.span(Duration.between(opened, responded));
  }

  private static String recovery(Instant opened, @Nullable Instant recovered, Times times) {
    return recovered == null ? "–" : times.span(Duration.between(opened, recovered));
  }
}
