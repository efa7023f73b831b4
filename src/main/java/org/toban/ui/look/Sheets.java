package org.toban.ui.look;

import java.util.ArrayList;
import java.util.List;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/**
 * The layer over the window for what must be answered or dismissed: palette, dry run, forms. One
 * sheet at a time; it keeps the keyboard until Esc or a click beside it closes it, and the focus
 * goes back to where it was.
 */
public final class Sheets extends StackPane {
  private final Region scrim = new Region();
  private @Nullable Node before;
  private @Nullable Node first;
  private boolean backwards; // where the last Tab went

  public Sheets() {
    setId("sheets");
    scrim.getStyleClass().add("scrim");
    scrim.setOnMouseClicked(click -> close());
    addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            event.consume();
            close();
          }
        });
    addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.TAB) {
            backwards = event.isShiftDown();
          }
        });
    setVisible(false);
    sceneProperty()
        .flatMap(Scene::focusOwnerProperty)
        .addListener((property, was, now) -> keepFocus(now));
  }

  /**
   * What lies behind an open sheet must not get its keys: Enter there would act unseen. Who leaves
   * it at one end by Tab comes in at the other.
   */
  private void keepFocus(@Nullable Node owner) {
    if (!isOpen() || first == null || owner == null || isWithin(owner)) {
      return;
    }
    List<Node> stops = new ArrayList<>();
    stops(this, stops);
    Node next = stops.isEmpty() ? first : backwards ? stops.getLast() : stops.getFirst();
    next.requestFocus();
  }

  private static void stops(Node node, List<Node> found) {
    if (!node.isDisabled() && node.isVisible()) {
      if (node.isFocusTraversable()) {
        found.add(node);
      } else if (node instanceof Parent parent) {
        parent.getChildrenUnmodifiable().forEach(child -> stops(child, found));
      }
    }
  }

  private boolean isWithin(Node node) {
    Node at = node;
    while (at != null && !this.equals(at)) {
      at = at.getParent();
    }
    return this.equals(at);
  }

  /** Shows a card; the focus goes to the node, or to the card's first control that can have it. */
  public void open(Region card, @Nullable Node focus) {
    if (!isOpen()) {
      before = getScene() == null ? null : getScene().getFocusOwner();
    }
    card.getStyleClass().add("desk-sheet");
    card.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    StackPane.setAlignment(card, Pos.TOP_CENTER);
    getChildren().setAll(scrim, card);
    setVisible(true);
    first = focus == null || focus.isDisabled() ? firstControl(card) : focus;
    if (first != null) {
      first.requestFocus();
    }
  }

  private static @Nullable Node firstControl(Node card) {
    List<Node> stops = new ArrayList<>();
    stops(card, stops);
    return stops.isEmpty() ? null : stops.getFirst();
  }

  public boolean isOpen() {
    return isVisible();
  }

  public void close() {
    if (isOpen()) {
      setVisible(false);
      getChildren().clear();
      Node back = before;
      before = null;
      first = null;
      if (back != null && Platform.isFxApplicationThread()) {
        back.requestFocus();
      }
    }
  }
}
