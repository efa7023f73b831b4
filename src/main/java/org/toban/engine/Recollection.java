package org.toban.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.toban.history.History;
import org.toban.incident.Event;
import org.toban.incident.Incident;
import org.toban.incident.Run;
import org.toban.notice.Letter;
import org.toban.remedy.Inventory;
import org.toban.runbook.Library;
import org.toban.runbook.Runbook;
import org.toban.runbook.Step;

/** Reads from the history what the engine must know when it starts. */
final class Recollection {
  /**
   * What the history tells the engine at its start.
   *
   * @param incidents events by incident: of every open one, and of those closed lately; oldest
   *     first
   * @param starts earlier starts by {@code sha256@host}
   * @param ids other ids that are taken
   * @param told when the newest letter about an incident was decided that still waits to be sent
   */
  record Past(
      Map<String, List<Event>> incidents,
      Map<String, List<Instant>> starts,
      Set<String> ids,
      Map<String, Instant> told) {
    static Past nothing() {
      return new Past(Map.of(), Map.of(), Set.of(), Map.of());
    }
  }

  /** Incidents closed this long ago may still have an alert that fires. */
  private static final Duration CLOSED_LATELY = Duration.ofDays(7);

  private static final int LATEST = 2000;

  private final History history;
  private final Instant now;

  Recollection(History history, Instant now) {
    this.history = history;
    this.now = now;
  }

  Past past(Estate estate, Duration startWindow) {
    Map<String, List<Event>> incidents = new LinkedHashMap<>();
    Set<String> ids = new HashSet<>();
    for (History.Row row : history.latest(null, LATEST, null).reversed()) {
      ids.add(row.id());
      Instant closed = row.closedAt();
      if (closed != null && closed.isAfter(now.minus(CLOSED_LATELY))) {
        incidents.put(row.id(), history.events(row.id()));
      }
    }
    for (Incident open : history.open()) {
      incidents.put(open.id(), history.events(open.id()));
    }
    return new Past(incidents, starts(estate, startWindow), ids, told());
  }

  /** What waits goes out in this life: it is not decided again. */
  private Map<String, Instant> told() {
    Map<String, Instant> told = new HashMap<>();
    for (Letter letter : history.waitingLetters()) {
      letter.incidents().forEach(id -> told.put(id, letter.at()));
    }
    return told;
  }

  private Map<String, List<Instant>> starts(Estate estate, Duration window) {
    Map<String, List<Instant>> starts = new HashMap<>();
    for (String sha256 : actions(estate.library())) {
      for (String host : places(estate.inventory())) {
        List<Instant> earlier = history.starts(sha256, host, now.minus(window));
        if (!earlier.isEmpty()) {
          starts.put(Runs.key(sha256, host), earlier);
        }
      }
    }
    return starts;
  }

  private static List<String> places(Inventory inventory) {
    return Stream.concat(
            inventory.entries().stream().map(entry -> entry.target().name()),
            inventory.requests().allowed().stream())
        .toList();
  }

  private static Set<String> actions(Library library) {
    Set<String> actions = new HashSet<>();
    for (Runbook runbook : library.runbooks()) {
      runbook.steps(Run.Stage.RESPOND).stream()
          .filter(Step::isRunnable)
          .forEach(step -> actions.add(step.sha256()));
    }
    return actions;
  }
}
