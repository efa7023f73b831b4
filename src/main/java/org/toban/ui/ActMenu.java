package org.toban.ui;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Words;

/** What can be done with the selected alert, each with its key; opened by the menu key as well. */
final class ActMenu extends ContextMenu {
  private static final List<Act> ACTS =
      List.of(
          Act.ACKNOWLEDGE,
          Act.RUN_NEXT,
          Act.DRY_RUN,
          Act.VERIFY,
          Act.ESCALATE,
          Act.NOTE,
          Act.SNOOZE,
          Act.ARRANGE,
          Act.SILENCE,
          Act.LOGS,
          Act.MARK,
          Act.CLOSE);

  ActMenu(Words words, Consumer<Act> perform) {
    setId("act-menu");
    for (Act act : ACTS) {
      Label text = Bits.label(words.of("act", act));
      HBox line = Bits.row(24, text, Bits.spacer(), Bits.key(act.shownKey()));
      line.setPrefWidth(260);
      CustomMenuItem item = new CustomMenuItem(line);
      item.setId("menu-" + Words.key(act));
      item.setOnAction(event -> perform.accept(act));
      getItems().add(item);
    }
  }
}
