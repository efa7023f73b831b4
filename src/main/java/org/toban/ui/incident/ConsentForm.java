package org.toban.ui.incident;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanExpression;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.toban.remedy.Destination;
import org.toban.runbook.Step;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Words;

/** What a block asks of people before it runs: the host's name typed, a second person. */
final class ConsentForm extends VBox {
  private final @Nullable TextField input;
  private final BooleanExpression complete;

  ConsentForm(Words words, Step step, @Nullable Destination target) {
    super(6);
    if (step.confirmsHost() && target != null) {
      TextField typed = new TextField();
      typed.setId("dry-confirm");
      Label label = Bits.prose(words.get("dry.type-host", Plain.line(target.name(), 120)));
      label.setLabelFor(typed);
      typed.accessibleTextProperty().bind(label.textProperty());
      getChildren().addAll(label, typed);
      input = typed;
      complete =
          Bindings.createBooleanBinding(
              () -> typed.getText().strip().equals(target.name()), typed.textProperty());
    } else {
      input = null;
      complete = new SimpleBooleanProperty(true);
    }
    if (step.needsTwo()) {
      Label two = Bits.prose(words.get("dry.two"), "warn");
      two.setId("dry-two");
      getChildren().add(two);
    }
  }

  boolean isEmpty() {
    return getChildren().isEmpty();
  }

  /** Where the host's name is to be typed; null when it is not asked for. */
  @Nullable TextField wanting() {
    return input;
  }

  /** Whether what is typed is the host's name. */
  BooleanExpression complete() {
    return complete;
  }

  String typed() {
    return input == null ? "" : input.getText();
  }
}
