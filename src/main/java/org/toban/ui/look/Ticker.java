package org.toban.ui.look;

import java.time.Instant;
import java.time.InstantSource;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Duration;

/** The desk's one clock: a property that changes once a second while the window shows. */
public final class Ticker {
  private final InstantSource clock;
  private final ReadOnlyObjectWrapper<Instant> now;
  private final Timeline timeline;

  public Ticker(InstantSource clock) {
    this.clock = clock;
    now = new ReadOnlyObjectWrapper<>(clock.instant());
    timeline = new Timeline(new KeyFrame(Duration.seconds(1), tick -> tick()));
    timeline.setCycleCount(Animation.INDEFINITE);
  }

  public ReadOnlyObjectProperty<Instant> nowProperty() {
    return now.getReadOnlyProperty();
  }

  public Instant now() {
    return now.get();
  }

  /** Reads the clock at once, besides the rhythm. */
  public void tick() {
    now.set(clock.instant());
  }

  public void run(boolean running) {
    if (running) {
      tick();
      timeline.play();
    } else {
      timeline.stop();
    }
  }
}
