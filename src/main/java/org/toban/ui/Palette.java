package org.toban.ui;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Severity;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Sheets;
import org.toban.ui.look.Words;

/** A list to choose from by typing, as of commands and alerts: a few letters, and Enter. */
final class Palette {
  private static final int MOST = 60;

  /**
   * One thing to choose.
   *
   * @param kind what it is, as it stands beside it; may be empty
   * @param severity of an alert, null for a command
   */
  record Choice(
      String text,
      String detail,
      String kind,
      String key,
      @Nullable Severity severity,
      Runnable chosen) {
    Choice(String text, String detail, String key, @Nullable Severity severity, Runnable chosen) {
      this(text, detail, "", key, severity, chosen);
    }
  }

  private final Words words;
  private final Sheets sheets;
  private final String keys;
  private final Function<String, List<Choice>> choices;
  private final Function<String, Choice> otherwise;
  private final TextField field = new TextField();
  private final ListView<Choice> list = new ListView<>();
  private @Nullable Later later;
  private String ranked = "";

  /**
   * A palette.
   *
   * @param keys of its texts, such as {@code palette.}; its nodes are named after them
   * @param choices what there is to choose for what has been typed, before it is ranked
   * @param otherwise what stands below all that matches, once something has been typed
   */
  Palette(
      Words words,
      Sheets sheets,
      String keys,
      Function<String, List<Choice>> choices,
      Function<String, Choice> otherwise) {
    this.words = words;
    this.sheets = sheets;
    this.keys = keys;
    this.choices = choices;
    this.otherwise = otherwise;
    field.setId(keys.replace('.', '-') + "field");
    field.setPromptText(words.get(keys + "prompt"));
    field.setAccessibleText(words.get(keys + "prompt"));
    list.setId(keys.replace('.', '-') + "list");
    list.setFixedCellSize(34);
    list.setFocusTraversable(false);
    list.setCellFactory(view -> new Cell());
    list.setPlaceholder(Bits.label(words.get(keys + "nothing"), "muted"));
    field.textProperty().addListener((property, before, now) -> rank());
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
  }

  /** Below what is there at once stands what is found elsewhere, as it comes. */
  Palette with(Later found) {
    later = found;
    found.onFound(this::rank);
    return this;
  }

  void open() {
    rank();
    list.setPrefSize(620, 34 * 11);
    VBox card = Bits.column(8, field, list);
    if (later != null) {
      card.getChildren().add(later.said());
    }
    card.setId(keys.replace(".", ""));
    card.getStyleClass().add("palette");
    sheets.open(card, field);
  }

  private void rank() {
    String typed = field.getText();
    int at = typed.equals(ranked) ? list.getSelectionModel().getSelectedIndex() : 0;
    ranked = typed;
    list.getItems().setAll(ranked(typed, choices.apply(typed)));
    if (later != null) {
      list.getItems().addAll(later.of(typed));
    }
    if (!typed.isBlank()) {
      list.getItems().add(otherwise.apply(typed));
    }
    list.getSelectionModel().select(Math.max(0, at));
    list.scrollTo(Math.max(0, at - 8));
  }

  /** The best matches, best first; in the given order when nothing is typed. */
  static List<Choice> ranked(String typed, List<Choice> choices) {
    record Scored(Choice choice, int score) {}

    return choices.stream()
        .map(choice -> new Scored(choice, score(typed, choice)))
        .filter(it -> it.score() > Fuzzy.NO_MATCH)
        .sorted(Comparator.comparing(Scored::score, Comparator.reverseOrder()))
        .limit(MOST)
        .map(Scored::choice)
        .toList();
  }

  private static int score(String typed, Choice choice) {
    int text = Fuzzy.score(typed, choice.text());
    int both = Fuzzy.score(typed, choice.text() + " " + choice.detail());
    return Math.max(text, both == Fuzzy.NO_MATCH ? both : both / 2);
  }

  private void key(KeyEvent key) {
    int size = list.getItems().size();
    int at = list.getSelectionModel().getSelectedIndex();
    if (key.getCode() == KeyCode.DOWN || key.getCode() == KeyCode.UP) {
      int next =
          Math.clamp(at + (key.getCode() == KeyCode.DOWN ? 1 : -1), 0, Math.max(0, size - 1));
      list.getSelectionModel().select(next);
      list.scrollTo(Math.max(0, next - 8));
      key.consume();
    } else if (key.getCode() == KeyCode.ENTER) {
      choose();
      key.consume();
    }
  }

  private void choose() {
    Choice choice = list.getSelectionModel().getSelectedItem();
    if (choice != null) {
      sheets.close();
      choice.chosen().run();
    }
  }

  /** One choice: its severity or an arrow, its text, its key. */
  private final class Cell extends ListCell<Choice> {
    Cell() {
      setOnMouseClicked(click -> {
        if (getItem() != null) {
          choose();
        }
      });
    }

    @Override
    protected void updateItem(@Nullable Choice choice, boolean empty) {
      super.updateItem(choice, empty);
      if (empty || choice == null) {
        setGraphic(null);
        return;
      }
      Severity severity = choice.severity();
      Node mark = severity == null ? Bits.icon("act") : Bits.shape(severity, words);
      HBox row =
          Bits.row(
              10,
              mark,
              Bits.label(choice.text()),
              Bits.label(choice.detail(), "muted"),
              Bits.spacer());
      if (!choice.kind().isEmpty()) {
        var kind = Bits.label(choice.kind(), "muted", "kind");
        kind.setMinWidth(USE_PREF_SIZE);
        row.getChildren().add(kind);
      }
      if (!choice.key().isEmpty()) {
        row.getChildren().add(Bits.key(choice.key()));
      }
      setGraphic(row);
    }
  }
}
