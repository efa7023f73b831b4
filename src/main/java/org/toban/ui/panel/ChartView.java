package org.toban.ui.panel;

import java.time.Duration;
import java.time.Instant;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;
import org.toban.source.Series;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Times;
import org.toban.ui.parts.Panels;

/**
 * A chart of at most eight lines: values over a time, the start of the incident and the threshold.
 * Colours and dashes are the style sheet's.
 */
final class ChartView extends Region {
  private static final double LEFT = 62;
  private static final double BELOW = 20;
  private static final double ABOVE = 16;
  private static final double RIGHT = 10;
  private static final Duration[] STEPS = {
    Duration.ofMinutes(5),
    Duration.ofMinutes(10),
    Duration.ofMinutes(15),
    Duration.ofMinutes(30),
    Duration.ofHours(1),
    Duration.ofHours(3),
    Duration.ofHours(6),
    Duration.ofHours(12),
    Duration.ofDays(1),
    Duration.ofDays(7)
  };

  private final Times times;
  private Panels.Answer.@Nullable Chart chart;
  private @Nullable Drawn drawn;
  private double builtWidth = -1;

  ChartView(Times times) {
    this.times = times;
    getStyleClass().add("chart");
    setMinHeight(150);
    setPrefHeight(150);
  }

  void show(Panels.Answer.Chart next, Drawn lines) {
    chart = next;
    drawn = lines;
    builtWidth = -1;
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    if (chart != null && drawn != null && getWidth() != builtWidth) {
      builtWidth = getWidth();
      build(chart, drawn);
    }
    for (Node child : getChildren()) {
      if (child instanceof Label label) {
        label.autosize();
        place(label);
      }
    }
  }

  /** Labels know the point that they stand at, and on which side of it. */
  private record Anchor(double x, double y, Pos side) {}

  private static void place(Label label) {
    Anchor at = (Anchor) label.getUserData();
    double width = label.getWidth();
    double height = label.getHeight();
    switch (at.side()) {
      case CENTER_LEFT -> label.relocate(at.x() - width, at.y() - height / 2);
      case BOTTOM_CENTER -> label.relocate(at.x() - width / 2, at.y());
      case TOP_RIGHT -> label.relocate(at.x() - width, at.y() - height);
      default -> label.relocate(at.x(), at.y() - height);
    }
  }

  private void build(Panels.Answer.Chart it, Drawn lines) {
    getChildren().clear();
    Scale scale = Scale.of(lines.lines(), it.threshold());
    double bottom = getHeight() - BELOW;
    double end = getWidth() - RIGHT;
    for (double tick : scale.ticks()) {
      double y = y(tick, scale);
      getChildren().add(styled(new Line(LEFT, y, end, y), "grid"));
      text(Scale.written(tick, it.unit()), LEFT - 6, y, Pos.CENTER_LEFT);
    }
    clock(it.span(), bottom);
    double start = x(it.span().start(), it.span());
    getChildren().add(styled(new Line(start, ABOVE, start, bottom), "chart-start"));
    text(times.words().get("panel.start"), start + 3, ABOVE, Pos.TOP_LEFT);
    if (it.threshold() != null) {
      double y = y(it.threshold(), scale);
      getChildren().add(styled(new Line(LEFT, y, end, y), "chart-threshold"));
    }
    for (int i = 0; i < lines.lines().size(); i++) {
      getChildren().add(path(lines.lines().get(i), it.span(), scale, i));
    }
    if (it.threshold() != null) {
      text(Scale.written(it.threshold(), it.unit()), end, y(it.threshold(), scale), Pos.TOP_RIGHT)
          .getStyleClass()
          .add("threshold-text");
    }
  }

  private void clock(Panels.Span span, double bottom) {
    Duration all = Duration.between(span.from(), span.to());
    long most = Math.max(2, (long) ((getWidth() - LEFT - RIGHT) / 70));
    Duration step = STEPS[STEPS.length - 1];
    for (Duration one : STEPS) {
      if (all.dividedBy(one) <= most) {
        step = one;
        break;
      }
    }
    long seconds = step.toSeconds();
    long offset = times.zone().getRules().getOffset(span.from()).getTotalSeconds();
    long first = Math.ceilDiv(span.from().getEpochSecond() + offset, seconds) * seconds - offset;
    for (long at = first; at <= span.to().getEpochSecond(); at += seconds) {
      Instant moment = Instant.ofEpochSecond(at);
      double x = x(moment, span);
      if (x < getWidth() - RIGHT - 12) {
        text(times.minute(moment), x, bottom + 2, Pos.BOTTOM_CENTER);
      }
    }
  }

  private Path path(Drawn.Line line, Panels.Span span, Scale scale, int number) {
    Path path = new Path();
    path.getStyleClass().addAll("series", "series-" + number);
    path.setClip(new Rectangle(LEFT, 0, Math.max(0, getWidth() - LEFT), getHeight()));
    Instant before = null;
    for (Series.Sample sample : line.samples()) {
      if (!Double.isFinite(sample.value())) {
        before = null;
        continue;
      }
      double x = x(sample.at(), span);
      double y = y(sample.value(), scale);
      boolean gap =
          before == null
              || Duration.between(before, sample.at()).compareTo(span.step().multipliedBy(2)) >= 0;
      if (gap) {
        path.getElements().addAll(new MoveTo(x, y), new LineTo(x + 0.5, y));
      } else {
        path.getElements().add(new LineTo(x, y));
      }
      before = sample.at();
    }
    return path;
  }

  private Label text(String text, double x, double y, Pos side) {
    Label label = Bits.label(text, "chart-text");
    label.setUserData(new Anchor(x, y, side));
    getChildren().add(label);
    return label;
  }

  private static Line styled(Line line, String style) {
    line.getStyleClass().add(style);
    return line;
  }

  private double x(Instant at, Panels.Span span) {
    double all = Math.max(1, Duration.between(span.from(), span.to()).toMillis());
    double part = Duration.between(span.from(), at).toMillis() / all;
    return Math.round(LEFT + part * (getWidth() - LEFT - RIGHT)) + 0.5;
  }

  private double y(double value, Scale scale) {
    double part = (value - scale.least()) / (scale.most() - scale.least());
    return Math.round(getHeight() - BELOW - part * (getHeight() - BELOW - ABOVE)) + 0.5;
  }
}
