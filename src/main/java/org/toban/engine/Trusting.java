package org.toban.engine;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.toban.runbook.Approval;
import org.toban.runbook.Trust;

/**
 * What is approved for automatic runs. An approval holds from when it is stored, so that none is
 * lost at the next start; a withdrawal holds at once.
 */
final class Trusting {
  private final State state;

  /** When a text was withdrawn here: a file that was read before knows nothing of it. */
  private final Map<String, Instant> withdrawn = new HashMap<>();

  Trusting(State state) {
    this.state = state;
  }

  void approve(Command.Approve it) {
    if (!state.trust.approved(it.step())) {
      state.effect(new Effect.SaveApproval(Approval.of(it.step(), it.by(), state.now)));
    }
  }

  void approved(Approval approval) {
    withdrawn.remove(approval.sha256());
    state.trust = state.trust.with(approval);
  }

  void revoke(Command.Revoke it) {
    Trust left = state.trust.without(it.sha256());
    if (!left.equals(state.trust)) {
      withdrawn.put(it.sha256(), state.now);
      state.trust = left;
      state.effect(new Effect.Revoke(it.sha256()));
    }
  }

  /** What stands in the file, less what was withdrawn here after it was approved there. */
  void read(Trust trust) {
    state.trust = new Trust(trust.approvals().stream().filter(it -> !isWithdrawn(it)).toList());
  }

  private boolean isWithdrawn(Approval approval) {
    Instant end = withdrawn.get(approval.sha256());
    return end != null && !approval.at().isAfter(end);
  }
}
