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
import org.toban.app.DoctorCommand.Finding;
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
      findings.add(server("server " + survey.url(), settings, survey));
    }
    if (settings.kind() == Kind.PROMETHEUS) {
      findings.addAll(inside(settings.name(), Prometheus.of(settings).inspect()));
    }
    return findings;
  }

  private static Finding server(String name, SourceSettings settings, Survey survey) {
    Fault fault = survey.fault();
    if (survey.onlyOldApi()) {
      return Finding.failed(
          name,
          "this Alertmanager answers API v1 only; Toban asks by v2, which Alertmanager has since"
              + " 0.16",
          "update it; v1 was taken out of Alertmanager in 0.27");
    }
    if (fault != null) {
      boolean notOffered = fault instanceof Fault.Refused it && it.status() == 404;
      return notOffered && settings.kind() == Kind.PROMETHEUS
          ? Finding.ok(name, "does not say its version")
          : Finding.warning(
              name,
              fault.summary(),
              settings.urls().size() > 1 ? "the other replicas stand in for it meanwhile" : "");
    }
    String product =
        settings.kind().name().charAt(0)
            + settings.kind().name().substring(1).toLowerCase(Locale.ROOT);
    String version = survey.version();
    return Finding.ok(
        name,
        product
            + (version == null || version.isEmpty() ? ", version unknown" : " " + version)
            + (survey.peers() > 1 ? ", a cluster of " + survey.peers() : ""));
  }

  private static List<Finding> inside(String source, Inspection inspection) {
    List<Finding> findings = new ArrayList<>();
    Inspection.Rules rules = inspection.rules();
    if (rules != null) {
      String name = "rules of " + source;
      findings.add(
          rules.brokenCount() == 0
              ? Finding.ok(name, rules.total() + " alerting rules")
              : Finding.failed(
                  name,
                  rules.brokenCount()
                      + " of "
                      + rules.total()
                      + " cannot be evaluated: "
                      + rules.broken().stream()
                          .map(it -> it.group() + "/" + it.name() + ": " + it.error())
                          .collect(Collectors.joining("; ")),
                  "mend their expressions; such a rule never fires"));
    }
    Inspection.Targets targets = inspection.targets();
    if (targets != null) {
      String name = "targets of " + source;
      findings.add(
          targets.failing().isEmpty()
              ? Finding.ok(name, targets.total() + " targets")
              : Finding.warning(
                  name,
                  targets.failing().stream()
                      .map(it ->
                          it.down()
                              + " of "
                              + it.total()
                              + " of job "
                              + it.name()
                              + " cannot be scraped: "
                              + String.join("; ", it.examples()))
                      .collect(Collectors.joining("; ")),
                  "see that they run and that Prometheus reaches them"));
    }
    inspection
        .faults()
        .forEach(it ->
            findings.add(
                Finding.warning(
                    "rules and targets of " + source,
                    it.summary(),
                    "if this server has none, write 'inspect: 0s'")));
    return findings;
  }

  /** What would serve this source better, judged by its answer; null when nothing would. */
  static @Nullable Finding advice(String name, SourceSettings settings, Alerts alerts) {
    String found = alerts.size() + " alerts";
    for (String label : USUAL_REPLICA_LABELS) {
      int twice = doubled(alerts, label);
      if (twice > 0) {
        return Finding.warning(
            name,
            found + ", " + twice + " of which differ from another in the label " + label + " only",
            "if it tells replicas of one Prometheus apart, write 'replica_labels: " + label + "'");
      }
    }
    double share =
        (double) COST.multipliedBy(alerts.size()).toNanos() / settings.interval().toNanos();
    if (settings.kind() != Kind.PROMETHEUS
        && share > BUDGET
        && settings.scope().urgent().isEmpty()) {
      return Finding.warning(
          name,
          String.format(
              Locale.ROOT,
              "%s; asking for them at each interval costs the server about %.0f %% of a core",
              found,
              share * 100),
          "write 'urgent: severity=\"critical\"' to ask for the rest more rarely");
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
    String told =
        place.url() + " for all sources; with /NAME behind it for one. It is a secret of this desk";
    return switch (Doorbell.look(place)) {
      case OURS -> Finding.ok("push", told);
      case NOBODY -> Finding.ok("push", told + ". No Toban listens now; one that runs will");
      case ANOTHER ->
          Finding.failed(
              "push",
              "another program listens at " + place.listen(),
              "stop it, or choose another port with 'push: {listen: ...}'");
    };
  }
}
