package org.toban.review;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.toban.incident.AboutStep;
import org.toban.incident.Event;
import org.toban.incident.Evidence;
import org.toban.incident.Run;

/** Notes and evidence under the runs of their steps, and the evidence that has none. */
final class Keeping {
  private final Review review;
  private final Wording wording;
  private final Page page;

  /** The newest run of each step: what belongs to the step stands under it. */
  private final Map<String, String> newest = new LinkedHashMap<>();

  private final Set<String> outputs = new HashSet<>();

  Keeping(Review review, Wording wording, Page page) {
    this.review = review;
    this.wording = wording;
    this.page = page;
    review.runs().values().stream()
        .map(Run::intent)
        .forEach(intent -> newest.put(intent.stepId(), intent.runId()));
    review.all(Event.EvidenceAdded.class).stream()
        .map(Event.EvidenceAdded::evidence)
        .filter(it -> it.kind() == Evidence.Kind.OUTPUT)
        .forEach(it -> outputs.add(it.name()));
  }

  static String of(@Nullable AboutStep step) {
    return step == null ? "" : step.title() + ": ";
  }

  /** What it is called; a pasted text by its first line. */
  static String name(Evidence it) {
    return it.kind() == Evidence.Kind.TEXT
        ? it.text().strip().lines().findFirst().orElse("")
        : it.name();
  }

  /** Whether what a run printed was kept as evidence. */
  boolean isEvidence(String runId) {
    return outputs.contains(runId);
  }

  /** What belongs to a run's step, if this is its newest run. */
  void under(Run.Intent intent) {
    if (isEvidence(intent.runId())) {
      page.named("by", page.paragraph(Page.text(wording.text("evidence.output"))));
    }
    if (intent.runId().equals(newest.get(intent.stepId()))) {
      for (Event event : review.timeline()) {
        switch (event) {
          case Event.NoteAdded it when isOf(it.step(), intent) -> note(it);
          case Event.EvidenceAdded it when isOf(it.step(), intent) -> evidence(it);
          default -> {}
        }
      }
    }
  }

  private static boolean isOf(@Nullable AboutStep step, Run.Intent intent) {
    return step != null && step.id().equals(intent.stepId());
  }

  /** The evidence of no step, and of steps that were never run. */
  void rest() {
    boolean any = false;
    for (Event.EvidenceAdded it : review.all(Event.EvidenceAdded.class)) {
      boolean elsewhere = it.step() != null && newest.containsKey(it.step().id());
      if (!elsewhere && it.evidence().kind() != Evidence.Kind.OUTPUT) {
        if (!any) {
          page.heading(2, Page.text(wording.text("section.evidence")));
        }
        any = true;
        evidence(it);
      }
    }
  }

  private void note(Event.NoteAdded it) {
    page.paragraph(
        Page.text(wording.time(it.at()) + " · " + wording.who(it.by()) + ": " + it.text()));
  }

  private void evidence(Event.EvidenceAdded it) {
    if (it.evidence().kind() == Evidence.Kind.OUTPUT) {
      return;
    }
    page.named(
        "by",
        page.paragraph(
            Page.words(
                wording,
                "event.evidence-added." + it.evidence().kind(),
                wording.time(it.at()) + " · " + wording.who(it.by()),
                "",
                name(it.evidence()))));
    page.code("output", "text", it.evidence().text());
  }
}
