package org.toban.ui.related;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.toban.alert.Alert;
import org.toban.history.History;
import org.toban.incident.Incident;
import org.toban.ui.parts.Archive;

/**
 * An earlier incident of the same name.
 *
 * @param here whether it had an alert on a host of the one that is looked at
 */
record Here(History.Row row, boolean here) {
  /** An incident of a whole estate is asked for a few of its hosts. */
  private static final int MOST_HOSTS = 20;

  /** Those of the same hosts first, then the others; each newest first. */
  static List<Here> of(Archive archive, Incident incident, int most) {
    List<History.Row> same =
        archive.latestOn(hosts(incident), incident.alertName(), most + 1, incident.openedAt());
    List<Here> all = new ArrayList<>();
    same.forEach(row -> all.add(new Here(row, true)));
    archive.latest(incident.alertName(), 2 * most + 2, incident.openedAt()).stream()
        .filter(row -> !same.contains(row))
        .forEach(row -> all.add(new Here(row, false)));
    return all.stream().filter(it -> !it.row().id().equals(incident.id())).limit(most).toList();
  }

  private static Set<String> hosts(Incident incident) {
    Set<String> hosts = new TreeSet<>();
    Stream.concat(incident.firing().values().stream(), incident.cleared().values().stream())
        .map(Alert::machine)
        .filter(host -> !host.isEmpty())
        .distinct()
        .limit(MOST_HOSTS)
        .forEach(hosts::add);
    return hosts;
  }
}
