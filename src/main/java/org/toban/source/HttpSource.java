package org.toban.source;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.toban.alert.Alert;
import org.toban.alert.Alerts;

/**
 * A source that is asked over HTTP. Replicas are asked at the same time; one complete answer is
 * enough, and several are merged, so that an alert that only one replica knows is there.
 */
final class HttpSource implements Source {
  private final SourceSettings settings;
  private final List<Replica> replicas;

  /** What the newest merged answer was made of, to make nothing anew when nothing changed. */
  private List<Alerts> parts = List.of();

  private Alerts merged = Alerts.none();

  HttpSource(SourceSettings settings, Secrets secrets) {
    this.settings = settings;
    Exchange exchange = new Exchange(settings, secrets);
    this.replicas =
        settings.urls().stream().map(url -> new Replica(url, settings, exchange)).toList();
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public Duration interval() {
    return settings.interval();
  }

  @Override
  public Duration limit() {
    return settings.timeout();
  }

  @Override
  public Reading read(InstantSource clock) {
    long begun = System.nanoTime();
    List<Replica.Answer> answers = askAll(clock);
    List<Alerts> complete = new ArrayList<>();
    Vitals vitals = null;
    for (Replica.Answer answer : answers) {
      if (answer instanceof Replica.Answer.Whole whole) {
        complete.add(whole.alerts());
        vitals = vitals == null ? whole.vitals() : vitals.merge(whole.vitals());
      }
    }
    if (vitals == null) {
      return new Reading.Failed(name(), clock.instant(), firstFault(answers));
    }
    Alerts alerts = complete.size() == 1 ? complete.getFirst() : merge(complete);
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    return new Reading.Complete(name(), clock.instant(), alerts, took, vitals);
  }

  private List<Replica.Answer> askAll(InstantSource clock) {
    if (replicas.size() == 1) {
      return List.of(replicas.getFirst().ask(clock));
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Replica.Answer>> questions = new ArrayList<>();
      replicas.forEach(replica -> questions.add(() -> replica.ask(clock)));
      return threads.invokeAll(questions).stream().map(Future::resultNow).toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  private static Fault firstFault(List<Replica.Answer> answers) {
    for (Replica.Answer answer : answers) {
      if (answer instanceof Replica.Answer.Failed failed) {
        return failed.fault();
      }
    }
    return new Fault.Unreachable("the poll was stopped");
  }

  private Alerts merge(List<Alerts> complete) {
    if (!areSame(complete, parts)) {
      parts = List.copyOf(complete);
      merged = shared(Alerts.of(complete.stream().flatMap(Alerts::stream).toList()), merged);
    }
    return merged;
  }

  @SuppressWarnings("ReferenceEquality") // an unchanged answer is the same object
  private static boolean areSame(List<Alerts> one, List<Alerts> other) {
    if (one.size() != other.size()) {
      return false;
    }
    for (int i = 0; i < one.size(); i++) {
      if (one.get(i) != other.get(i)) {
        return false;
      }
    }
    return true;
  }

  /** The newer alerts, with the older object wherever both are equal. */
  private static Alerts shared(Alerts newer, Alerts older) {
    if (newer.size() == older.size() && newer.since(older).isEmpty()) {
      return older;
    }
    List<Alert> alerts = new ArrayList<>(newer.size());
    for (Alert alert : newer) {
      Alert known = older.get(alert.fingerprint());
      alerts.add(known != null && known.equals(alert) ? known : alert);
    }
    return Alerts.of(alerts);
  }
}
