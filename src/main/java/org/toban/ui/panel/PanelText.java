package org.toban.ui.panel;

import java.time.Instant;
import java.util.List;
import org.toban.runbook.Step;
import org.toban.source.Series;
import org.toban.ui.board.SourceWords;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Times;
import org.toban.ui.look.Words;
import org.toban.ui.parts.Panels;

/**
 * A panel as text, for evidence: what was asked, when, and the numbers over that time or the lines
 * that came. Pure.
 */
public final class PanelText {
  private static final int LINES = 20;

  /** Values of a line that are written out; more would be read by nobody. */
  private static final int VALUES = 12;

  private PanelText() {}

  public static String of(Step step, Panels.Answer answer, Instant at, Times times) {
    Words words = times.words();
    StringBuilder text = new StringBuilder();
    text.append(words.get("panel.note", Plain.line(step.title(), 90), times.absolute(at, at)))
        .append('\n');
    switch (answer) {
      case Panels.Answer.Chart it -> numbers(it, times, text);
      case Panels.Answer.Lines it ->
          it.lines()
              .subList(Math.max(0, it.lines().size() - LINES), it.lines().size())
              .forEach(line ->
                  text.append(times.second(line.at()))
                      .append("  ")
                      .append(Plain.line(line.text(), 300))
                      .append('\n'));
      case Panels.Answer.Failed it ->
          text.append(
              words.get(
                  "panel.failed",
                  Plain.line(it.source(), 40),
                  SourceWords.fault(it.fault(), words)));
      case Panels.Answer.Unasked it ->
          text.append(words.get("panel." + Words.key(it.why()), Plain.line(it.detail(), 160)));
    }
    return text.toString().stripTrailing();
  }

  private static void numbers(Panels.Answer.Chart it, Times times, StringBuilder text) {
    Words words = times.words();
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
      values(line.samples(), it.unit(), times, text);
    }
    if (it.threshold() != null) {
      text.append(words.get("panel.threshold", Scale.written(it.threshold(), it.unit())))
          .append('\n');
    }
    if (drawn.left() > 0) {
      text.append(words.get("panel.more", drawn.left())).append('\n');
    }
  }

  /** The newest value, and others before it in equal steps. */
  private static void values(
      List<Series.Sample> samples, String unit, Times times, StringBuilder text) {
    int step = Math.max(1, Math.ceilDiv(samples.size(), VALUES));
    for (int i = (samples.size() - 1) % step; i >= 0 && i < samples.size(); i += step) {
      Series.Sample it = samples.get(i);
      text.append("  ")
          .append(times.clock(it.at()))
          .append("  ")
          .append(Scale.written(it.value(), unit))
          .append('\n');
    }
  }
}
