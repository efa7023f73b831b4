package org.toban.ui.board;

import java.time.Instant;
import javafx.scene.control.Tooltip;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import org.toban.ui.look.Surroundings;

/** The last 24 hours of one alert, a bar for each; what it says is said in words, too. */
final class DayNode extends Path {
  private static final double STEP = 2;
  private static final double BASE = 0.5;
  private static final double HIGH = 1.5;

  private final Surroundings around;
  private DayChart.Day shown = DayChart.Day.NONE;
  private boolean told;

  DayNode(Surroundings around) {
    this.around = around;
    getStyleClass().add("day-marks");
    setPickOnBounds(true);
    setOnMouseEntered(entered -> tell());
    draw();
  }

  void show(DayChart.Day next) {
    if (!next.equals(shown)) {
      shown = next;
      draw();
    }
  }

  /** Such as "fired 5 times in 24 h, last 03:10 JST". */
  String words() {
    Instant last = shown.last();
    if (last == null) {
      return around.words().get("day.none");
    }
    String when = around.times().absolute(last, around.ticker().now());
    return shown.times() == 0
        ? around.words().get("day.lasting", when)
        : around.words().get("day.fired", shown.times(), when);
  }

  /** A line needs a tooltip only when the mouse comes there. */
  private void tell() {
    if (!told) {
      told = true;
      Tooltip tooltip = new Tooltip();
      tooltip.setOnShowing(showing -> tooltip.setText(words()));
      Tooltip.install(this, tooltip);
    }
  }

  private void draw() {
    getElements().clear();
    for (int hour = 0; hour < DayChart.HOURS; hour++) {
      double x = hour * STEP + BASE;
      int height = shown.heights().get(hour);
      getElements()
          .addAll(new MoveTo(x, BASE), new LineTo(x, height == 0 ? -BASE : -height * HIGH - 1));
    }
  }
}
