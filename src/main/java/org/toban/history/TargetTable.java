package org.toban.history;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.toban.incident.Event;
import org.toban.incident.Incident;

/** On which hosts the alerts of an incident fired. */
final class TargetTable {
  private TargetTable() {}

  /** Keeps the hosts of what fired. */
  static void record(Session session, Incident incident, List<Event> events) throws SQLException {
    Set<String> hosts = new TreeSet<>();
    for (Event event : events) {
      if (event instanceof Event.AlertFired it && !it.alert().machine().isEmpty()) {
        hosts.add(it.alert().machine());
      }
    }
    for (String host : hosts) {
      session.change(
          "INSERT OR IGNORE INTO target (host, name, opened_at, incident) VALUES (?, ?, ?, ?)",
          host,
          incident.name(),
          incident.openedAt().toEpochMilli(),
          incident.id());
    }
  }

  /** Incidents of a name on any of these hosts, newest first. */
  static List<String> latest(
      Session session, String name, Collection<String> hosts, int limit, Instant before)
      throws SQLException {
    record Found(String incident, long openedAt) {}
    Set<Found> found = new java.util.HashSet<>();
    for (String host : hosts) {
      found.addAll(
          session.list(
              LATEST,
              line -> new Found(line.getString(1), line.getLong(2)),
              host,
              name,
              before.toEpochMilli(),
              limit));
    }
    return found.stream()
        .sorted(
            java.util.Comparator.comparingLong(Found::openedAt)
                .reversed()
                .thenComparing(Found::incident))
        .limit(limit)
        .map(Found::incident)
        .toList();
  }

  /** Open to the room's tests, which look at how it is answered. */
  static final String LATEST =
      "SELECT incident, opened_at FROM target WHERE host = ? AND name = ? AND opened_at < ?"
          + " ORDER BY opened_at DESC LIMIT ?";
}
