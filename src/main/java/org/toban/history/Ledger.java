package org.toban.history;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.toban.history.HistoryFault.Kind;
import org.toban.incident.Event;

/**
 * Appends events and all that follows from them: the incident's line, the weekly counts, starts.
 * Remembers the incidents last written to, so that an append need not read them again. Used inside
 * the writer's transactions only.
 */
final class Ledger {
  private static final int REMEMBERED = 500;

  private final Map<String, Standing> staged = new HashMap<>();
  private final Map<String, Standing> committed =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Standing> eldest) {
          return size() > REMEMBERED;
        }
      };

  void append(Session session, History.Addition addition) throws SQLException {
    String id = addition.incident();
    Standing before = standing(session, id);
    long version = before == null ? 0 : before.incident().version();
    if (version != addition.expectedVersion()) {
      throw new HistoryFault(
          Kind.CONFLICT,
          "%s has %d events, not %d: another console wrote to it first, read it again"
              .formatted(id, version, addition.expectedVersion()),
          null);
    }
    if (addition.events().isEmpty()) {
      return;
    }
    String hash = before == null ? EventTable.NO_HASH : before.hash();
    for (Event event : addition.events()) {
      hash = EventTable.append(session, id, ++version, event, hash);
      RunTable.index(session, id, event);
    }
    List<Event> events = addition.events();
    Standing after = before == null ? Standing.of(id, events, hash) : before.after(events, hash);
    IncidentTable.record(session, before, after);
    TargetTable.record(session, after.incident(), events);
    staged.put(id, after);
  }

  /** The incident as the running transaction sees it, null when it has no events. */
  @Nullable Standing standing(Session session, String id) throws SQLException {
    Standing known = staged.getOrDefault(id, committed.get(id));
    if (known != null) {
      return known;
    }
    EventTable.Chain chain = EventTable.read(session, id);
    return chain.events().isEmpty() ? null : Standing.of(id, chain.events(), chain.hash());
  }

  /** The transaction is on disk. */
  void committed() {
    committed.putAll(staged);
    staged.clear();
  }

  /** Nothing that was remembered can be relied on. */
  void forget() {
    committed.clear();
    staged.clear();
  }
}
