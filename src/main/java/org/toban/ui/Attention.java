package org.toban.ui;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.event.EventHandler;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.InputEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.stage.Window;

/** Whether a person looks at a view: tells the state when its window comes, goes or is used. */
final class Attention {
  private static final List<EventType<? extends InputEvent>> TOUCHES =
      List.of(
          KeyEvent.KEY_PRESSED,
          MouseEvent.MOUSE_PRESSED,
          MouseEvent.MOUSE_MOVED,
          ScrollEvent.SCROLL);

  private final DeskState state;
  private final InstantSource clock;
  private final Node view;
  private final ChangeListener<Instant> ticking = (property, before, now) -> look();
  private final EventHandler<InputEvent> touching = event -> touched();
  private final ObservableValue<Boolean> focused;
  private final ObservableValue<Instant> ticks;
  private volatile Instant touched;

  Attention(DeskState state, InstantSource clock, Node view, ObservableValue<Instant> ticks) {
    this.state = state;
    this.clock = clock;
    this.view = view;
    this.ticks = ticks;
    touched = clock.instant();
    focused =
        view.sceneProperty()
            .flatMap(Scene::windowProperty)
            .flatMap(Window::focusedProperty)
            .orElse(false);
    focused.addListener((property, before, now) -> {
      if (now) {
        touched();
      } else {
        look();
      }
    });
    TOUCHES.forEach(type -> view.addEventFilter(type, touching));
    ticks.addListener(ticking);
  }

  private void touched() {
    touched = clock.instant();
    look();
  }

  private void look() {
    // a view that another language has replaced is in no scene, and says nothing
    if (view.getScene() != null) {
      state.looks(state.looks().get().at(clock.instant(), focused.getValue(), touched));
    }
  }

  /** When a person last used it; from any thread. */
  Instant touchedAt() {
    return touched;
  }

  void end() {
    ticks.removeListener(ticking);
    TOUCHES.forEach(type -> view.removeEventFilter(type, touching));
  }
}
