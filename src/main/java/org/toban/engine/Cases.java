package org.toban.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Fingerprint;
import org.toban.alert.Labels;
import org.toban.incident.Event;
import org.toban.incident.Incident;

/** The incidents, and what was added to them in this step. */
final class Cases {
  /** Closed incidents stay on the board up to this many, the newest. */
  private static final int CLOSED_KEPT = 500;

  private final Map<String, Incident> byId = new LinkedHashMap<>();
  private final Set<String> open = new LinkedHashSet<>();
  private final Set<String> closed = new LinkedHashSet<>();
  private final Set<String> used = new HashSet<>();
  private final Map<Labels, String> newest = new HashMap<>();
  private final Map<Fingerprint, String> splitOff = new HashMap<>();
  private final Map<String, Added> added = new LinkedHashMap<>();
  private @Nullable Map<String, Incident> published = Map.of();

  /** What one step added; {@code before} is null for what began in it. */
  private record Added(@Nullable Incident before, List<Event> events) {
    long version() {
      return before == null ? 0 : before.version();
    }
  }

  /** Takes in what the history has; the newest of a group last. */
  void remember(Incident it) {
    hold(it);
    if (it.handling().splitFrom() != null) {
      it.firing().keySet().forEach(alert -> splitOff.put(alert, it.id()));
      it.cleared().keySet().forEach(alert -> splitOff.put(alert, it.id()));
    } else if (it.handling().mergedInto() == null) {
      newest.put(it.group(), it.id());
    }
    takeGroups(it.id());
  }

  /** Alerts of the groups that it has absorbed come to it from now on. */
  void takeGroups(String id) {
    require(id).handling().absorbed().forEach(group -> newest.put(group, id));
  }

  /** An id that is taken though its incident is not here. */
  void reserve(String id) {
    used.add(id);
  }

  boolean isTaken(String id) {
    return used.contains(id);
  }

  @Nullable Incident get(@Nullable String id) {
    return id == null ? null : byId.get(id);
  }

  Incident require(String id) {
    Incident incident = byId.get(id);
    if (incident == null) {
      throw new IllegalStateException("no incident " + id);
    }
    return incident;
  }

  /** The last incident whose alerts have these labels in common. */
  @Nullable Incident newest(Labels group) {
    return get(newest.get(group));
  }

  /** The incident that an alert was taken to, apart from those that it shares labels with. */
  @Nullable Incident splitOff(Fingerprint alert) {
    return get(splitOff.get(alert));
  }

  /** A copy: incidents may change while it is walked. */
  List<String> open() {
    return List.copyOf(open);
  }

  /** A new incident; the first of its events is its opening. */
  void open(String id, List<Event> events) {
    Incident incident = Incident.fold(id, events);
    added.put(id, new Added(null, new ArrayList<>(events)));
    remember(incident);
  }

  void add(String id, Event... events) {
    add(id, List.of(events));
  }

  void add(String id, List<Event> events) {
    Incident before = require(id);
    added.computeIfAbsent(id, i -> new Added(before, new ArrayList<>())).events().addAll(events);
    hold(before.apply(events));
  }

  private void hold(Incident it) {
    used.add(it.id());
    byId.put(it.id(), it);
    (it.isOpen() ? open : closed).add(it.id());
    (it.isOpen() ? closed : open).remove(it.id());
    if (closed.size() > CLOSED_KEPT) {
      String oldest = closed.iterator().next();
      closed.remove(oldest);
      Incident gone = byId.remove(oldest);
      if (gone != null) {
        forgetGroups(gone);
      }
    }
    published = null;
  }

  /** What led alerts to an incident that is here no more. */
  private void forgetGroups(Incident gone) {
    newest.remove(gone.group(), gone.id());
    gone.handling().absorbed().forEach(group -> newest.remove(group, gone.id()));
    splitOff.values().removeIf(gone.id()::equals);
  }

  /** Ids of the incidents that this step added to so far. */
  List<String> changed() {
    return List.copyOf(added.keySet());
  }

  /** As it was before this step; null when it began in it, or nothing was added to it. */
  @Nullable Incident before(String id) {
    Added it = added.get(id);
    return it == null ? null : it.before();
  }

  /** What this step added, to be stored; the next step begins with nothing. */
  List<Effect> drain() {
    List<Effect> appends = new ArrayList<>();
    added.forEach(
        (id, it) -> appends.add(new Effect.Append(id, it.version(), List.copyOf(it.events()))));
    added.clear();
    return appends;
  }

  Map<String, Incident> snapshot() {
    if (published == null) {
      published = Collections.unmodifiableMap(new LinkedHashMap<>(byId));
    }
    return published;
  }
}
