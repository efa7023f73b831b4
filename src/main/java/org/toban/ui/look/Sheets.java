package org.toban.ui.look;

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
    setVisible(false);
    sceneProperty()
        .flatMap(Scene::focusOwnerProperty)
        .addListener((property, was, now) -> keepFocus(now));
  }

  /** What lies behind an open sheet must not get its keys: Enter there would act unseen. */
  private void keepFocus(@Nullable Node owner) {
    Node home = first;
    if (isOpen() && home != null && owner != null && !isWithin(owner)) {
      home.requestFocus();
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

  private static @Nullable Node firstControl(Node node) {
    if (node.isDisabled() || !node.isVisible()) {
      return null;
    }
    if (node.isFocusTraversable()) {
      return node;
    }
    if (node instanceof Parent parent) {
      for (Node child : parent.getChildrenUnmodifiable()) {
        Node found = firstControl(child);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
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
