package org.toban.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.toban.history.History;
import org.toban.history.HistoryFault;
import org.toban.history.Mail;
import org.toban.incident.Event;
import org.toban.notice.Letter;

/**
 * Writes events to the history, in order. What cannot be written is kept and written first when the
 * history works again, so that nothing is lost or out of order while the program runs.
 */
final class Ledger {
  private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
  private static final int EPISODES_KEPT = 200_000;
  private static final int OUTPUTS_KEPT = 200;

  private final History history;
  private final Deque<History.Addition> unwritten = new ArrayDeque<>();
  private final Deque<History.EpisodeChange> episodes = new ArrayDeque<>();
  private final List<Letter> posted = new ArrayList<>();
  private final List<Mail.Fate> fates = new ArrayList<>();
  private final Map<String, String> outputs = new LinkedHashMap<>();
  private @Nullable String problem;

  Ledger(History history) {
    this.history = history;
  }

  /** Why the newest events are only in memory; null when everything is written. */
  @Nullable String problem() {
    return problem;
  }

  void add(Effect.Append it) {
    unwritten.add(new History.Addition(it.incident(), it.expectedVersion(), it.events()));
  }

  void add(Effect.Notify it) {
    posted.add(it.letter());
  }

  void add(Effect.Settle it) {
    fates.addAll(it.fates());
  }

  void add(Effect.Episodes it) {
    episodes.addAll(it.changes());
    while (episodes.size() > EPISODES_KEPT) {
      episodes.removeFirst();
    }
  }

  void add(Effect.StoreOutput it) {
    outputs.put(it.runId(), it.text());
    if (outputs.size() > OUTPUTS_KEPT) {
      outputs.remove(outputs.keySet().iterator().next());
    }
  }

  /** Writes everything that waits; durable on return unless there is a {@link #problem}. */
  void write() {
    try {
      writeEvents();
      writeRest();
      if (problem != null) {
        LOG.info("the history works again");
      }
      problem = null;
    } catch (RuntimeException fault) {
      if (problem == null) {
        LOG.error("the history cannot be written; events are kept in memory", fault);
      }
      problem = fault.getMessage() == null ? fault.toString() : fault.getMessage();
    }
  }

  private void writeEvents() {
    if (unwritten.isEmpty() && posted.isEmpty() && fates.isEmpty()) {
      return;
    }
    Mail mail = new Mail(posted, fates);
    try {
      history.append(List.copyOf(unwritten), mail);
      unwritten.clear();
      forget(mail);
    } catch (HistoryFault fault) {
      if (fault.kind() != HistoryFault.Kind.CONFLICT) {
        throw fault;
      }
      history.append(List.of(), mail);
      forget(mail);
      writeOneByOne();
    }
  }

  private void forget(Mail mail) {
    posted.subList(0, mail.posted().size()).clear();
    fates.subList(0, mail.fates().size()).clear();
  }

  /** One incident is at odds with the history: the others are written all the same. */
  private void writeOneByOne() {
    List<History.Addition> left = new ArrayList<>();
    @Nullable HistoryFault conflict = null;
    for (History.Addition addition : List.copyOf(unwritten)) {
      try {
        if (!isWritten(addition)) {
          history.append(addition.incident(), addition.expectedVersion(), addition.events());
        }
      } catch (HistoryFault fault) {
        left.add(addition);
        conflict = fault;
      }
    }
    unwritten.clear();
    unwritten.addAll(left);
    if (conflict != null) {
      throw conflict;
    }
  }

  /** An earlier attempt may have been written though it failed afterwards. */
  private boolean isWritten(History.Addition addition) {
    List<Event> stored = history.events(addition.incident());
    int from = Math.toIntExact(addition.expectedVersion());
    int to = from + addition.events().size();
    return stored.size() >= to && stored.subList(from, to).equals(addition.events());
  }

  private void writeRest() {
    if (!episodes.isEmpty()) {
      history.episodes(List.copyOf(episodes));
      episodes.clear();
    }
    for (String runId : List.copyOf(outputs.keySet())) {
      history.output(runId, outputs.getOrDefault(runId, ""));
      outputs.remove(runId);
    }
  }

  boolean isEmpty() {
    return unwritten.isEmpty()
        && posted.isEmpty()
        && fates.isEmpty()
        && episodes.isEmpty()
        && outputs.isEmpty();
  }
}
