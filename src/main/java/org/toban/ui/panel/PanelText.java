package org.toban.ui.panel;

import java.time.Instant;
import org.toban.runbook.Step;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Times;
import org.toban.ui.look.Words;
import org.toban.ui.parts.Panels;

/** A panel as text, for a note: what was asked, when, and the numbers or lines that came. Pure. */
final class PanelText {
  private static final int LINES = 20;

  private PanelText() {}

  static String of(Step step, Panels.Answer answer, Instant at, Times times) {
    Words words = times.words();
    StringBuilder text = new StringBuilder();
    text.append(words.get("panel.note", Plain.line(step.title(), 90), times.absolute(at, at)))
        .append('\n');
    switch (answer) {
      case Panels.Answer.Chart it -> numbers(it, words, text);
      case Panels.Answer.Lines it ->
          it.lines()
              .subList(Math.max(0, it.lines().size() - LINES), it.lines().size())
              .forEach(line ->
                  text.append(times.second(line.at()))
                      .append("  ")
                      .append(Plain.line(line.text(), 300))
                      .append('\n'));
      case Panels.Answer.Failed _, Panels.Answer.Unasked _ -> {}
    }
    return text.toString().stripTrailing();
  }

  private static void numbers(Panels.Answer.Chart it, Words words, StringBuilder text) {
    Drawn drawn = Drawn.of(it.series(), it.leftOut());
    for (Drawn.Line line : drawn.lines()) {
      text.append(line.name().isEmpty() ? "" : Plain.line(line.name(), 80) + ": ")
          .append(
              words.get(
                  "panel.numbers",
                  Scale.written(line.last(), it.unit()),
                  Scale.written(line.least(), it.unit()),
                  Scale.written(line.most(), it.unit())))
          .append('\n');
    }
    if (it.threshold() != null) {
      text.append(words.get("panel.threshold", Scale.written(it.threshold(), it.unit())))
          .append('\n');
    }
    if (drawn.left() > 0) {
      text.append(words.get("panel.more", drawn.left())).append('\n');
    }
  }
}
