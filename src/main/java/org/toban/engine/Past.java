package org.toban.engine;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.toban.incident.Event;

/**
 * What the history tells the engine at its start.
 *
 * @param incidents events by incident: of every open one, and of those closed lately; oldest first
 * @param starts earlier starts by {@code sha256@host}
 * @param ids other ids that are taken
 */
record Past(
    Map<String, List<Event>> incidents, Map<String, List<Instant>> starts, Set<String> ids) {
  static Past nothing() {
    return new Past(Map.of(), Map.of(), Set.of());
  }
}
