package org.toban.engine;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.alert.Fingerprint;
import org.toban.engine.lease.Claims;
import org.toban.incident.Run;

/** The runs that are under way, and what earlier ones forbid. */
final class Runs {
  private static final int OUTPUT_CHARS = 64 * 1024;
  private static final int OUTPUTS_KEPT = 50;

  private final EngineSettings settings;
  private final Map<String, Running> running = new LinkedHashMap<>();
  private final Map<String, List<Instant>> starts = new HashMap<>();
  private final Map<String, List<Instant>> failures = new HashMap<>();
  private final Map<Attempt, String> attempts = new HashMap<>();
  private final Map<String, StringBuilder> printed = new LinkedHashMap<>();

  /** What was published of each, so that one that prints costs the others nothing. */
  private final Map<String, String> copies = new HashMap<>();

  private @Nullable Map<String, String> publishedOutput = Map.of();
  private @Nullable Map<String, List<Instant>> publishedStarts;

  Runs(EngineSettings settings) {
    this.settings = settings;
  }

  record Running(String incident, Run.Intent intent) {}

  /** An automatic remedy for one firing of one alert: at most one, ever. */
  private record Attempt(String sha256, String host, Fingerprint alert, Instant startsAt) {}

  static String key(String sha256, String host) {
    return sha256 + "@" + host;
  }

  void begin(String incident, Run.Intent intent) {
    running.put(intent.runId(), new Running(incident, intent));
  }

  /** A start, now or before this program started; only what changes things counts. */
  void count(Run.Intent intent, Instant at) {
    if (intent.stage() == Run.Stage.RESPOND) {
      count(intent.sha256(), intent.host(), List.of(at));
    }
  }

  void count(String sha256, String host, List<Instant> at) {
    List<Instant> all = starts.computeIfAbsent(key(sha256, host), k -> new ArrayList<>());
    at.stream()
        .map(start -> start.truncatedTo(ChronoUnit.MILLIS)) // as the history keeps it
        .filter(start -> !all.contains(start))
        .forEach(all::add);
    publishedStarts = null;
  }

  /** Remembers an automatic remedy for every alert that fired when it started. */
  void attempt(Run.Intent intent, Collection<Alert> firing) {
    if (intent.automatic() && intent.stage() == Run.Stage.RESPOND) {
      firing.forEach(alert ->
          attempts.put(
              new Attempt(intent.sha256(), intent.host(), alert.fingerprint(), alert.startsAt()),
              intent.runId()));
    }
  }

  /** A guard on the way to the host stopped a run: it was no start, and may be tried again. */
  void refused(Run run) {
    List<Instant> all = starts.get(key(run.intent().sha256(), run.intent().host()));
    if (Claims.wasRefused(run.ended()) && all != null) {
      all.remove(run.plannedAt().truncatedTo(ChronoUnit.MILLIS));
      publishedStarts = null;
    }
    if (Claims.wasBusy(run.ended())) {
      attempts.values().removeIf(run.intent().runId()::equals);
    }
  }

  /** A host's own count of an action, which knows of every console; newer starts stay. */
  void counted(Run.Intent intent, @Nullable List<Instant> onHost) {
    if (onHost != null && !onHost.isEmpty()) {
      Instant newest = Collections.max(onHost);
      List<Instant> all = new ArrayList<>(onHost);
      starts(intent.sha256(), intent.host()).stream()
          .filter(start -> start.isAfter(newest))
          .forEach(all::add);
      starts.put(key(intent.sha256(), intent.host()), all);
      publishedStarts = null;
    }
  }

  boolean wasAttempted(String sha256, String host, Collection<Alert> firing) {
    return firing.stream()
        .anyMatch(alert ->
            attempts.containsKey(new Attempt(sha256, host, alert.fingerprint(), alert.startsAt())));
  }

  /** Ends a run; null when it was not under way. */
  @Nullable Running end(String runId) {
    return running.remove(runId);
  }

  Collection<Running> underWay() {
    return List.copyOf(running.values());
  }

  @Nullable Running underWay(String runId) {
    return running.get(runId);
  }

  @Nullable String busy(String host) {
    return running.values().stream()
        .filter(it -> it.intent().host().equals(host))
        .map(it -> it.intent().runId())
        .findFirst()
        .orElse(null);
  }

  long automatic() {
    return running.values().stream()
        .filter(it -> it.intent().automatic() && it.intent().stage() == Run.Stage.RESPOND)
        .count();
  }

  /** An automatic run did not bring recovery. */
  void failed(String sha256, Instant at) {
    failures.computeIfAbsent(sha256, k -> new ArrayList<>()).add(at);
  }

  /** Actions that failed too often lately to run automatically. */
  Set<String> barred(Instant now) {
    Instant from = now.minus(settings.limits().failureWindow());
    failures.values().forEach(times -> times.removeIf(at -> at.isBefore(from)));
    failures.values().removeIf(List::isEmpty);
    Set<String> barred = new TreeSet<>();
    failures.forEach((sha256, times) -> {
      if (times.size() >= settings.limits().failures()) {
        barred.add(sha256);
      }
    });
    return barred;
  }

  List<Instant> starts(String sha256, String host) {
    return starts.getOrDefault(key(sha256, host), List.of());
  }

  Map<String, List<Instant>> starts() {
    if (publishedStarts == null) {
      Map<String, List<Instant>> copy = new HashMap<>();
      starts.forEach((key, times) -> copy.put(key, List.copyOf(times)));
      publishedStarts = Collections.unmodifiableMap(copy);
    }
    return publishedStarts;
  }

  /** Forgets starts that no limit looks at any more. */
  void prune(Instant now) {
    Instant from = now.minus(settings.startLimit().window());
    boolean changed = false;
    for (List<Instant> times : starts.values()) {
      changed |= times.removeIf(at -> at.isBefore(from));
    }
    if (changed) {
      starts.values().removeIf(List::isEmpty);
      publishedStarts = null;
    }
  }

  void print(String runId, String text) {
    StringBuilder kept = printed.computeIfAbsent(runId, k -> new StringBuilder());
    kept.append(text);
    if (kept.length() > OUTPUT_CHARS) {
      kept.delete(0, kept.length() - OUTPUT_CHARS);
    }
    copies.remove(runId);
    if (printed.size() > OUTPUTS_KEPT) {
      // of many hosts at once each is seen until it ends
      printed.keySet().stream()
          .filter(it -> !running.containsKey(it))
          .findFirst()
          .ifPresent(it -> {
            printed.remove(it);
            copies.remove(it);
          });
    }
    publishedOutput = null;
  }

  Map<String, String> output() {
    if (publishedOutput == null) {
      Map<String, String> copy = new HashMap<>();
      printed.forEach(
          (runId, text) -> copy.put(runId, copies.computeIfAbsent(runId, it -> text.toString())));
      publishedOutput = Collections.unmodifiableMap(copy);
    }
    return publishedOutput;
  }
}
