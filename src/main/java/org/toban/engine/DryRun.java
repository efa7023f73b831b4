package org.toban.engine;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.incident.Incident;
import org.toban.remedy.Target;
import org.toban.runbook.Step;

/**
 * What a run would do, changing nothing: host, exact script, variables, guard state.
 *
 * @param variables the shell variables by name, unquoted
 */
public record DryRun(
    @Nullable Target target, String script, Map<String, String> variables, Guard guard) {

  /** What running a step now would do, as a board shows it. Pure. */
  public static DryRun of(Board board, Incident incident, Step step, Instant now) {
    Guard guard = Guard.of(board, incident, step, now);
    return new DryRun(guard.target(), step.script(), variables(incident.subject()), guard);
  }

  private static Map<String, String> variables(@Nullable Alert subject) {
    Map<String, String> variables = new TreeMap<>();
    if (subject != null) {
      variables.put("TOBAN_INSTANCE", subject.target());
      subject
          .labels()
          .entries()
          .forEach(label ->
              variables.put(
                  "TOBAN_LABEL_" + label.getKey().toUpperCase(Locale.ROOT), label.getValue()));
    }
    return variables;
  }
}
