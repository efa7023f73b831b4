package org.toban.app.runbook;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Labels;
import org.toban.incident.Run;
import org.toban.remedy.Inventory;
import org.toban.remedy.Job;
import org.toban.remedy.Target;
import org.toban.remedy.Variables;
import org.toban.runbook.Runbook;
import org.toban.runbook.Step;
import org.toban.runbook.field.Field;
import org.toban.runbook.field.Filling;
import org.toban.runbook.lint.Demands;

/**
 * One block of a runbook, and the job that tries it.
 *
 * @param job null when it is not tried
 * @param rest what it is without being tried; only when there is no job
 * @param reason why it is not tried
 */
record Block(Step step, @Nullable Job job, State rest, String reason) {
  /** What the blocks of a runbook are tried with. */
  record Terms(Target host, Inventory inventory, Labels labels, Duration limit) {}

  /** The blocks in the order of the stages; only what reads is ever given a job. */
  static List<Block> of(Runbook runbook, Terms terms) {
    List<Block> blocks = new ArrayList<>();
    for (Run.Stage stage : Run.Stage.values()) {
      runbook.steps(stage).forEach(step -> blocks.add(of(runbook, step, terms)));
    }
    return blocks;
  }

  private static Block of(Runbook runbook, Step step, Terms terms) {
    if (!step.readOnly()) {
      return rest(step, State.NOT_RUN, "a respond step changes things");
    }
    if (step.kind() != Step.Kind.SHELL) {
      return rest(step, State.NOT_TRIED, kind(step.kind()));
    }
    if (!step.fields().troubles().isEmpty()) {
      return rest(
          step,
          State.REFUSED,
          "the script has a placeholder where no value can be put safely: toban lint says where");
    }
    Target target =
        step.host() == null ? terms.host() : terms.inventory().named(step.host()).orElse(null);
    if (target == null) {
      return rest(
          step,
          State.REFUSED,
          "there is no host " + step.host() + " under hosts: as its fence says");
    }
    Labels labels = labels(runbook, terms.labels());
    String wanting = wanting(step, labels);
    return wanting.isEmpty()
        ? new Block(step, job(step, target, labels, terms.limit()), State.NOT_TRIED, "")
        : rest(step, State.NOT_TRIED, wanting);
  }

  private static Block rest(Step step, State state, String reason) {
    return new Block(step, null, state, reason);
  }

  private static String kind(Step.Kind kind) {
    return switch (kind) {
      case HTTP -> "it is a request; only commands are tried";
      case QUERY -> "it is a query; only commands are tried";
      case OTHER -> "it is not a command that Toban runs";
      case SHELL -> "";
    };
  }

  private static Job job(Step step, Target target, Labels labels, Duration limit) {
    return new Job(
        "test-" + UUID.randomUUID(),
        target,
        step.fields().script(),
        labels,
        step.fields().variables(filling(step, labels).values()),
        step.limit() == null ? limit : step.limit(),
        null,
        step.callsSudo());
  }

  /** Every alert has its name as a label. */
  private static Labels labels(Runbook runbook, Labels given) {
    Map<String, String> all = new TreeMap<>(given.asMap());
    runbook.names().stream().limit(1).forEach(name -> all.putIfAbsent("alertname", name));
    return Labels.of(all);
  }

  private static Filling filling(Step step, Labels labels) {
    return Filling.of(step.fields(), labels, Map.of());
  }

  /** Which values it lacks, and how to give them; empty when it has all. */
  private static String wanting(Step step, Labels labels) {
    Set<String> missing = new TreeSet<>();
    for (Filling.Offer offer : filling(step, labels).offers()) {
      Field field = offer.field();
      if (field.fault(offer.value()).isPresent()) {
        missing.add(field.name());
      }
    }
    SortedMap<String, String> variables = new TreeMap<>(Variables.of(labels));
    for (String label : Demands.of(step).labels()) {
      if (!variables.containsKey(Demands.variable(label))) {
        missing.add(label);
      }
    }
    return missing.isEmpty()
        ? ""
        : "a value is missing, or cannot stand there: "
            + missing.stream()
                .map(name -> "--label " + name + "=VALUE")
                .collect(Collectors.joining(" "));
  }
}
