package org.toban.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.alert.Fingerprint;
import org.toban.incident.Event;
import org.toban.incident.Handling;
import org.toban.incident.Incident;
import org.toban.incident.MaintenanceRules;
import org.toban.incident.MaintenanceWindow;

/**
 * Announced work: which is under way, and which incidents it explains. An incident is held back
 * while every alert of it is expected; Toban's own alerts never are.
 */
final class Maintenances {
  private final State state;
  private final MaintenanceRules rules;
  private final Map<Fingerprint, MaintenanceWindow> announced = new LinkedHashMap<>();
  private List<MaintenanceWindow> declared = List.of();
  private List<MaintenanceWindow> open = List.of();
  private final List<String> released = new ArrayList<>();

  /** Whether {@link #open} has to be found anew. */
  private boolean dirty = true;

  /** The version that an incident had when it was last judged by the windows that are open. */
  private final Map<String, Long> judged = new HashMap<>();

  Maintenances(State state, MaintenanceRules rules) {
    this.state = state;
    this.rules = rules;
  }

  /** A row is as it is now: it may announce, or have stopped to be believed. */
  void see(Board.Row row) {
    if (rules.announcing() == null || row.sources().contains(OwnAlerts.SOURCE)) {
      return;
    }
    if (!row.stale() && rules.announces(row.alert(), row.severity())) {
      MaintenanceWindow window = rules.announcedBy(row.alert());
      dirty |= !window.equals(announced.put(row.fingerprint(), window));
    } else {
      forget(row.fingerprint());
    }
  }

  void forget(Fingerprint fingerprint) {
    dirty |= announced.remove(fingerprint) != null;
  }

  /** What people have declared besides the configuration. */
  void declare(List<MaintenanceWindow> windows) {
    declared = List.copyOf(windows);
    dirty = true;
  }

  /** One more, in the place of that of the same name. */
  void add(MaintenanceWindow window) {
    List<MaintenanceWindow> all = without(window.name());
    all.add(window);
    declare(all);
    state.effect(new Effect.SaveMaintenance(window.name(), window));
  }

  void end(String name) {
    declare(without(name));
    state.effect(new Effect.SaveMaintenance(name, null));
  }

  private List<MaintenanceWindow> without(String name) {
    List<MaintenanceWindow> left = new ArrayList<>(declared);
    left.removeIf(it -> it.name().equals(name));
    return left;
  }

  /** Those that are under way. */
  List<MaintenanceWindow> open() {
    if (dirty) {
      refresh();
    }
    return open;
  }

  /** Those under way that no alert announces. */
  List<MaintenanceWindow> written() {
    return open().stream().filter(it -> it.origin() != MaintenanceWindow.Origin.ANNOUNCED).toList();
  }

  private void refresh() {
    dirty = false;
    List<MaintenanceWindow> now =
        Stream.of(rules.windows(), declared, announced.values())
            .flatMap(Collection::stream)
            .filter(it -> it.time().endFor(state.now) != null)
            .toList();
    if (!now.equals(open)) {
      open = now;
      judged.clear();
    }
  }

  /** Looks which windows are open as of now, and at every incident. */
  void look() {
    refresh();
    state.cases.open().forEach(this::judge);
  }

  /** Before somebody is told of an incident: whether it is expected. */
  void expect(String id) {
    Incident it = state.cases.require(id);
    if (it.isUnderWay() && it.handling().maintenance() == null && !it.firing().isEmpty()) {
      MaintenanceWindow window = isAnythingKnown() ? windowOf(it) : null;
      if (window != null) {
        begin(id, window);
      }
    }
  }

  /** Those that were held back until now and fire on, once. */
  List<String> released() {
    List<String> all = List.copyOf(released);
    released.clear();
    return all;
  }

  private boolean isAnythingKnown() {
    return !open().isEmpty() || rules.marked() != null;
  }

  private void judge(String id) {
    Incident it = state.cases.require(id);
    Handling.Maintenance held = it.handling().maintenance();
    if (!it.isUnderWay() || (held == null && !isAnythingKnown())) {
      return;
    }
    Long before = judged.put(id, it.version());
    boolean mayRunOut = rules.marked() != null; // the time of a mark, without any other change
    if (before != null && before == it.version() && !mayRunOut) {
      return;
    }
    if (held == null) {
      expect(id);
    } else if (windowOf(it) == null) {
      state.cases.add(id, new Event.MaintenanceEnded(state.now, Incident.AUTOMATIC, held.name()));
      if (!it.firing().isEmpty()) {
        released.add(id);
      }
    }
  }

  private void begin(String id, MaintenanceWindow window) {
    state.cases.add(
        id,
        new Event.MaintenanceBegan(
            state.now,
            window.by(),
            window.name(),
            window.time().endFor(state.now),
            rules.pausesDeadlines()));
  }

  /** The window that explains all of it; null when an alert of it is not expected. */
  private @Nullable MaintenanceWindow windowOf(Incident it) {
    MaintenanceWindow first = null;
    for (Alert alert : (it.firing().isEmpty() ? it.cleared() : it.firing()).values()) {
      MaintenanceWindow window = windowOf(alert);
      if (window == null) {
        return null;
      }
      first = first == null ? window : first;
    }
    return first;
  }

  private @Nullable MaintenanceWindow windowOf(Alert alert) {
    Board.Row row = state.rows.get(alert.fingerprint());
    if (row != null && row.sources().contains(OwnAlerts.SOURCE)) {
      return null;
    }
    for (MaintenanceWindow window : open()) {
      if (window.covers(alert)) {
        return window;
      }
    }
    MaintenanceWindow mark = rules.markOf(alert);
    Instant end = mark == null ? null : mark.time().endFor(state.now);
    return end == null ? null : mark;
  }
}
