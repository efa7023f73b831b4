package org.toban.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes of hosts, append-only, each row's hash over the row before it. */
final class HostChangeTable {
  private HostChangeTable() {}

  /** Appends one, and gives 0 when it is there already. */
  static int append(Session session, HostChange change) throws SQLException {
    String before =
        session.first(
            "SELECT hash FROM host_change ORDER BY n DESC LIMIT 1", line -> line.getString(1));
    String json = Json.text(change);
    return session.change(
        "INSERT OR IGNORE INTO host_change (id, stage, at, json, hash) VALUES (?, ?, ?, ?, ?)",
        change.id(),
        change.stage().name(),
        change.at().toEpochMilli(),
        json,
        hash(before, json));
  }

  private static String hash(@Nullable String before, String json) {
    return EventTable.hash(before == null ? EventTable.NO_HASH : before, "host-change", 0, json);
  }

  /**
   * All in order.
   *
   * @throws HistoryFault when a row was changed or is missing
   */
  static List<HostChange> all(Session session) throws SQLException {
    List<HostChange> all = new ArrayList<>();
    String[] last = {EventTable.NO_HASH};
    session.each(
        "SELECT json, hash FROM host_change ORDER BY n",
        line -> {
          String json = line.getString(1);
          if (!hash(last[0], json).equals(line.getString(2))) {
            throw damaged(all.size() + 1, null);
          }
          last[0] = line.getString(2);
          try {
            return all.add(Json.value(Json.tree(json), HostChange.class));
          } catch (JsonProcessingException e) {
            throw damaged(all.size() + 1, e);
          }
        });
    return all;
  }

  private static HistoryFault damaged(int row, @Nullable Exception cause) {
    return new HistoryFault(
        HistoryFault.Kind.DAMAGED,
        "change %d of a host is damaged, was changed outside Toban, or follows one that is missing: restore a backup"
            .formatted(row),
        cause);
  }
}
