package org.toban.ui.look;

import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** What keys do everywhere, where the toolkit's own manner would surprise or hold a person. */
public final class Keys {
  private Keys() {}

  /** Below this node Enter does what Space does: what has the focus is pressed. */
  public static void enterPresses(Node root) {
    root.addEventHandler(
        KeyEvent.KEY_PRESSED,
        key -> {
          if (key.getCode() == KeyCode.ENTER
              && !key.isControlDown()
              && key.getTarget() instanceof ButtonBase button
              && !button.isDisabled()) {
            key.consume();
            button.fire();
          }
        });
  }

  /** Tab leads on instead of being written, which would hold the focus there. */
  static void tabLeadsOn(TextArea area) {
    area.addEventFilter(
        KeyEvent.KEY_PRESSED,
        key -> {
          if (key.getCode() == KeyCode.TAB && !key.isControlDown() && !key.isAltDown()) {
            key.consume();
            area.requestFocusTraversal(
                key.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
          }
        });
  }
}
