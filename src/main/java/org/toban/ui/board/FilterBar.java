package org.toban.ui.board;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.controlsfx.control.textfield.AutoCompletionBinding;
import org.controlsfx.control.textfield.TextFields;
import org.jspecify.annotations.Nullable;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Words;

/**
 * Where the board is searched: matchers and words, completed from the board, and what is hidden.
 */
final class FilterBar extends VBox {
  private final Words words;
  private final ObservableValue<@Nullable Shown> boards;
  private final Consumer<BoardFilter> refilter;
  private final TextField field = new TextField();
  private final Label what = Bits.label("", "strong");
  private final Label problem = Bits.label("", "warn");
  private final Button clear;
  private boolean applying;

  FilterBar(
      Words words,
      ObservableValue<@Nullable Shown> boards,
      Consumer<BoardFilter> refilter,
      FilterMenu menu,
      Runnable done) {
    super(4);
    this.words = words;
    this.boards = boards;
    this.refilter = refilter;
    setId("filter-bar");
    getStyleClass().add("filter-bar");
    field.setId("filter-text");
    field.setPromptText(words.get("filter.prompt"));
    field.setAccessibleText(words.get("filter.prompt"));
    HBox.setHgrow(field, Priority.ALWAYS);
    field.textProperty().addListener((property, before, now) -> typed(now));
    field.addEventHandler(KeyEvent.KEY_PRESSED, key -> pressed(key, done));
    AutoCompletionBinding<String> binding =
        TextFields.bindAutoCompletion(field, request -> completions(request.getUserText()));
    binding.setVisibleRowCount(12);
    binding.prefWidthProperty().bind(Bindings.min(560, field.widthProperty()));
    clear = Bits.button("filter-clear", words.get("filter.clear"), "", this::clear);
    what.setId("filter-what");
    problem.setId("filter-problem");
    getChildren().setAll(Bits.row(8, Bits.icon("funnel"), what, field, menu, clear), problem);
  }

  private Collection<String> completions(String typed) {
    Shown shown = boards.getValue();
    return shown == null ? List.of() : Completion.of(typed, shown.board());
  }

  private void typed(String text) {
    Shown shown = boards.getValue();
    if (!applying && shown != null) {
      refilter.accept(shown.filter().withText(text));
    }
    tellProblem(text);
  }

  private void tellProblem(String text) {
    Query.Problem wrong = Query.parse(text).problem();
    Bits.show(problem, wrong != null);
    if (wrong != null) {
      problem.setText(
          words.get(
              "filter.problem",
              wrong.column(),
              Plain.line(wrong.detail().in(words.locale()), 120)));
    }
  }

  private void pressed(KeyEvent key, Runnable done) {
    if (key.getCode() == KeyCode.ENTER || key.getCode() == KeyCode.ESCAPE) {
      key.consume();
      done.run();
    }
  }

  private void clear() {
    Shown shown = boards.getValue();
    if (shown != null) {
      refilter.accept(shown.filter().withKind(BoardFilter.Kind.ALL).withText(""));
    }
  }

  /** Gives the keyboard to the text. */
  void focusText() {
    field.requestFocus();
    field.selectAll();
  }

  void show(BoardFilter filter) {
    boolean kind = filter.kind() != BoardFilter.Kind.ALL;
    Bits.show(what, kind);
    what.setText(kind ? words.of("filter", filter.kind()) : "");
    Bits.show(clear, filter.isNarrow());
    if (!field.isFocused() && !field.getText().equals(filter.text())) {
      applying = true;
      field.setText(filter.text());
      applying = false;
    }
    tellProblem(field.getText());
  }
}
