package org.toban.engine;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.incident.Incident;
import org.toban.remedy.Destination;
import org.toban.remedy.Variables;
import org.toban.runbook.Step;

/**
 * What a run would do, changing nothing: host, exact script, variables, guard state.
 *
 * @param script of a request: as it would go, with secrets by their names
 * @param variables the shell variables by name, unquoted
 */
public record DryRun(
    @Nullable Destination target, String script, Map<String, String> variables, Guard guard) {

  /** What running a step now would do, as a board shows it. Pure. */
  public static DryRun of(Board board, Incident incident, Step step, Instant now) {
    Guard guard = Guard.of(board, incident, step, now);
    if (step.kind() == Step.Kind.HTTP) {
      String shown = Guards.check(new BoardFacts(board), incident, step).shown();
      return new DryRun(guard.target(), shown, Map.of(), guard);
    }
    Alert subject = incident.subject();
    Map<String, String> variables = subject == null ? Map.of() : Variables.of(subject.labels());
    return new DryRun(guard.target(), step.script(), variables, guard);
  }
}
