package org.toban.history;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Severity;
import org.toban.incident.Event;
import org.toban.incident.Incident;
import org.toban.incident.Verdict;

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

  /** Events of one incident in order; empty when there is none. */
  List<Event> events(String incident);

  /** The folded state of every incident that is not closed. */
  List<Incident> open();

  /** The folded state of one incident. */
  Optional<Incident> incident(String id);

  /** Newest first; {@code name} null for all. */
  List<Row> latest(@Nullable String name, int limit, @Nullable Instant before);

  /** Starts of one action (by its script's hash) on one host since a time, for the start limit. */
  List<Instant> starts(String sha256, String host, Instant since);

  /** Records the first sighting, the end or the return of alerts' episodes. */
  void episodes(List<EpisodeChange> changes);

  /** Episodes that began at or after a time, newest first. */
  List<Episode> episodesSince(Instant since, int limit);

  /** Stores a run's output, compressed. */
  void output(String runId, String text);

  Optional<String> output(String runId);

  /** A consistent copy in a new file, while the store is in use. */
  void backup(Path file);

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

  /** A change of one alert's episode, as a source's complete answers show it. */
  record EpisodeChange(String source, org.toban.alert.Alert alert, Instant at, boolean firing) {}

  /**
   * One firing of one alert; {@code endedAt} null while it lasts; {@code flaps} counts merged
   * re-fires.
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
