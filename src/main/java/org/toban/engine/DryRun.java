package org.toban.engine;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.alert.Labels;
import org.toban.incident.Incident;
import org.toban.remedy.Destination;
import org.toban.remedy.Variables;
import org.toban.runbook.Step;
import org.toban.runbook.field.Field;
import org.toban.runbook.field.Filling;

/**
 * What a run would do, changing nothing: host, exact script, variables, guard state.
 *
 * @param script what runs: the runbook's text with references in the places of placeholders; of a
 *     request: as it would go, with secrets by their names
 * @param variables the shell variables by name, unquoted, less those of its fields
 * @param filling what its fields are filled with before a person looks
 */
public record DryRun(
    @Nullable Destination target,
    String script,
    Map<String, String> variables,
    Filling filling,
    Guard guard) {

  /** What running a step now would do, as a board shows it. Pure. */
  public static DryRun of(Board board, Incident incident, Step step, Instant now) {
    Guard guard = Guard.of(board, incident, step, now);
    if (step.kind() == Step.Kind.HTTP) {
      String shown = Guards.check(new BoardFacts(board), incident, step).shown();
      return new DryRun(guard.target(), shown, Map.of(), filling(incident, step), guard);
    }
    Alert subject = incident.subject();
    Map<String, String> variables = subject == null ? Map.of() : Variables.of(subject.labels());
    return new DryRun(
        guard.target(), step.fields().script(), variables, filling(incident, step), guard);
  }

  private static Filling filling(Incident incident, Step step) {
    Alert subject = incident.subject();
    Labels labels = subject == null ? Labels.empty() : subject.labels();
    return Filling.of(step.fields(), labels, incident.given());
  }

  /** The values of a run by itself; empty when one of them must be asked for. */
  static Optional<SortedMap<String, String>> fromLabels(Incident incident, Step step) {
    return filling(incident, step).fromLabels().filter(it -> faults(step, it).isEmpty());
  }

  /** The values that are offered, and in their places those that a person typed. */
  static SortedMap<String, String> values(Incident incident, Step step, Map<String, String> typed) {
    SortedMap<String, String> values = filling(incident, step).values();
    for (Field field : step.fields().list()) {
      String own = typed.get(field.name());
      if (own != null) {
        values.put(field.name(), own);
      }
    }
    values.values().removeIf(String::isEmpty);
    return values;
  }

  /** What is wrong with a value of a field; empty when it may stand there. */
  public static Optional<Field.Fault> fault(Field field, String value) {
    return Variables.wrong(value).map(words -> Field.Fault.UNSAFE).or(() -> field.fault(value));
  }

  static List<Field.Fault> faults(Step step, Map<String, String> values) {
    return step.fields().list().stream()
        .flatMap(it -> fault(it, values.getOrDefault(it.name(), "")).stream())
        .toList();
  }
}
