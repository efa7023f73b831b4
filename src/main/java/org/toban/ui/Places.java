package org.toban.ui;

import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.beans.InvalidationListener;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.toban.ui.parts.Layout.Place;

/** Where a window stood when it was last open: kept, and used again while it can be seen there. */
final class Places {
  /** Of a window that must be on a display to be worth going back to, in pixels. */
  private static final double SEEN = 120;

  private static final Duration REST = Duration.millis(500);

  private Places() {}

  /** Puts a window where it was; a display that is gone leaves it to the desktop. */
  static void restore(Stage window, Place place) {
    if (!place.isKnown()) {
      return;
    }
    boolean isSeen =
        Screen.getScreens().stream()
            .map(Screen::getVisualBounds)
            .anyMatch(display -> isSeen(place, display));
    if (isSeen) {
      window.setX(place.x());
      window.setY(place.y());
    }
    window.setWidth(place.width());
    window.setHeight(place.height());
    window.setMaximized(place.maximised());
  }

  private static boolean isSeen(Place place, Rectangle2D display) {
    double left = Math.max(place.x(), display.getMinX());
    double right = Math.min(place.x() + place.width(), display.getMaxX());
    boolean hasTitle = place.y() >= display.getMinY() && place.y() < display.getMaxY() - SEEN;
    return right - left >= SEEN && hasTitle;
  }

  /** Tells where the window stands, some time after it was moved. */
  static void follow(Stage window, Consumer<Place> moved) {
    PauseTransition rest = new PauseTransition(REST);
    Place[] free = {Place.NONE};
    rest.setOnFinished(done -> {
      if (!window.isShowing() || window.isIconified()) {
        return;
      }
      if (!window.isMaximized()) {
        free[0] = of(window);
      }
      Place back = free[0].isKnown() ? free[0] : of(window);
      moved.accept(
          new Place(back.x(), back.y(), back.width(), back.height(), window.isMaximized()));
    });
    InvalidationListener change = property -> rest.playFromStart();
    window.xProperty().addListener(change);
    window.yProperty().addListener(change);
    window.widthProperty().addListener(change);
    window.heightProperty().addListener(change);
    window.maximizedProperty().addListener(change);
  }

  private static Place of(Stage window) {
    return new Place(
        window.getX(), window.getY(), window.getWidth(), window.getHeight(), window.isMaximized());
  }
}
