package org.toban.history;

import java.io.Reader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.alert.Severity;
import org.toban.alert.SeverityMap;
import org.toban.incident.Event;
import org.toban.incident.Incident;
import org.toban.incident.Verdict;
import org.toban.notice.Letter;

/**
 * What happened, durable when a call returns. One writer (the engine); readers from any thread.
 *
 * <p>All methods throw {@link HistoryFault} when the disk or the file fails; the engine then goes
 * on in memory, visibly.
 */
public interface History extends AutoCloseable {

  /**
   * Appends events of one incident; synced to disk on return.
   *
   * @param expectedVersion how many events the incident has so far; another number is a conflict
   */
  void append(String incident, long expectedVersion, List<Event> events);

  /** Appends to several incidents in one transaction: all of it, synced once, or nothing. */
  default void append(List<Addition> additions) {
    additions.forEach(it -> append(it.incident(), it.expectedVersion(), it.events()));
  }

  /**
   * Events, letters and what became of letters, in one transaction: a letter is stored with the
   * events that it comes from, or neither is.
   */
  void append(List<Addition> additions, Mail mail);

  /** The letters that wait to be sent, in the order in which they were stored. */
  List<Letter> waitingLetters();

  /** What the newest letter about an incident by a channel is called there. */
  Optional<String> reference(String channel, String incident);

  /** Events of one incident in order; empty when there is none. */
  List<Event> events(String incident);

  /**
   * Those of them that follow the first ones, for who has read these.
   *
   * @param after how many are known
   */
  default List<Event> events(String incident, int after) {
    List<Event> all = events(incident);
    return all.subList(after, all.size());
  }

  /** The folded state of every incident that is not closed. */
  List<Incident> open();

  /** The folded state of one incident. */
  Optional<Incident> incident(String id);

  /** Newest first; {@code name} null for all. */
  List<Row> latest(@Nullable String name, int limit, @Nullable Instant before);

  /**
   * Incidents of a name that opened before a time and had an alert on one of these hosts ({@link
   * Alert#machine}), newest first.
   */
  List<Row> latestOn(Collection<String> hosts, String name, int limit, Instant before);

  /** Every incident that a filter lets through: how many, and the newest of them. Interruptible. */
  Found find(Filter filter, int limit);

  /**
   * How many incidents that a filter lets through opened in each quarter of an hour that has any,
   * in order. Interruptible.
   */
  List<Opened> opened(Filter filter);

  /** Who was ever in charge of an incident, by name. */
  List<String> owners(int limit);

  /** Incidents that were closed at or after a time: how many, and the newest of them. */
  Found closedSince(Instant since, int limit);

  /** Counts and times by incident name and week, from a table that the writer keeps. */
  List<Week> weeks(LocalDate since);

  /** Starts of one action (by its script's hash) on one host since a time, for the start limit. */
  List<Instant> starts(String sha256, String host, Instant since);

  /** Records the first sighting, the end or the return of alerts' episodes. */
  void episodes(List<EpisodeChange> changes);

  /** Episodes that began at or after a time, newest first. */
  List<Episode> episodesSince(Instant since, int limit);

  /** Episodes that ended at or after a time but began before it, the last to end first. */
  List<Episode> episodesEndedSince(Instant since, int limit);

  /** Stores a run's output, compressed. */
  void output(String runId, String text);

  Optional<String> output(String runId);

  /** Appends a change of a host that no incident asked for; synced to disk on return. */
  void append(HostChange change);

  /** All changes of hosts that no incident asked for, oldest first. */
  List<HostChange> hostChanges();

  /** A consistent copy in a new file, while the store is in use. */
  void backup(Path file);

  /** Writes everything as JSON lines, one record a line, as a stream. */
  void exportTo(Appendable out);

  /**
   * Takes in what {@link #exportTo} wrote; what is there already is left as it is, so that a second
   * import changes nothing.
   *
   * @return how many records were new
   */
  long importFrom(Reader in);

  /**
   * Removes closed incidents, ended episodes and their output from before a time; the weekly counts
   * stay.
   *
   * @return how many incidents and episodes went
   */
  long purge(Instant before);

  @Override
  void close();

  /** One line of the history list. */
  record Row(
      String id,
      String name,
      Severity severity,
      Instant openedAt,
      @Nullable Instant deadline,
      @Nullable Instant respondedAt,
      @Nullable Instant recoveredAt,
      @Nullable Instant closedAt,
      Verdict verdict,
      String phase) {}

  /** Events for one incident; see {@link #append(String, long, List)}. */
  record Addition(String incident, long expectedVersion, List<Event> events) {
    public Addition {
      events = List.copyOf(events);
    }
  }

  /**
   * What an incident must have; null lets everything through.
   *
   * @param text somewhere in the name or the id, in any case
   * @param from opened at or after
   * @param to opened before
   * @param owner who was in charge by the policy
   * @param answer how the answer stood against its deadline
   */
  record Filter(
      @Nullable String text,
      @Nullable Severity severity,
      @Nullable Verdict verdict,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable String owner,
      @Nullable Answer answer) {
    /** Whoever was in charge, however it was answered. */
    public Filter(
        @Nullable String text,
        @Nullable Severity severity,
        @Nullable Verdict verdict,
        @Nullable Instant from,
        @Nullable Instant to) {
      this(text, severity, verdict, from, to, null, null);
    }

    /** The same for another time. */
    public Filter within(@Nullable Instant start, @Nullable Instant end) {
      return new Filter(text, severity, verdict, start, end, owner, answer);
    }
  }

  /** How an answer stood against its deadline; without a deadline there is only {@link #NEVER}. */
  enum Answer {
    IN_TIME,
    LATE,
    NEVER
  }

  /** How many incidents opened in the quarter of an hour that begins then. */
  record Opened(Instant from, long count) {}

  /** How many incidents a filter lets through, and the newest of them. */
  record Found(long count, List<Row> rows) {
    public Found {
      rows = List.copyOf(rows);
    }
  }

  /**
   * One name in one ISO week (by when the incident opened, in UTC).
   *
   * @param timeToRespond sum over those responded
   * @param timeToRecover sum over those recovered
   * @param missed how many were answered after their deadline
   */
  record Week(
      String name,
      LocalDate monday,
      int incidents,
      int responded,
      Duration timeToRespond,
      int recovered,
      Duration timeToRecover,
      int missed) {

    /** Mean time to respond (MTTA), null when none was responded to. */
    public @Nullable Duration meanTimeToRespond() {
      return responded == 0 ? null : timeToRespond.dividedBy(responded);
    }

    /** Mean time to recover (MTTR), null when none recovered. */
    public @Nullable Duration meanTimeToRecover() {
      return recovered == 0 ? null : timeToRecover.dividedBy(recovered);
    }
  }

  /**
   * A change of one alert's episode, as a source's complete answers show it.
   *
   * @param severity as the board has it: by policy, then label
   */
  record EpisodeChange(String source, Alert alert, Severity severity, Instant at, boolean firing) {
    /** With the severity that the label has in the standard map. */
    public EpisodeChange(String source, Alert alert, Instant at, boolean firing) {
      this(
          source,
          alert,
          SeverityMap.standard().severityOf(alert.labels().get("severity")),
          at,
          firing);
    }
  }

  /**
   * One firing of one alert; {@code endedAt} null while it lasts; {@code flaps} counts merged
   * re-fires; {@code incident} is the one that it belonged to, null when it made none.
   */
  record Episode(
      String fingerprint,
      String name,
      String source,
      Severity severity,
      Instant startedAt,
      @Nullable Instant endedAt,
      int flaps,
      @Nullable String incident) {}
}
