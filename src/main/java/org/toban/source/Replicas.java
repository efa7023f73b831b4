package org.toban.source;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.toban.alert.Alert;
import org.toban.alert.Alerts;
import org.toban.source.fault.Fault;

/**
 * The servers of one cluster, asked one question at the same time. One complete answer is enough,
 * and several are merged, so that an alert that only one replica knows is there. So are alerts that
 * differ in replica labels only, which a pair of Prometheus servers sends twice.
 */
final class Replicas {
  private final List<Replica> replicas;
  private final List<String> replicaLabels;

  /** What the newest merged answer was made of, to make nothing anew when nothing changed. */
  private List<Alerts> parts = List.of();

  private Alerts merged = Alerts.none();

  Replicas(SourceSettings settings, Question question, Exchange exchange) {
    this.replicaLabels = settings.scope().replicaLabels();
    this.replicas =
        settings.urls().stream()
            .map(url -> new Replica(url, settings, question.toString(), exchange))
            .toList();
  }

  /** Waits for all of them; fails with the first fault when none gave a complete answer. */
  Replica.Answer ask(InstantSource clock) {
    List<Replica.Answer> answers = askAll(clock);
    Vitals vitals = null;
    int written = 0;
    List<Alerts> complete = new ArrayList<>();
    for (Replica.Answer answer : answers) {
      if (answer instanceof Replica.Answer.Whole whole) {
        complete.add(whole.alerts());
        written = Math.max(written, whole.written());
        vitals = vitals == null ? whole.vitals() : vitals.merge(whole.vitals());
      }
    }
    if (vitals == null) {
      return new Replica.Answer.Failed(firstFault(answers));
    }
    boolean asItIs = complete.size() == 1 && replicaLabels.isEmpty();
    Alerts alerts = asItIs ? complete.getFirst() : merge(complete);
    return new Replica.Answer.Whole(alerts, vitals, written);
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
      merged =
          shared(
              Alerts.of(
                  complete.stream()
                      .flatMap(Alerts::stream)
                      .map(alert -> alert.without(replicaLabels))
                      .toList()),
              merged);
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
