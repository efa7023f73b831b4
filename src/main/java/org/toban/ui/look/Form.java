package org.toban.ui.look;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanExpression;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A sheet that asks for a few words and one decision; Enter decides, Esc cancels. */
public final class Form {
  private static final KeyCombination CTRL_ENTER =
      new KeyCodeCombination(KeyCode.ENTER, KeyCombination.SHORTCUT_DOWN);

  private final Words words;
  private final Sheets sheets;
  private final VBox card = Bits.column(12);
  private BooleanExpression complete = new SimpleBooleanProperty(true);
  private boolean asks = true;
  private @Nullable Node first;

  public Form(Words words, Sheets sheets, String title) {
    this.words = words;
    this.sheets = sheets;
    card.getChildren().add(Bits.label(title, "sheet-title"));
    card.setPrefWidth(520);
  }

  public Form wide() {
    card.setPrefWidth(720);
    return this;
  }

  public Form add(Node node) {
    card.getChildren().add(node);
    return this;
  }

  /** The node that has the focus when the sheet opens, instead of the first control. */
  public Form focus(Node node) {
    first = node;
    return this;
  }

  /** A line of text under its label. */
  public TextField line(String id, String label, String value) {
    TextField field = new TextField(value);
    field.setId(id);
    return labelled(label, field);
  }

  /** Several lines of text under their label; Ctrl+Enter decides. */
  public TextArea area(String id, String label) {
    TextArea area = new TextArea();
    area.setId(id);
    area.setPrefRowCount(4);
    area.setWrapText(true);
    Keys.tabLeadsOn(area);
    return labelled(label, area);
  }

  public <T extends Node> T labelled(String label, T field) {
    field.setAccessibleText(label);
    card.getChildren().add(Bits.column(4, Bits.prose(label, "field-label"), field));
    return field;
  }

  /** The decision waits until something is written here. */
  public void require(TextInputControl field) {
    complete =
        complete.and(
            Bindings.createBooleanBinding(() -> !field.getText().isBlank(), field.textProperty()));
  }

  /** The decision waits until this holds. */
  public void require(ObservableBooleanValue condition) {
    complete = complete.and(condition);
  }

  /** Opens a sheet that asks nothing: one button closes it. */
  public void openToRead() {
    asks = false;
    open(words.get("act.dismiss"), "primary", () -> {});
  }

  /**
   * Opens the sheet.
   *
   * @param style of the deciding button: {@code primary} or {@code danger}
   */
  public void open(String verb, String style, Runnable decided) {
    Button ok =
        Bits.button(
            "sheet-ok",
            verb,
            "Enter",
            () -> {
              sheets.close();
              decided.run();
            });
    ok.getStyleClass().add(style);
    ok.disableProperty().bind(complete.not());
    Button cancel = Bits.button("sheet-cancel", words.get("act.cancel"), "Esc", sheets::close);
    Bits.show(cancel, asks);
    card.getChildren().add(Bits.row(8, Bits.spacer(), cancel, ok));
    card.addEventFilter(
        KeyEvent.KEY_PRESSED,
        key -> {
          boolean enter = key.getCode() == KeyCode.ENTER && key.getTarget() instanceof TextField;
          if ((enter || CTRL_ENTER.match(key)) && !ok.isDisabled()) {
            key.consume();
            ok.fire();
          }
        });
    sheets.open(card, first);
  }
}
