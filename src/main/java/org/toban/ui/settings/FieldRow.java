package org.toban.ui.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.toban.config.Key;
import org.toban.config.edit.Tree;
import org.toban.config.edit.Way;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Words;

/**
 * One key: its name, its value to be changed, its default and unit, what it means, what is wrong.
 */
final class FieldRow {
  private final Words words;
  private final Drafting drafting;
  private final Outline.Field field;
  private final Runnable refused;
  private final String name;
  private final String meaning;
  private final VBox control = Bits.column(4);
  private final List<TextInputControl> inputs = new ArrayList<>();
  private final ToggleGroup flags = new ToggleGroup();
  private final Label mark = Bits.label("●", "accent");
  private final VBox mistakes = Bits.column(2);
  private final VBox node;
  private @Nullable Tree drawn;

  /**
   * A row.
   *
   * @param refused told when a value can only be changed in the text
   */
  FieldRow(Words words, KeyWords keys, Drafting drafting, Outline.Field field, Runnable refused) {
    this.words = words;
    this.drafting = drafting;
    this.field = field;
    this.refused = refused;
    name = field.way().last() instanceof Way.Name it ? it.text() : field.key().name();
    meaning = keys.of(field.key());
    Label title = Bits.label(Plain.line(name, 40), "mono");
    title.setMinWidth(170);
    title.setPrefWidth(170);
    mark.setAccessibleText(words.get("config.changed"));
    mark.setMinWidth(14);
    HBox.setHgrow(control, Priority.ALWAYS);
    Label unit = Bits.prose(unit(), "muted");
    unit.setMinWidth(190);
    unit.setPrefWidth(190);
    node =
        Bits.column(
            3, Bits.topRow(8, mark, title, control, unit), Bits.prose(meaning, "muted"), mistakes);
    node.getStyleClass().add("config-field");
  }

  static String id(Way way) {
    return "set-" + way.toString().replaceAll("[^A-Za-z0-9_]+", "-").replaceAll("-$", "");
  }

  Node node() {
    return node;
  }

  private boolean isFlag() {
    return field.key().kind() == Key.Kind.FLAG;
  }

  private boolean isSeveral() {
    return field.key().kind() == Key.Kind.TEXTS || field.key().kind() == Key.Kind.PATHS;
  }

  private String unit() {
    String kind = words.get("config.kind." + Words.key(field.key().kind()));
    String standard = field.key().standard();
    return standard.isEmpty() ? kind : kind + words.get("config.default", standard);
  }

  void show(Drafting.Shown shown) {
    Tree value = shown.tree().at(field.way());
    if (control.getChildren().isEmpty() || !Objects.equals(value, drawn)) {
      drawn = value;
      draw(value);
    }
    mark.setVisible(shown.isChanged(field.way()));
    mistakes
        .getChildren()
        .setAll(
            shown.within(field.way()).stream()
                .map(it -> Bits.prose(Plain.line(it.advice().in(words.locale()), 400), "bad"))
                .toList());
    inputs.forEach(it -> Bits.state(it, "wrong", !mistakes.getChildren().isEmpty()));
  }

  private void draw(@Nullable Tree value) {
    if (isFlag()) {
      if (control.getChildren().isEmpty()) {
        control.getChildren().setAll(flags());
      }
      String now = word(value);
      flags.getToggles().forEach(it -> it.setSelected(it.getUserData().equals(now)));
      return;
    }
    List<String> texts = texts(value);
    int many = isSeveral() ? texts.size() + 1 : 1;
    boolean lines = texts.stream().anyMatch(it -> it.contains("\n"));
    if (inputs.size() > many || lines != inputs.stream().anyMatch(TextArea.class::isInstance)) {
      inputs.clear();
    }
    while (inputs.size() < many) {
      inputs.add(input(inputs.size(), lines));
    }
    control.getChildren().setAll(inputs);
    for (int i = 0; i < many; i++) {
      inputs.get(i).setText(i < texts.size() ? texts.get(i) : "");
    }
  }

  private static String word(@Nullable Tree value) {
    return value instanceof Tree.Word it ? it.text() : "";
  }

  private Node flags() {
    HBox buttons = new HBox();
    buttons.getStyleClass().add("segments");
    for (String value : new String[] {"", "true", "false"}) {
      String key = value.isEmpty() ? "unset" : value;
      ToggleButton button = new ToggleButton(words.get("config." + key));
      button.setId(id(field.way()) + "-" + key);
      button.setUserData(value);
      button.setToggleGroup(flags);
      button.setAccessibleText(name + " " + button.getText() + ". " + meaning);
      button.setOnAction(event -> button.setSelected(true));
      buttons.getChildren().add(button);
    }
    // the arrow keys choose without an action
    flags
        .selectedToggleProperty()
        .addListener((property, before, now) -> {
          String value = now == null ? null : (String) now.getUserData();
          if (value != null && !value.equals(word(drawn))) {
            commit(value.isEmpty() ? null : new Tree.Word(value));
          }
        });
    return buttons;
  }

  private TextInputControl input(int index, boolean lines) {
    TextInputControl input = lines ? new TextArea() : new TextField();
    input.setId(id(field.way()) + (isSeveral() ? "-" + index : ""));
    input.setUserData((Runnable) this::written);
    input.setPromptText(field.key().standard());
    input.setAccessibleText(name + ". " + meaning);
    input
        .focusedProperty()
        .addListener((property, before, now) -> {
          if (!now) {
            written();
          }
        });
    if (input instanceof TextField line) {
      line.setOnAction(event -> written());
    } else {
      TabLeaves.on(input);
      ((TextArea) input).setPrefRowCount(4);
    }
    input.addEventFilter(
        KeyEvent.KEY_PRESSED,
        key -> {
          if (key.getCode() == KeyCode.ESCAPE && !inputTexts().equals(texts(drawn))) {
            key.consume();
            draw(drawn);
          }
        });
    return input;
  }

  private List<String> inputTexts() {
    return inputs.stream()
        .map(TextInputControl::getText)
        .map(it -> it.contains("\n") ? it : it.strip())
        .filter(it -> !it.isEmpty())
        .collect(Collectors.toList());
  }

  private void written() {
    List<String> now = inputTexts();
    if (now.equals(texts(drawn))) {
      return;
    }
    boolean list = isSeveral() && (now.size() > 1 || drawn instanceof Tree.Items);
    commit(now.isEmpty() ? null : list ? Tree.words(now) : new Tree.Word(now.getFirst()));
  }

  private void commit(@Nullable Tree value) {
    boolean done = value == null ? drafting.remove(field.way()) : drafting.put(field.way(), value);
    if (!done) {
      draw(drawn);
      refused.run();
    }
  }

  private static List<String> texts(@Nullable Tree value) {
    return switch (value) {
      case Tree.Word it -> it.text().isEmpty() ? List.of() : List.of(it.text());
      case Tree.Items it ->
          it.all().stream()
              .filter(Tree.Word.class::isInstance)
              .map(word -> ((Tree.Word) word).text())
              .toList();
      case null, default -> List.of();
    };
  }
}
