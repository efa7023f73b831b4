package org.toban.app.runbook;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.toban.remedy.Job;
import org.toban.remedy.Outcome;
import org.toban.remedy.Runner;
import org.toban.remedy.Target;
import org.toban.runbook.Runbook;

/**
 * The blocks of some runbooks on one host.
 *
 * @param blocks of each runbook, in order
 */
record Trial(Target host, List<Runbook> runbooks, List<List<Block>> blocks) {
  static Trial of(List<Runbook> runbooks, Block.Terms terms) {
    return new Trial(
        terms.host(), runbooks, runbooks.stream().map(it -> Block.of(it, terms)).toList());
  }

  /**
   * What came of it.
   *
   * @param proofs of each runbook, in order
   */
  record Result(Trial trial, List<List<Proof>> proofs) {
    List<Proof> all() {
      return proofs.stream().flatMap(List::stream).toList();
    }

    int exit() {
      return Proof.exit(all());
    }

    /** An entry of machine output for each runbook. */
    List<Object> entries() {
      List<Object> entries = new ArrayList<>();
      for (int i = 0; i < proofs.size(); i++) {
        entries.add(ProofLines.entry(trial.runbooks().get(i), proofs.get(i)));
      }
      return entries;
    }
  }

  boolean runsAnything() {
    return blocks.stream().flatMap(List::stream).anyMatch(it -> it.job() != null);
  }

  /** What would run, exactly. */
  void plan(Consumer<String> show) {
    for (int i = 0; i < runbooks.size(); i++) {
      show.accept(ProofLines.heading(runbooks.get(i), host));
      blocks.get(i).forEach(block -> ProofLines.plan(block).forEach(show));
    }
  }

  /** One block after the other; what each came to is told as it ends. */
  Result run(Runner runner, Consumer<String> tell) {
    Set<String> unreached = new HashSet<>();
    List<List<Proof>> all = new ArrayList<>();
    for (int i = 0; i < runbooks.size(); i++) {
      tell.accept(ProofLines.heading(runbooks.get(i), host));
      List<Proof> proofs = new ArrayList<>();
      for (Block block : blocks.get(i)) {
        Proof proof = prove(block, block.job(), runner, unreached);
        ProofLines.of(proof).forEach(tell);
        proofs.add(proof);
      }
      all.add(proofs);
    }
    Result result = new Result(this, all);
    tell.accept(ProofLines.summary(result.all()));
    return result;
  }

  private static Proof prove(Block block, @Nullable Job job, Runner runner, Set<String> unreached) {
    if (job == null) {
      return Proof.untried(block);
    }
    if (unreached.contains(job.target().name())) {
      return Proof.unreached(block);
    }
    Outcome outcome = runner.run(job, _ -> {});
    Proof proof = Proof.of(block, outcome);
    if (proof.state() == State.UNREACHABLE) {
      unreached.add(job.target().name());
    }
    return proof;
  }
}
