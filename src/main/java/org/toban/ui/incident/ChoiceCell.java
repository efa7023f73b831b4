package org.toban.ui.incident;

import java.util.Map;
import java.util.function.UnaryOperator;
import javafx.beans.property.BooleanProperty;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Plain;

/** A host to tick, and beside it where it is or why nothing would start there. */
final class ChoiceCell extends ListCell<String> {
  private final Map<String, BooleanProperty> ticks;
  private final UnaryOperator<String> brief;
  private final CheckBox box = new CheckBox();
  private final Label about = Bits.label("", "muted");
  private final HBox line;
  private @Nullable BooleanProperty bound;

  ChoiceCell(Map<String, BooleanProperty> ticks, UnaryOperator<String> brief) {
    this.ticks = ticks;
    this.brief = brief;
    box.setFocusTraversable(false); // the list has the keyboard
    box.setMinWidth(USE_PREF_SIZE);
    box.setMnemonicParsing(false);
    about.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(about, Priority.ALWAYS);
    line = Bits.row(8, box, about);
    setPrefWidth(0); // as wide as the list
  }

  @Override
  protected void updateItem(@Nullable String host, boolean empty) {
    super.updateItem(host, empty);
    if (bound != null) {
      box.selectedProperty().unbindBidirectional(bound);
      bound = null;
    }
    if (host == null || empty) {
      setGraphic(null);
      setAccessibleText(null);
      return;
    }
    bound = ticks.get(host);
    if (bound != null) {
      box.selectedProperty().bindBidirectional(bound);
    }
    box.setText(Plain.line(host, 60));
    about.setText(brief.apply(host));
    setAccessibleText(box.getText() + ", " + about.getText());
    setGraphic(line);
  }
}
