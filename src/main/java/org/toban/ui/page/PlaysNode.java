package org.toban.ui.page;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import org.jspecify.annotations.Nullable;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Surroundings;
import org.toban.ui.parts.Practice.Attempt;

/**
 * What a person has reached in one scenario: a bar for each play, the newest last, and in words.
 */
final class PlaysNode extends HBox {
  private static final int MOST = 12;
  private static final double STEP = 6;
  private static final double HIGH = 16;
  private static final double LEAST = 2;

  PlaysNode(Surroundings around, String scenario, Plays plays) {
    super(10);
    setId("plays-" + scenario);
    getStyleClass().add("row");
    Function<Attempt, @Nullable Duration> kind = it -> it.until(it.recoveredAt());
    List<Duration> times = plays.times(kind);
    Duration best = plays.best(kind);
    if (best != null) {
      String fastest = around.times().countdown(best);
      String last = around.times().countdown(times.getFirst());
      String told =
          times.size() == 1
              ? around.words().get("drill.plays-once", last)
              : around.words().get("drill.plays", times.size(), fastest, last);
      Label text = Bits.prose(told, "muted");
      getChildren().setAll(bars(times), text);
    }
  }

  /** The longest is as high as there is room. */
  private static Path bars(List<Duration> times) {
    Path path = new Path();
    path.getStyleClass().add("plays");
    List<Duration> shown = times.subList(0, Math.min(MOST, times.size())).reversed();
    double most = shown.stream().mapToLong(Duration::toMillis).max().orElse(1);
    for (int i = 0; i < shown.size(); i++) {
      double height = Math.max(LEAST, HIGH * shown.get(i).toMillis() / Math.max(1, most));
      path.getElements().addAll(new MoveTo(i * STEP, 0), new LineTo(i * STEP, -height));
    }
    return path;
  }
}
