package org.toban.app.lint;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.toban.history.History;
import org.toban.incident.Incident;
import org.toban.runbook.lint.Known;

/** Which runbooks the incidents of the last days had, as the history knows them. */
public final class Usage {
  private static final int PAGE = 1_000;

  private Usage() {}

  /** Empty when the history does not reach back so far, so that it cannot be said. */
  public static Optional<Known.Use> since(History history, Duration span, Instant now) {
    Instant since = now.minus(span);
    if (history.find(new History.Filter(null, null, null, null, since), 1).count() == 0) {
      return Optional.empty();
    }
    Set<String> used = new HashSet<>();
    Instant before = now.plus(Duration.ofDays(1));
    while (true) {
      var filter = new History.Filter(null, null, null, since, before);
      var rows = history.find(filter, PAGE).rows();
      for (History.Row row : rows) {
        history.incident(row.id()).map(Incident::runbook).ifPresent(used::add);
      }
      Instant next = rows.isEmpty() ? before : rows.getLast().openedAt().plusMillis(1);
      if (rows.size() < PAGE || !next.isBefore(before)) {
        return Optional.of(new Known.Use(used, span.toDays()));
      }
      before = next; // those of one instant are read again, rather than missed
    }
  }
}
