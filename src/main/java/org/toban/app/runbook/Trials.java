package org.toban.app.runbook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.toban.incident.rollout.Share;
import org.toban.incident.rollout.Standing;
import org.toban.incident.rollout.Waves;
import org.toban.remedy.Runner;

/**
 * A trial on each of several hosts, a share of them at a time, by the rules that a run of an
 * incident has: the first that does not work is the last that starts.
 */
final class Trials {
  private final Map<String, Trial> trials;
  private final Share share;
  private final Runner runner;
  private final Consumer<String> tell;
  private final Map<String, Standing> standings = new LinkedHashMap<>();
  private final Map<String, Trial.Result> results = new LinkedHashMap<>();
  private @Nullable String stoppedAt;

  Trials(List<Trial> trials, Share share, Runner runner, Consumer<String> tell) {
    this.trials =
        trials.stream()
            .collect(
                Collectors.toMap(
                    it -> it.host().name(),
                    Function.identity(),
                    (first, second) -> first,
                    LinkedHashMap::new));
    this.share = share;
    this.runner = runner;
    this.tell = tell;
    this.trials.keySet().forEach(host -> standings.put(host, Standing.WAITING));
  }

  /** Runs them, and tells each line with the name of its host. */
  void run() {
    int atOnce = share.of(trials.size());
    while (true) {
      switch (Waves.next(standings, atOnce)) {
        case Waves.Start next -> run(next.hosts());
        case Waves.Stop stop -> {
          stop(stop.host());
          return;
        }
        case Waves.Done _ -> {
          return;
        }
        case Waves.Wait _ -> throw new IllegalStateException("a share is run to its end");
      }
    }
  }

  private void run(List<String> hosts) {
    Executor apart = work -> Thread.ofVirtual().name("trial").start(work);
    List<CompletableFuture<Trial.Result>> running = new ArrayList<>();
    for (String host : hosts) {
      Trial trial = trials.get(host);
      if (trial != null) {
        running.add(
            CompletableFuture.supplyAsync(
                () -> trial.run(runner, line -> say(host + " | " + line)), apart));
      }
    }
    for (CompletableFuture<Trial.Result> it : running) {
      Trial.Result result = it.join();
      String host = result.trial().host().name();
      results.put(host, result);
      standings.put(host, result.exit() == 0 ? Standing.SUCCEEDED : Standing.FAILED);
    }
  }

  private synchronized void say(String line) {
    tell.accept(line);
  }

  private void stop(String host) {
    stoppedAt = host;
    List<String> rest =
        standings.entrySet().stream()
            .filter(it -> it.getValue() == Standing.WAITING)
            .map(Map.Entry::getKey)
            .toList();
    rest.forEach(it -> standings.put(it, Standing.NOT_STARTED));
    if (!rest.isEmpty()) {
      say("not started, because " + host + " does not work: " + String.join(", ", rest));
    }
  }

  /** 0 when it works on every host, 3 when one was not reached, else 1. */
  int exit() {
    boolean unreached = results.values().stream().anyMatch(it -> it.exit() == 3);
    return stoppedAt == null ? 0 : unreached ? 3 : 1;
  }

  Map<String, @Nullable Object> report() {
    List<Object> hosts = new ArrayList<>();
    trials
        .keySet()
        .forEach(host -> {
          Trial.Result result = results.get(host);
          if (result == null) {
            Map<String, @Nullable Object> entry = new LinkedHashMap<>();
            entry.put("host", host);
            entry.put("works", null);
            entry.put("not_started_because", stoppedAt);
            hosts.add(entry);
          } else {
            hosts.add(
                ProofLines.report(
                    result.trial().host(), result.entries(), result.all(), result.exit() == 0));
          }
        });
    Map<String, @Nullable Object> report = new LinkedHashMap<>();
    report.put("works", exit() == 0);
    report.put("share", share.of(trials.size()));
    report.put("hosts", hosts);
    return report;
  }
}
