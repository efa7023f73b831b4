package org.toban.app.runbook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.toban.remedy.Job;
import org.toban.remedy.Target;
import org.toban.remedy.Variables;
import org.toban.runbook.Runbook;
import org.toban.runbook.Step;
import org.toban.ui.look.Plain;

/** Proofs as lines for a person, and as machine output. */
final class ProofLines {
  private ProofLines() {}

  static String heading(Runbook runbook, Target target) {
    return Plain.exact(runbook.title() + " (" + runbook.place() + ")")
        + " on "
        + target.name()
        + " ("
        + target.way()
        + ")";
  }

  /** What would run, exactly; or why it would not. */
  static List<String> plan(Block block) {
    Job job = block.job();
    List<String> lines = new ArrayList<>();
    if (job == null) {
      lines.add("  " + line(block.step(), block.rest().inWords(), block.reason()));
      return lines;
    }
    String where = "on " + job.target().name() + " for at most " + job.limit().toSeconds() + " s";
    lines.add("  " + line(block.step(), "runs", where));
    Map<String, String> variables = new TreeMap<>(Variables.of(job.labels()));
    variables.putAll(job.values());
    variables.forEach((name, value) -> lines.add("      " + name + " = " + Plain.exact(value)));
    job.script().lines().forEach(it -> lines.add("    | " + Plain.exact(it)));
    return lines;
  }

  static List<String> of(Proof proof) {
    List<String> lines = new ArrayList<>();
    lines.add("  " + line(proof.block().step(), proof.state().inWords(), proof.detail()));
    if (proof.state().wasTried() && proof.state() != State.WORKS) {
      proof.lastLines().forEach(it -> lines.add("    | " + it));
    }
    return lines;
  }

  private static String line(Step step, String state, String detail) {
    return state
        + ": "
        + step.stage().name().toLowerCase(Locale.ROOT)
        + " "
        + step.place().line()
        + ": "
        + Plain.exact(Plain.line(step.title(), 80))
        + (detail.isEmpty() ? "" : " - " + detail);
  }

  static String summary(List<Proof> proofs) {
    Map<State, Long> counts = counts(proofs);
    List<String> parts = new ArrayList<>();
    counts.forEach((state, count) -> {
      if (count > 0) {
        parts.add(count + " " + state.inWords());
      }
    });
    boolean tried = proofs.stream().anyMatch(it -> it.state().wasTried());
    return (tried ? "" : "Nothing was tried: ")
        + (parts.isEmpty() ? "there are no blocks" : String.join(", ", parts));
  }

  private static Map<State, Long> counts(List<Proof> proofs) {
    Map<State, Long> counts = new LinkedHashMap<>();
    for (State state : State.values()) {
      counts.put(state, proofs.stream().filter(it -> it.state() == state).count());
    }
    return counts;
  }

  /** One line, however long, in which no character acts. */
  static String plain(String line) {
    return Plain.exact(line);
  }

  // --- for machines ------------------------------------------------------------------------------

  static Map<String, @Nullable Object> report(
      Target target, List<Object> runbooks, List<Proof> proofs, boolean works) {
    Map<String, @Nullable Object> report = new LinkedHashMap<>();
    report.put("host", target.name());
    report.put("works", works);
    Map<String, Object> counts = new LinkedHashMap<>();
    counts(proofs)
        .forEach((state, count) -> counts.put(state.name().toLowerCase(Locale.ROOT), count));
    report.put("counts", counts);
    report.put("runbooks", runbooks);
    return report;
  }

  static Map<String, @Nullable Object> entry(Runbook runbook, List<Proof> proofs) {
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("id", runbook.id());
    entry.put("title", runbook.title());
    entry.put("file", runbook.place().file());
    entry.put("line", runbook.place().line());
    entry.put("steps", proofs.stream().map(ProofLines::entry).toList());
    return entry;
  }

  private static Map<String, @Nullable Object> entry(Proof proof) {
    Step step = proof.block().step();
    Job job = proof.block().job();
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("id", step.id());
    entry.put("stage", step.stage());
    entry.put("title", step.title());
    entry.put("line", step.place().line());
    entry.put("sha256", step.sha256());
    entry.put("host", job == null ? null : job.target().name());
    entry.put("result", proof.state());
    entry.put("status", proof.status());
    entry.put("detail", proof.detail());
    entry.put("output", proof.lastLines());
    entry.put("took_seconds", proof.took());
    return entry;
  }
}
