package org.toban.ui.incident;

import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Words;

/** The flow stepper: seven stops on a line, done, under way, or to come. */
final class FlowNode extends Region {
  private static final double DOT = 10;
  private static final double TOP = 18;
  private static final double EDGE = 6;
  private static final double MOST_EDGE = 18;
  private static final double LEAST_GAP = 5;

  private final Words words;
  private final Region[] dots = new Region[Flow.STOPS.length];
  private final Region[] bars = new Region[Flow.STOPS.length - 1];
  private final Label[] labels = new Label[Flow.STOPS.length];
  private final Button act;
  private int shown;
  private boolean acting;

  /**
   * The stepper.
   *
   * @param acts takes the name of the stop that is under way when a person goes on with it
   */
  FlowNode(Words words, Consumer<String> acts) {
    this.words = words;
    setId("flow");
    setMinHeight(USE_PREF_SIZE);
    getStyleClass().add("flow");
    for (int i = 0; i < bars.length; i++) {
      bars[i] = new Region();
      bars[i].getStyleClass().add("flow-bar");
      getChildren().add(bars[i]);
    }
    for (int i = 0; i < dots.length; i++) {
      dots[i] = new Region();
      dots[i].getStyleClass().add("flow-dot");
      labels[i] = Bits.label(words.get("flow." + Flow.STOPS[i]), "flow-label");
      labels[i].setAlignment(javafx.geometry.Pos.CENTER);
      Tooltip.install(dots[i], new Tooltip(labels[i].getText()));
      getChildren().addAll(dots[i], labels[i]);
    }
    act = Bits.button("flow-act", "", "", () -> acts.accept(Flow.STOPS[shown]));
    act.getStyleClass().add("flow-act");
    getChildren().add(act);
  }

  void show(Flow flow) {
    for (int i = 0; i < dots.length; i++) {
      Bits.state(dots[i], "done", i < flow.current());
      Bits.state(dots[i], "current", i == flow.current());
      Bits.state(labels[i], "done", i < flow.current());
      Bits.state(labels[i], "current", i == flow.current());
      if (i < bars.length) {
        Bits.state(bars[i], "done", i + 1 <= flow.current());
      }
    }
    int at = Math.min(flow.current(), Flow.STOPS.length - 1);
    shown = at;
    acting = flow.current() < Flow.STOPS.length;
    String what = words.get("flow.do." + Flow.STOPS[at]);
    act.setAccessibleText(words.get("flow." + Flow.STOPS[at]) + ": " + what);
    act.setTooltip(new Tooltip(what));
    act.setVisible(acting);
    requestLayout();
    setAccessibleText(
        words.get("flow.spoken", words.get("flow." + Flow.STOPS[at]), at + 1, Flow.STOPS.length));
  }

  /** The stops stand as far apart as their names need; where even that is too far, only one has. */
  @Override
  protected void layoutChildren() {
    double[] widths = new double[labels.length];
    double all = 0;
    for (int i = 0; i < labels.length; i++) {
      widths[i] = Math.ceil(labels[i].prefWidth(-1));
      all += widths[i];
    }
    double spare = getWidth() - all - LEAST_GAP * (labels.length - 1);
    double edge = Math.clamp(spare / 2, EDGE, MOST_EDGE);
    double gap = (getWidth() - 2 * edge - all) / (labels.length - 1);
    if (gap >= LEAST_GAP) {
      double each = (getWidth() - 2 * EDGE) / labels.length;
      boolean even = true;
      for (double width : widths) {
        even = even && width + LEAST_GAP <= each;
      }
      double x = edge;
      for (int i = 0; i < labels.length; i++) {
        place(i, even ? EDGE + each * (i + 0.5) : x + widths[i] / 2, widths[i]);
        x += widths[i] + gap;
      }
    } else {
      layoutCurrentOnly(widths);
    }
    Label label = labels[shown];
    double left = Math.max(0, Math.min(label.getLayoutX() - 4, dots[shown].getLayoutX() - 6));
    double wide = Math.min(Math.max(label.getWidth() + 8, DOT + 12), getWidth() - left);
    act.resizeRelocate(left, TOP - 12, wide, 22 + label.getHeight());
    for (int i = 0; i < bars.length; i++) {
      double from = dots[i].getLayoutX() + DOT;
      bars[i].resizeRelocate(from, TOP - 1, dots[i + 1].getLayoutX() - from, 2);
    }
  }

  private void layoutCurrentOnly(double[] widths) {
    double each = (getWidth() - 2 * EDGE) / labels.length;
    for (int i = 0; i < labels.length; i++) {
      place(i, EDGE + each * (i + 0.5), widths[i]);
      double most = Math.max(EDGE, getWidth() - EDGE - widths[i]);
      labels[i].setLayoutX(Math.clamp(labels[i].getLayoutX(), EDGE, most));
      labels[i].setVisible(i == shown);
    }
  }

  private void place(int stop, double centre, double width) {
    double middle = Math.rint(centre);
    dots[stop].resizeRelocate(middle - DOT / 2, TOP - DOT / 2, DOT, DOT);
    double left = Math.rint(middle - width / 2);
    labels[stop].resizeRelocate(left, TOP + 9, width, labels[stop].prefHeight(-1));
    labels[stop].setVisible(true);
  }

  @Override
  protected double computePrefHeight(double width) {
    return TOP + 9 + labels[0].prefHeight(-1) + 10;
  }

  @Override
  protected double computePrefWidth(double height) {
    return 300;
  }
}
