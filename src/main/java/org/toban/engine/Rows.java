package org.toban.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.alert.Fingerprint;

/**
 * The rows of the board by fingerprint. What is published is the same list until a row changes, and
 * unchanged rows are the same objects.
 */
final class Rows {
  private final Maintenances maintenance;
  private final List<Board.Row> rows = new ArrayList<>();
  private final Map<Fingerprint, Integer> places = new HashMap<>();
  private @Nullable List<Board.Row> published = List.of();

  Rows(Maintenances maintenance) {
    this.maintenance = maintenance;
  }

  Board.@Nullable Row get(Fingerprint fingerprint) {
    Integer place = places.get(fingerprint);
    return place == null ? null : rows.get(place);
  }

  void put(Board.Row row) {
    maintenance.see(row);
    Integer place = places.putIfAbsent(row.fingerprint(), rows.size());
    if (place == null) {
      rows.add(row);
    } else {
      rows.set(place, row);
    }
    published = null;
  }

  void remove(Fingerprint fingerprint) {
    Integer place = places.remove(fingerprint);
    if (place == null) {
      return;
    }
    maintenance.forget(fingerprint);
    Board.Row last = rows.removeLast();
    if (place < rows.size()) {
      rows.set(place, last);
      places.put(last.fingerprint(), place);
    }
    published = null;
  }

  /** Links a row to its incident. */
  void link(Fingerprint fingerprint, String incident) {
    Board.Row row = get(fingerprint);
    if (row != null && !incident.equals(row.incident())) {
      put(
          new Board.Row(
              row.fingerprint(),
              row.alert(),
              row.sources(),
              row.severity(),
              row.policy(),
              incident,
              row.firstSeen(),
              row.stale()));
    }
  }

  boolean isActive(Fingerprint fingerprint) {
    Board.Row row = get(fingerprint);
    return row != null && row.alert().state() == Alert.State.ACTIVE;
  }

  List<Board.Row> snapshot() {
    if (published == null) {
      published = List.copyOf(rows);
    }
    return published;
  }
}
