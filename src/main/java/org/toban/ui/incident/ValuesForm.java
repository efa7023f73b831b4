package org.toban.ui.incident;

import static javafx.scene.layout.Region.USE_PREF_SIZE;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanExpression;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.toban.engine.DryRun;
import org.toban.runbook.field.Field;
import org.toban.runbook.field.Filling;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Words;

/**
 * The fields of a step as inputs: what each has, where that comes from, and what is wrong with it.
 */
final class ValuesForm {
  private static final int SHOWN_AT_ONCE = 6;
  private static final double WIDTH = 130;
  private static final double LINE = 28;
  private static final double HEIGHT = 320;

  private final Words words;
  private final Map<String, TextField> inputs = new LinkedHashMap<>();
  private final VBox list = Bits.column(8);
  private BooleanExpression complete = new SimpleBooleanProperty(true);
  private @Nullable TextField wanting;

  ValuesForm(Words words, Filling filling) {
    this.words = words;
    filling.offers().forEach(this::add);
  }

  boolean isEmpty() {
    return inputs.isEmpty();
  }

  Node node() {
    return inputs.size() > SHOWN_AT_ONCE ? scrolled() : list;
  }

  private Node scrolled() {
    ScrollPane scroll = Bits.scroll(list);
    scroll.setMaxHeight(HEIGHT);
    scroll.setPrefHeight(HEIGHT);
    inputs
        .values()
        .forEach(input ->
            input
                .focusedProperty()
                .addListener((value, was, now) -> {
                  if (now) {
                    reveal(scroll, input);
                  }
                }));
    return scroll;
  }

  private void reveal(ScrollPane scroll, Node input) {
    double middle = list.sceneToLocal(input.localToScene(input.getBoundsInLocal())).getCenterY();
    double hidden = list.getHeight() - scroll.getViewportBounds().getHeight();
    if (hidden > 0) {
      double top = middle - scroll.getViewportBounds().getHeight() / 2;
      scroll.setVvalue(Math.clamp(top / hidden, 0, 1));
    }
  }

  /** The first input that holds no value that may be sent, null when all do. */
  @Nullable TextField wanting() {
    return wanting;
  }

  /** Whether every value may be sent. */
  BooleanExpression complete() {
    return complete;
  }

  /** What is written, by the names of fields; an empty text for none. */
  Map<String, String> values() {
    Map<String, String> values = new TreeMap<>();
    inputs.forEach((name, input) -> values.put(name, input.getText()));
    return values;
  }

  private void add(Filling.Offer offer) {
    Field field = offer.field();
    String name = Plain.line(field.written(), 60);
    TextField input = new TextField(offer.value());
    input.setId("value-" + field.name());
    input.setPromptText(field.fallback() == null ? "" : Plain.line(field.fallback(), 60));
    Label label = Bits.label(name, "mono", "strong");
    label.setLabelFor(input);
    label.setMinWidth(WIDTH);
    label.setPrefWidth(WIDTH);
    label.setMinHeight(LINE);
    Label origin = Bits.label("", "muted");
    origin
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> origin(offer, input.getText()), input.textProperty()));
    Label problem = Bits.prose("", "warn");
    problem.setId("value-problem-" + field.name());
    problem
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> problem(field, input.getText()), input.textProperty()));
    problem.visibleProperty().bind(problem.textProperty().isNotEmpty());
    problem.managedProperty().bind(problem.visibleProperty());
    input
        .accessibleTextProperty()
        .bind(Bindings.concat(name, ", ", origin.textProperty(), " ", problem.textProperty()));
    HBox.setHgrow(input, Priority.ALWAYS);
    origin.setMinWidth(USE_PREF_SIZE);
    input.setPrefWidth(WIDTH);
    VBox side = Bits.column(2, Bits.row(8, input, origin), problem);
    HBox.setHgrow(side, Priority.ALWAYS);
    list.getChildren().add(Bits.topRow(8, label, side));
    complete =
        complete.and(
            Bindings.createBooleanBinding(
                () -> DryRun.fault(field, input.getText()).isEmpty(), input.textProperty()));
    if (wanting == null && DryRun.fault(field, offer.value()).isPresent()) {
      wanting = input;
    }
    inputs.put(field.name(), input);
  }

  /** Where what is written comes from; what must still be written, and what may be left out. */
  private String origin(Filling.Offer offer, String text) {
    String fallback = offer.field().fallback();
    if (!text.isEmpty()) {
      return !text.equals(offer.value())
          ? words.get("value.typed")
          : offer.origin() == Filling.Origin.LABEL
              ? words.get("value.label", Plain.line(offer.label(), 40))
              : words.get("value.earlier");
    }
    if (fallback == null) {
      return words.get("value.required");
    }
    return fallback.isEmpty()
        ? words.get("value.optional")
        : words.get("value.default", Plain.line(fallback, 40));
  }

  private String problem(Field field, String text) {
    Optional<Field.Fault> fault = DryRun.fault(field, text);
    return fault.map(it -> words.of("value.fault", it)).orElse("");
  }
}
