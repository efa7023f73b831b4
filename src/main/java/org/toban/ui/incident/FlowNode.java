package org.toban.ui.incident;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Words;

/** The flow stepper: seven stops on a line, done, under way, or to come. */
final class FlowNode extends Region {
  private static final double DOT = 10;
  private static final double TOP = 18;

  private final Words words;
  private final Region[] dots = new Region[Flow.STOPS.length];
  private final Region[] bars = new Region[Flow.STOPS.length - 1];
  private final Label[] labels = new Label[Flow.STOPS.length];

  FlowNode(Words words) {
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
      getChildren().addAll(dots[i], labels[i]);
    }
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
    setAccessibleText(
        words.get("flow.spoken", words.get("flow." + Flow.STOPS[at]), at + 1, Flow.STOPS.length));
  }

  @Override
  protected void layoutChildren() {
    double each = getWidth() / dots.length;
    for (int i = 0; i < dots.length; i++) {
      double centre = Math.rint(each * (i + 0.5));
      dots[i].resizeRelocate(centre - DOT / 2, TOP - DOT / 2, DOT, DOT);
      double height = labels[i].prefHeight(-1);
      labels[i].resizeRelocate(Math.rint(each * i), TOP + 9, each, height);
      if (i < bars.length) {
        double next = Math.rint(each * (i + 1.5));
        bars[i].resizeRelocate(centre + DOT / 2, TOP - 1, next - centre - DOT, 2);
      }
    }
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
