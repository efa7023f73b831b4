package org.toban.ui.silence;

import java.util.Optional;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Matcher;
import org.toban.alert.Matcher.Operator;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Plain;

/** One matcher as a row: a tick, the label's name, the operator and the value. */
final class MatcherNode extends HBox {
  private final String label;
  private final CheckBox chosen = new CheckBox();
  private final ChoiceBox<Operator> operator = new ChoiceBox<>();
  private final TextField value;

  MatcherNode(Proposal proposal, Runnable changed) {
    super(8);
    label = proposal.label();
    getStyleClass().add("row");
    setId("matcher-" + label);
    chosen.setId("matcher-on-" + label);
    chosen.setSelected(proposal.chosen());
    chosen.setAccessibleText(label);
    operator.setId("matcher-operator-" + label);
    operator.setAccessibleText(label);
    operator.getItems().setAll(Operator.values());
    operator.setConverter(new Signs());
    operator.setValue(proposal.operator());
    operator.setMinWidth(64);
    value = new TextField(proposal.value());
    value.setId("matcher-value-" + label);
    value.setAccessibleText(label);
    value.getStyleClass().add("mono");
    HBox.setHgrow(value, Priority.ALWAYS);
    Label name = Bits.label(Plain.line(label, 40), "mono");
    name.setMinWidth(150);
    name.setPrefWidth(150);
    name.setLabelFor(value);
    getChildren().setAll(chosen, name, operator, value);
    operator.disableProperty().bind(chosen.selectedProperty().not());
    value.disableProperty().bind(chosen.selectedProperty().not());
    chosen.selectedProperty().addListener((property, before, now) -> changed.run());
    operator.valueProperty().addListener((property, before, now) -> changed.run());
    value.textProperty().addListener((property, before, now) -> changed.run());
  }

  /**
   * The matcher, empty when it is not ticked.
   *
   * @throws org.toban.alert.MatcherProblem when its expression is wrong
   */
  Optional<Matcher> matcher() {
    return chosen.isSelected()
        ? Optional.of(Matcher.of(label, operator.getValue(), value.getText()))
        : Optional.empty();
  }

  String label() {
    return label;
  }

  private static final class Signs extends StringConverter<Operator> {
    @Override
    public String toString(@Nullable Operator it) {
      return it == null ? "" : it.sign();
    }

    @Override
    public @Nullable Operator fromString(String unused) {
      return null;
    }
  }
}
