package org.toban.engine;

import java.util.List;
import org.toban.alert.Alert;
import org.toban.history.LastBoard;
import org.toban.incident.Policy;

/**
 * What the sources showed before the start stands on the board, doubted, until they answer; what
 * they have answered since is worth more.
 */
final class Remembering {
  private final State state;
  private final Intake intake;

  Remembering(State state, Intake intake) {
    this.state = state;
    this.intake = intake;
  }

  /** Some or all of the last board. */
  void remember(LastBoard board) {
    for (LastBoard.Answered answered : board.sources()) {
      SourceWatch source = state.sources.get(answered.source());
      if (source != null) {
        source.remember(answered.at(), answered.alerts());
        intake.updateHealth(source);
      }
    }
    board.sightings().forEach(this::remember);
  }

  private void remember(LastBoard.Sighting sighting) {
    Alert alert = sighting.alert();
    List<String> sources = sighting.sources().stream().filter(state.sources::containsKey).toList();
    if (sources.isEmpty() || state.rows.get(alert.fingerprint()) != null) {
      return;
    }
    Policy policy = state.library.policyFor(alert, state.settings.severities());
    state.rows.put(
        new Board.Row(
            alert.fingerprint(),
            alert,
            sources,
            policy.severity(),
            policy,
            null,
            sighting.firstSeen(),
            true));
    for (String source : sources) {
      SourceWatch watch = state.sources.get(source);
      if (watch != null) {
        watch.miss(alert.fingerprint(), state.now);
      }
    }
  }
}
