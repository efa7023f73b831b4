package org.toban.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.toban.notice.Letter;

/** The outbox: letters from before they are sent until long after. */
final class LetterTable {
  private LetterTable() {}

  static void take(Session session, Mail mail) throws SQLException {
    for (Letter it : mail.posted()) {
      session.change(
          "INSERT OR IGNORE INTO letter (key, channel, incident, at, state, json)"
              + " VALUES (?, ?, ?, ?, ?, ?)",
          it.key(),
          it.channel(),
          it.notice().incident(),
          it.at().toEpochMilli(),
          name(Mail.State.WAITING),
          Json.text(it));
    }
    for (Mail.Fate it : mail.fates()) {
      session.change(
          "UPDATE letter SET state = ?, attempts = ?, reference = ?, problem = ? WHERE key = ?",
          name(it.state()),
          it.attempts(),
          it.reference().isEmpty() ? null : it.reference(),
          it.problem(),
          it.key());
    }
  }

  /** Those that wait, in the order in which they were stored. */
  static List<Letter> waiting(Session session) throws SQLException {
    return session.list(
        "SELECT json FROM letter WHERE state = 'waiting' ORDER BY n",
        line -> letter(line.getString(1)));
  }

  /** What the newest letter about an incident by a channel is called there. */
  static @Nullable String reference(Session session, String channel, String incident)
      throws SQLException {
    return session.first(
        "SELECT reference FROM letter WHERE incident = ? AND channel = ? AND reference IS NOT NULL"
            + " ORDER BY n DESC LIMIT 1",
        line -> line.getString(1),
        incident,
        channel);
  }

  private static Letter letter(String json) {
    try {
      return Json.value(Json.tree(json), Letter.class);
    } catch (JsonProcessingException e) {
      throw new HistoryFault(
          HistoryFault.Kind.DAMAGED, "a letter of the outbox cannot be read: " + e, e);
    }
  }

  private static String name(Mail.State state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
