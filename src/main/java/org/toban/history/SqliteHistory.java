package org.toban.history;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.toban.history.HistoryFault.Kind;
import org.toban.incident.Event;
import org.toban.incident.Incident;
import org.toban.notice.Letter;

/** The history in one SQLite file: one session that writes, as many that read as are needed. */
public final class SqliteHistory implements History {
  /** A return of an alert within this time of its end continues the episode. */
  public static final Duration FLAP_WINDOW = Duration.ofMinutes(10);

  private static final int IDLE_READERS = 4;

  private final Path file;
  private final Duration flapWindow;
  private final List<String> notices = new CopyOnWriteArrayList<>();
  private final ReentrantLock writing = new ReentrantLock();

  /** Open to the room's tests, which take disk space away from it. */
  final Session writer;

  private final Ledger ledger = new Ledger();
  private final ConcurrentLinkedDeque<Session> readers = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  private SqliteHistory(Path file, Opening opening, Duration flapWindow) {
    this.file = file;
    this.writer = opening.writer();
    this.flapWindow = flapWindow;
    if (opening.notice() != null) {
      notices.add(opening.notice());
    }
    if (!opening.checked()) {
      // A thread of its own: one long native call would hold a carrier of the virtual ones.
      Thread.ofPlatform().daemon().name("history-checkup").start(this::checkUp);
    }
  }

  /**
   * Opens or makes a history, private to its owner. A damaged file is set aside and a new one
   * begun; {@link #notices()} then says so.
   *
   * @throws HistoryFault when the file cannot be used: no permission, held by another program, of a
   *     newer Toban or of another program
   */
  public static SqliteHistory open(Path file) {
    return open(file, InstantSource.system(), FLAP_WINDOW);
  }

  /** As {@link #open(Path)}, with a clock for the names of files and another flap window. */
  public static SqliteHistory open(Path file, InstantSource clock, Duration flapWindow) {
    return new SqliteHistory(file, Opening.of(file, clock.instant()), flapWindow);
  }

  /** What a person must be told about this file; grows while it is open. */
  public List<String> notices() {
    return List.copyOf(notices);
  }

  @Override
  public void append(String incident, long expectedVersion, List<Event> events) {
    append(List.of(new Addition(incident, expectedVersion, events)));
  }

  @Override
  public void append(List<Addition> additions) {
    append(additions, Mail.none());
  }

  @Override
  public void append(List<Addition> additions, Mail mail) {
    write(session -> {
      for (Addition addition : additions) {
        ledger.append(session, addition);
      }
      LetterTable.take(session, mail);
      return additions.size();
    });
  }

  @Override
  public List<Letter> waitingLetters() {
    return read(LetterTable::waiting);
  }

  @Override
  public Optional<String> reference(String channel, String incident) {
    return read(session -> Optional.ofNullable(LetterTable.reference(session, channel, incident)));
  }

  @Override
  public List<Event> events(String incident) {
    return events(incident, 0);
  }

  @Override
  public List<Event> events(String incident, int after) {
    return read(session -> List.copyOf(EventTable.read(session, incident, after).events()));
  }

  /** As the interface says; one that cannot be read is left out and is a notice. */
  @Override
  public List<Incident> open() {
    List<Incident> open = new ArrayList<>();
    for (String id : read(IncidentTable::open)) {
      try {
        incident(id).ifPresent(open::add);
      } catch (HistoryFault e) {
        notices.add(id + " is open but cannot be read: " + e.getMessage());
      }
    }
    return open;
  }

  @Override
  public Optional<Incident> incident(String id) {
    return read(session -> {
      EventTable.Chain chain = EventTable.read(session, id);
      return chain.events().isEmpty()
          ? Optional.empty()
          : Optional.of(Standing.of(id, chain.events(), chain.hash()).incident());
    });
  }

  @Override
  public List<Row> latest(@Nullable String name, int limit, @Nullable Instant before) {
    return read(session -> IncidentTable.latest(session, name, limit, before));
  }

  @Override
  public List<Row> latestOn(Collection<String> hosts, String name, int limit, Instant before) {
    return read(session ->
        IncidentTable.of(session, TargetTable.latest(session, name, hosts, limit, before)));
  }

  @Override
  public Found find(Filter filter, int limit) {
    return read(session -> IncidentTable.find(session, filter, limit));
  }

  @Override
  public List<Opened> opened(Filter filter) {
    return read(session -> IncidentTable.opened(session, filter));
  }

  @Override
  public List<String> owners(int limit) {
    return read(session -> IncidentTable.owners(session, limit));
  }

  @Override
  public Found closedSince(Instant since, int limit) {
    return read(session -> IncidentTable.closedSince(session, since, limit));
  }

  @Override
  public List<Week> weeks(LocalDate since) {
    return read(session -> IncidentTable.weeks(session, since));
  }

  @Override
  public List<Instant> starts(String sha256, String host, Instant since) {
    return read(session -> RunTable.starts(session, sha256, host, since));
  }

  @Override
  public void episodes(List<EpisodeChange> changes) {
    write(session -> {
      for (EpisodeChange change : changes) {
        EpisodeTable.record(session, change, flapWindow);
      }
      return changes.size();
    });
  }

  @Override
  public List<Episode> episodesSince(Instant since, int limit) {
    return read(session -> EpisodeTable.since(session, since, limit));
  }

  @Override
  public List<Episode> episodesEndedSince(Instant since, int limit) {
    return read(session -> EpisodeTable.endedSince(session, since, limit));
  }

  @Override
  public void output(String runId, String text) {
    write(session -> RunTable.output(session, runId, text));
  }

  @Override
  public Optional<String> output(String runId) {
    return read(session -> Optional.ofNullable(RunTable.output(session, runId)));
  }

  @Override
  public void append(HostChange change) {
    write(session -> HostChangeTable.append(session, change));
  }

  @Override
  public List<HostChange> hostChanges() {
    return read(session -> List.copyOf(HostChangeTable.all(session)));
  }

  @Override
  public void backup(Path copy) {
    try {
      Files.deleteIfExists(copy);
      Opening.makePrivate(copy);
      try (Session session = Session.copier(file)) {
        session.change("VACUUM INTO ?", copy.toAbsolutePath().toString());
      }
    } catch (IOException e) {
      throw new HistoryFault(Kind.FAILED, "the copy " + copy + " cannot be written: " + e, e);
    } catch (SQLException e) {
      throw Faults.of(file, e);
    }
  }

  @Override
  public void exportTo(Appendable out) {
    read(session -> {
      Archive.write(session, out);
      return true;
    });
  }

  @Override
  public long importFrom(Reader in) {
    return Archive.takeAll(in, batch -> write(session -> batch.into(session, ledger)));
  }

  @Override
  public long purge(Instant before) {
    return write(session -> {
      ledger.forget();
      return Retention.purge(session, before);
    });
  }

  /** Work on one session. */
  private interface Work<T> {
    T on(Session session) throws SQLException;
  }

  private <T> T write(Work<T> work) {
    writing.lock();
    try {
      refuseWhenClosed();
      writer.execute("BEGIN IMMEDIATE");
      T result = work.on(writer);
      writer.execute("COMMIT");
      ledger.committed();
      return result;
    } catch (SQLException e) {
      rollBack();
      throw Faults.of(file, e);
    } catch (RuntimeException e) {
      rollBack();
      throw e;
    } finally {
      writing.unlock();
    }
  }

  private void rollBack() {
    ledger.forget();
    try {
      writer.execute("ROLLBACK");
    } catch (SQLException e) {
      // SQLite has rolled back by itself (full disk, I/O error), or nothing had begun.
    }
  }

  private <T> T read(Work<T> work) {
    refuseWhenClosed();
    Session session = null;
    try {
      session = readers.poll();
      if (session == null) {
        session = Session.reader(file);
        session.stopWhen(() -> Thread.currentThread().isInterrupted());
      }
      session.execute("BEGIN"); // several statements must see one and the same state
      T result = work.on(session);
      session.execute("COMMIT");
      giveBack(session);
      return result;
    } catch (SQLException e) {
      closeQuietly(session);
      if (Faults.stopped(e)) {
        throw new CancellationException("the reading of the history was cancelled");
      }
      throw Faults.of(file, e);
    } catch (IllegalArgumentException | NullPointerException | DateTimeException e) {
      closeQuietly(session);
      throw new HistoryFault(
          Kind.DAMAGED, "the history " + file + " holds a value that cannot be: " + e, e);
    } catch (RuntimeException e) {
      closeQuietly(session);
      throw e;
    }
  }

  private void giveBack(Session session) {
    if (closed || readers.size() >= IDLE_READERS) {
      closeQuietly(session);
    } else {
      readers.push(session);
    }
  }

  private static void closeQuietly(@Nullable Session session) {
    try {
      if (session != null) {
        session.close();
      }
    } catch (SQLException e) {
      // Nothing was waiting in it.
    }
  }

  private void refuseWhenClosed() {
    if (closed) {
      throw new HistoryFault(Kind.FAILED, "the history " + file + " is closed", null);
    }
  }

  private void checkUp() {
    try (Session session = Session.reader(file)) {
      if (Checkup.of(session, () -> closed) instanceof Checkup.Finding.Damaged it) {
        notices.add(
            "the history %s is damaged (%s): restart Toban, which sets it aside"
                .formatted(file, it.detail()));
      }
    } catch (SQLException e) {
      notices.add("the history " + file + " could not be looked over: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    writing.lock();
    try {
      closed = true;
      for (Session session = readers.poll(); session != null; session = readers.poll()) {
        closeQuietly(session);
      }
      closeQuietly(writer);
    } finally {
      writing.unlock();
    }
  }
}
