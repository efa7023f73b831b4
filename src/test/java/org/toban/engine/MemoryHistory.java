package org.toban.engine;

import java.io.Reader;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.toban.history.History;
import org.toban.history.HistoryFault;
import org.toban.history.HostChange;
import org.toban.history.Mail;
import org.toban.incident.Event;
import org.toban.incident.Incident;
import org.toban.incident.Phase;
import org.toban.incident.Verdict;
import org.toban.notice.Letter;

/** A history in memory that keeps the promises of a real one, and fails when it is told to. */
final class MemoryHistory implements History {
  private final Map<String, List<Event>> events = new LinkedHashMap<>();
  private final Map<String, String> outputs = new LinkedHashMap<>();
  private final List<HostChange> changes = new ArrayList<>();
  final List<EpisodeChange> episodes = new ArrayList<>();
  final Map<String, Letter> letters = new LinkedHashMap<>();
  final Map<String, Mail.Fate> fates = new LinkedHashMap<>();
  private volatile @Nullable String fault;

  /** From now every write fails with this text; null mends it. */
  void fail(@Nullable String text) {
    fault = text;
  }

  private void check() {
    String now = fault;
    if (now != null) {
      throw new HistoryFault(HistoryFault.Kind.FULL, now, null);
    }
  }

  @Override
  public synchronized void append(String incident, long expectedVersion, List<Event> more) {
    append(List.of(new Addition(incident, expectedVersion, more)));
  }

  @Override
  public synchronized void append(List<Addition> additions) {
    append(additions, Mail.none());
  }

  @Override
  public synchronized List<Letter> waitingLetters() {
    return letters.values().stream().filter(it -> !fates.containsKey(it.key())).toList();
  }

  @Override
  public synchronized Optional<String> reference(String channel, String incident) {
    return Optional.empty();
  }

  @Override
  public synchronized void append(List<Addition> additions, Mail mail) {
    check();
    Map<String, List<Event>> next = new LinkedHashMap<>();
    for (Addition it : additions) {
      List<Event> all =
          next.computeIfAbsent(
              it.incident(), id -> new ArrayList<>(events.getOrDefault(id, List.of())));
      if (all.size() != it.expectedVersion()) {
        throw new HistoryFault(
            HistoryFault.Kind.CONFLICT,
            it.incident() + " has " + all.size() + " events, not " + it.expectedVersion(),
            null);
      }
      all.addAll(it.events());
    }
    events.putAll(next);
    mail.posted().forEach(it -> letters.putIfAbsent(it.key(), it));
    for (Mail.Fate it : mail.fates()) {
      if (it.state() == Mail.State.WAITING) {
        fates.remove(it.key());
      } else {
        fates.put(it.key(), it);
      }
    }
  }

  @Override
  public synchronized List<Event> events(String incident) {
    return List.copyOf(events.getOrDefault(incident, List.of()));
  }

  synchronized Map<String, List<Event>> all() {
    Map<String, List<Event>> copy = new LinkedHashMap<>();
    events.forEach((id, list) -> copy.put(id, List.copyOf(list)));
    return copy;
  }

  private synchronized List<Incident> incidents() {
    return events.entrySet().stream()
        .map(entry -> Incident.fold(entry.getKey(), entry.getValue()))
        .toList();
  }

  @Override
  public List<Incident> open() {
    return incidents().stream().filter(Incident::isOpen).toList();
  }

  @Override
  public Optional<Incident> incident(String id) {
    return incidents().stream().filter(it -> it.id().equals(id)).findFirst();
  }

  @Override
  public List<Row> latest(@Nullable String name, int limit, @Nullable Instant before) {
    return incidents().stream()
        .sorted(Comparator.comparing(Incident::openedAt).reversed())
        .limit(limit)
        .map(MemoryHistory::row)
        .toList();
  }

  private static Row row(Incident it) {
    boolean closed = it.phase() instanceof Phase.Closed;
    return new Row(
        it.id(),
        it.name(),
        it.severity(),
        it.openedAt(),
        it.deadline(),
        it.respondedAt(),
        it.recoveredAt(),
        closed ? it.phase().since() : null,
        it.phase() instanceof Phase.Closed over ? over.verdict() : Verdict.UNREVIEWED,
        it.phase().getClass().getSimpleName());
  }

  @Override
  public List<Row> latestOn(
      java.util.Collection<String> hosts, String name, int limit, Instant before) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Episode> episodesEndedSince(Instant since, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Found find(Filter filter, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Opened> opened(Filter filter) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<String> owners(int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Found closedSince(Instant since, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Week> weeks(LocalDate since) {
    throw new UnsupportedOperationException();
  }

  @Override
  public synchronized List<Instant> starts(String sha256, String host, Instant since) {
    return events.values().stream()
        .flatMap(List::stream)
        .filter(Event.RunPlanned.class::isInstance)
        .map(Event.RunPlanned.class::cast)
        .filter(it -> it.intent().sha256().equals(sha256) && it.intent().host().equals(host))
        .map(it -> it.at().truncatedTo(java.time.temporal.ChronoUnit.MILLIS)) // as SQLite has it
        .filter(at -> !at.isBefore(since))
        .toList();
  }

  @Override
  public synchronized void episodes(List<EpisodeChange> changes) {
    check();
    episodes.addAll(changes);
  }

  @Override
  public List<Episode> episodesSince(Instant since, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public synchronized void output(String runId, String text) {
    check();
    outputs.put(runId, text);
  }

  @Override
  public synchronized Optional<String> output(String runId) {
    return Optional.ofNullable(outputs.get(runId));
  }

  @Override
  public synchronized void append(HostChange change) {
    check();
    changes.add(change);
  }

  @Override
  public synchronized List<HostChange> hostChanges() {
    return List.copyOf(changes);
  }

  @Override
  public void backup(Path file) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void exportTo(Appendable out) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long importFrom(Reader in) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long purge(Instant before) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
