package org.toban.ui.settings;

import javafx.scene.TraversalDirection;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** Tab leads on from a text of several lines, where it would be a character that YAML forbids. */
final class TabLeaves {
  private TabLeaves() {}

  static void on(TextInputControl area) {
    area.addEventFilter(
        KeyEvent.KEY_PRESSED,
        key -> {
          if (key.getCode() == KeyCode.TAB && !key.isControlDown()) {
            key.consume();
            area.requestFocusTraversal(
                key.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
          }
        });
  }
}
