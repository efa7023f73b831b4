package org.toban.review;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TableRow;
import org.toban.incident.Event;
import org.toban.incident.Run;

/** What was run, what it printed, and what a guard refused. */
final class Commands {
  /** Characters of output that a review shows of one run: the beginning and the end. */
  private static final int HEAD = 1_500;

  private static final int TAIL = 2_500;

  /** The same of a run whose output is evidence. */
  private static final int EVIDENCE = 16_000;

  private final Review review;
  private final Wording wording;
  private final Page page;
  private final Keeping keeping;

  Commands(Review review, Wording wording, Page page) {
    this.review = review;
    this.wording = wording;
    this.page = page;
    this.keeping = new Keeping(review, wording, page);
  }

  void add() {
    page.heading(2, Page.text(wording.text("section.commands")));
    if (review.runs().isEmpty()) {
      page.named("none", page.paragraph(Page.text(wording.text("nobody"))));
    }
    review.runs().values().forEach(this::run);
    refusals();
  }

  private void run(Run run) {
    Run.Intent intent = run.intent();
    page.heading(3, Page.text(intent.title()));
    page.named(
        "by",
        page.paragraph(
            Page.words(
                wording,
                "run.line",
                wording.text("stage." + intent.stage()),
                Page.code(intent.host()),
                wording.who(intent.by()),
                wording.time(run.plannedAt()))));
    page.code("script", "bash", intent.script());
    intent
        .values()
        .forEach((name, value) ->
            page.named(
                "value",
                page.paragraph(
                    Page.words(wording, "run.value", Page.code(name), Page.code(value)))));
    boolean succeeded = run.ended() != null && run.ended().succeeded();
    page.named(
        succeeded ? "met" : "missed",
        page.paragraph(Page.text(wording.text("run.ended", wording.ending(run.ended())))));
    String output = review.outputs().getOrDefault(intent.runId(), tail(run));
    if (output.isBlank()) {
      page.named("none", page.paragraph(Page.text(wording.text("run.no-output"))));
    } else {
      boolean whole = keeping.isEvidence(intent.runId());
      page.code(
          "output", "text", whole ? cut(output, EVIDENCE, EVIDENCE) : cut(output, HEAD, TAIL));
    }
    keeping.under(intent);
  }

  private static String tail(Run run) {
    return switch (run.ended()) {
      case Run.Exited it -> it.outputTail();
      case Run.Failed it -> it.outputTail();
      case Run.Unknown _ -> "";
      case null -> "";
    };
  }

  private String cut(String output, int head, int tail) {
    int omitted = output.length() - head - tail;
    if (omitted <= 0) {
      return output;
    }
    return output.substring(0, head)
        + '\n'
        + wording.text("output.omitted", omitted)
        + '\n'
        + output.substring(output.length() - tail);
  }

  private void refusals() {
    List<TableRow> rows = new ArrayList<>();
    for (Event.RunRefused it : review.all(Event.RunRefused.class)) {
      rows.add(
          Page.row(
              page.narrow(wording.time(it.at())),
              Page.cell(Page.code(it.stepId())),
              page.narrow(Page.code(it.host())),
              page.narrow(wording.who(it.by())),
              page.narrow(Page.code(it.guard())),
              Page.cell(wording.causes().of(it.reason()))));
    }
    if (!rows.isEmpty()) {
      page.heading(2, Page.text(wording.text("section.refusals")));
      page.table(
          "refusals",
          Stream.of("time", "step", "host", "by", "guard", "reason")
              .map(it -> wording.text("column." + it))
              .toList(),
          rows);
    }
  }
}
