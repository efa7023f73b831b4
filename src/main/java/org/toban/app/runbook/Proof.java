package org.toban.app.runbook;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.toban.remedy.Outcome;
import org.toban.runbook.lint.Demands;

/**
 * What a block turned out to be.
 *
 * @param status null when the command did not end by itself
 * @param detail why, in words; empty when the state says it all
 * @param output what was shown, as it came
 */
record Proof(
    Block block,
    State state,
    @Nullable Integer status,
    String detail,
    String output,
    @Nullable Duration took) {
  private static final int LAST_LINES = 10;
  private static final int LONGEST_LINE = 240;

  /** Of a block that is not tried. */
  static Proof untried(Block block) {
    return new Proof(block, block.rest(), null, block.reason(), "", null);
  }

  /** Of a block whose host did not answer to an earlier one. */
  static Proof unreached(Block block) {
    return new Proof(
        block, State.NOT_TRIED, null, "its host could not be reached before", "", null);
  }

  /** Of one that ran, or was meant to. */
  static Proof of(Block block, Outcome outcome) {
    String output = outcome.output().text();
    return switch (outcome) {
      case Outcome.Exited it ->
          new Proof(
              block,
              it.status() == 0 ? State.WORKS : State.FAILED,
              it.status(),
              it.status() == 0 ? "" : "exit status " + it.status(),
              output,
              it.took());
      case Outcome.Failed it ->
          new Proof(block, state(block, it), null, it.detail(), output, it.took());
    };
  }

  private static State state(Block block, Outcome.Failed outcome) {
    return switch (outcome.reason()) {
      case CONNECT, HOST_KEY, AUTHENTICATION -> State.UNREACHABLE;
      case TIME_LIMIT ->
          Demands.of(block.step()).endless() && !outcome.output().text().isBlank()
              ? State.SHOWS_OUTPUT
              : State.TIMED_OUT;
      case GUARD -> State.REFUSED;
      case STOPPED, LOST -> State.LOST;
    };
  }

  /** The end of what was shown, for a person. */
  List<String> lastLines() {
    List<String> lines = output.stripTrailing().lines().toList();
    return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()).stream()
        .map(it -> it.length() > LONGEST_LINE ? it.substring(0, LONGEST_LINE) + "…" : it)
        .toList();
  }

  /** 0 when all that were tried work, 3 when a host was not reached, else 1. */
  static int exit(List<Proof> proofs) {
    if (proofs.stream().anyMatch(it -> it.state == State.UNREACHABLE)) {
      return 3;
    }
    List<State> tried = proofs.stream().map(Proof::state).filter(State::wasTried).toList();
    return !tried.isEmpty() && tried.stream().allMatch(State::isGood) ? 0 : 1;
  }
}
