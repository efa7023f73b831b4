package org.toban.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alerts;
import org.toban.alert.Labels;
import org.toban.app.doctor.Advice;
import org.toban.app.doctor.Finding;
import org.toban.app.doctor.Subject;
import org.toban.saying.Saying;
import org.toban.source.Doorbell;
import org.toban.source.Inspection;
import org.toban.source.Prometheus;
import org.toban.source.SourceSettings;
import org.toban.source.SourceSettings.Kind;
import org.toban.source.Survey;
import org.toban.source.fault.Fault;

/** What the servers of the sources say of themselves, and what would serve them better. */
final class ServerCheckup {
  /** Labels by which pairs of Prometheus servers are usually told apart. */
  private static final List<String> USUAL_REPLICA_LABELS =
      List.of("prometheus_replica", "replica", "__replica__");

  /** What Alertmanager spends to write one alert of its answer. */
  private static final Duration COST = Duration.ofNanos(50_000);

  private static final double BUDGET = 0.02;

  private ServerCheckup() {}

  /** The findings in the order of the sources. */
  static List<Finding> all(List<SourceSettings> sources) {
    return together(sources, ServerCheckup::one);
  }

  /** Asks all at the same time; the findings are in the order of what was asked. */
  static <T> List<Finding> together(List<T> all, Function<T, List<Finding>> ask) {
    List<Finding> findings = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Finding>>> answers =
          all.stream().map(it -> threads.submit(() -> ask.apply(it))).toList();
      for (Future<List<Finding>> answer : answers) {
        findings.addAll(answer.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
    return findings;
  }

  private static List<Finding> one(SourceSettings settings) {
    List<Finding> findings = new ArrayList<>();
    for (Survey survey : Survey.of(settings)) {
      findings.add(server(Subject.SERVER.of(survey.url()), settings, survey));
    }
    if (settings.kind() == Kind.PROMETHEUS) {
      findings.addAll(inside(settings.name(), Prometheus.of(settings).inspect()));
    }
    return findings;
  }

  private static Finding server(Saying name, SourceSettings settings, Survey survey) {
    Fault fault = survey.fault();
    if (survey.onlyOldApi()) {
      return Finding.failed(name, Advice.OLD_API.of());
    }
    if (fault != null) {
      boolean notOffered = fault instanceof Fault.Refused it && it.status() == 404;
      return notOffered && settings.kind() == Kind.PROMETHEUS
          ? Finding.ok(name, Advice.NO_VERSION.of())
          : Finding.warning(
              name, fault.told(), settings.urls().size() > 1 ? Advice.STAND_IN.of() : null);
    }
    String product =
        settings.kind().name().charAt(0)
            + settings.kind().name().substring(1).toLowerCase(Locale.ROOT);
    String version = survey.version();
    Saying found =
        version == null || version.isEmpty()
            ? Advice.PRODUCT_UNKNOWN.of(product)
            : Advice.PRODUCT.of(product, version);
    return Finding.ok(name, survey.peers() > 1 ? Advice.CLUSTER.of(found, survey.peers()) : found);
  }

  private static List<Finding> inside(String source, Inspection inspection) {
    List<Finding> findings = new ArrayList<>();
    Inspection.Rules rules = inspection.rules();
    if (rules != null) {
      Saying name = Subject.RULES.of(source);
      findings.add(
          rules.brokenCount() == 0
              ? Finding.ok(name, Advice.RULES.of(rules.total()))
              : Finding.failed(
                  name,
                  Advice.BROKEN_RULES.of(
                      rules.brokenCount(),
                      rules.total(),
                      rules.broken().stream()
                          .map(it -> it.group() + "/" + it.name() + ": " + it.error())
                          .collect(Collectors.joining("; ")))));
    }
    Inspection.Targets targets = inspection.targets();
    if (targets != null) {
      Saying name = Subject.TARGETS.of(source);
      findings.add(
          targets.failing().isEmpty()
              ? Finding.ok(name, Advice.TARGETS.of(targets.total()))
              : Finding.warning(
                  name,
                  Advice.FAILING_TARGETS.of(
                      targets.failing().stream()
                          .map(it ->
                              Advice.FAILING_JOB.of(
                                  it.down(),
                                  it.total(),
                                  it.name(),
                                  String.join("; ", it.examples())))
                          .reduce(Advice.ONE_AND_OTHER::of)
                          .orElseThrow())));
    }
    inspection
        .faults()
        .forEach(it ->
            findings.add(
                Finding.warning(
                    Subject.RULES_AND_TARGETS.of(source), Advice.UNINSPECTED.of(it.told()))));
    return findings;
  }

  /** What would serve this source better, judged by its answer; null when nothing would. */
  static @Nullable Finding advice(Saying name, SourceSettings settings, Alerts alerts) {
    Saying found = Advice.ALERTS.of(alerts.size());
    for (String label : USUAL_REPLICA_LABELS) {
      int twice = doubled(alerts, label);
      if (twice > 0) {
        return Finding.warning(name, Advice.DOUBLED.of(found, twice, label));
      }
    }
    double share =
        (double) COST.multipliedBy(alerts.size()).toNanos() / settings.interval().toNanos();
    if (settings.kind() != Kind.PROMETHEUS
        && share > BUDGET
        && settings.scope().urgent().isEmpty()) {
      return Finding.warning(
          name, Advice.COSTLY.of(found, String.format(Locale.ROOT, "%.0f", share * 100)));
    }
    return null;
  }

  private static int doubled(Alerts alerts, String label) {
    Set<Labels> seen = new HashSet<>();
    return (int)
        alerts.stream()
            .filter(it -> it.labels().get(label) != null)
            .filter(it -> !seen.add(it.labels().without(List.of(label))))
            .count();
  }

  static Finding push(Doorbell.Place place) {
    Saying name = Subject.PUSH.of();
    Saying told = Advice.PUSH.of(place.url());
    return switch (Doorbell.look(place)) {
      case OURS -> Finding.ok(name, told);
      case NOBODY -> Finding.ok(name, Advice.NOBODY_LISTENS.of(told));
      case ANOTHER -> Finding.failed(name, Advice.ANOTHER_LISTENS.of(place.listen()));
    };
  }
}
