package org.toban.ui;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.toban.ui.look.Sheets;

/** Turns what is typed anywhere in the window into what a person asks for. */
final class DeskKeys {
  private static final Map<KeyCombination, Act> WITH_CONTROL =
      Map.of(
          control(KeyCode.K), Act.PALETTE,
          control(KeyCode.C), Act.COPY,
          control(KeyCode.Q), Act.QUIT,
          control(KeyCode.W), Act.HIDE);

  private final Node view;
  private final Sheets sheets;
  private final Supplier<Page> page;
  private final Consumer<Act> perform;
  private final Runnable escape;

  /**
   * The keys of a view.
   *
   * @param sheets over the view, which have keys of their own
   * @param escape back to the board
   */
  DeskKeys(Node view, Sheets sheets, Supplier<Page> page, Consumer<Act> perform, Runnable escape) {
    this.view = view;
    this.sheets = sheets;
    this.page = page;
    this.perform = perform;
    this.escape = escape;
    view.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    view.addEventFilter(KeyEvent.KEY_TYPED, this::typed);
  }

  private static KeyCombination control(KeyCode code) {
    return new KeyCodeCombination(code, KeyCombination.SHORTCUT_DOWN);
  }

  private void pressed(KeyEvent key) {
    if (key.getCode() == KeyCode.ESCAPE && !sheets.isOpen()) {
      key.consume();
      escape.run();
      return;
    }
    WITH_CONTROL.forEach((combination, act) -> {
      if (combination.match(key) && (act != Act.COPY || isBoardAsked())) {
        key.consume();
        perform.accept(act);
      }
    });
  }

  /** Text that is marked in a field is what is copied there. */
  private boolean isBoardAsked() {
    return page.get() == Page.BOARD && !sheets.isOpen() && !isWriting();
  }

  private boolean isWriting() {
    return view.getScene() != null && view.getScene().getFocusOwner() instanceof TextInputControl;
  }

  private void typed(KeyEvent key) {
    if (isWriting()
        || sheets.isOpen()
        || key.isControlDown()
        || key.isAltDown()
        || key.isMetaDown()) {
      return;
    }
    Act.typed(key.getCharacter())
        .ifPresent(act -> {
          key.consume();
          perform.accept(act);
        });
  }
}
