package org.toban.ui.settings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.toban.config.Mistake;
import org.toban.config.edit.Tree;
import org.toban.config.edit.Way;
import org.toban.ui.look.Bits;
import org.toban.ui.look.FxFeed;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Words;

/** The form of a part: drawn anew when it gets other lines, else each line by itself. */
final class PartForm extends VBox {
  private final Words words;
  private final KeyWords keys;
  private final Drafting drafting;
  private final Consumer<Way> toText;
  private final Map<Way, Boolean> folds = new HashMap<>();
  private final Set<Way> begun = new HashSet<>();
  private final List<Consumer<Drafting.Shown>> rows = new ArrayList<>();
  private List<Outline.Line> lines = List.of();
  private Part part = Part.SOURCES;

  /**
   * A form of nothing yet.
   *
   * @param toText shows where a value stands in the text
   */
  PartForm(Words words, Drafting drafting, Consumer<Way> toText) {
    super(10);
    this.words = words;
    this.keys = KeyWords.in(words.locale());
    this.drafting = drafting;
    this.toText = toText;
    getStyleClass().addAll("page-content", "config-form");
    setMaxWidth(900);
  }

  void show(Part next) {
    if (part != next) {
      part = next;
      lines = List.of();
      begun.clear();
    }
    show(drafting.shown().get());
  }

  void show(Drafting.@Nullable Shown shown) {
    if (shown == null) {
      return;
    }
    begun.removeIf(it -> shown.tree().at(it) != null);
    List<Outline.Line> next = Outline.of(part, shown.tree(), folds, begun);
    if (!next.equals(lines)) {
      lines = next;
      draw(shown);
    }
    rows.forEach(it -> it.accept(shown));
  }

  private void draw(Drafting.Shown shown) {
    Node owner = getScene() == null ? null : getScene().getFocusOwner();
    String focused = owner == null || !isWithin(owner) ? null : owner.getId();
    rows.clear();
    getChildren().setAll(lines.stream().map(it -> node(it, shown)).toList());
    if (focused != null) {
      // the focus is just leaving one of those that are gone
      FxFeed.afterPulse(() -> {
        Node now = getScene().getFocusOwner();
        if (now == null || !isWithin(now)) {
          focus(focused);
        }
      });
    }
  }

  private boolean isWithin(Node node) {
    Node at = node;
    while (at != null && !this.equals(at)) {
      at = at.getParent();
    }
    return at != null;
  }

  void focus(String id) {
    Node node = lookup("#" + id);
    if (node != null) {
      node.requestFocus();
    }
  }

  private Node node(Outline.Line line, Drafting.Shown shown) {
    Node node =
        switch (line) {
          case Outline.Field it -> field(it);
          case Outline.Heading it -> heading(it);
          case Outline.Entry it -> entry(it, shown);
          case Outline.Adder it -> adder(it);
        };
    VBox.setMargin(node, new Insets(0, 0, 0, 18.0 * line.depth()));
    return node;
  }

  private Node field(Outline.Field field) {
    FieldRow row = new FieldRow(words, keys, drafting, field, () -> toText.accept(field.way()));
    rows.add(row::show);
    return row.node();
  }

  private Node heading(Outline.Heading it) {
    String name = it.key().name();
    Label state = Bits.label("", "muted");
    String id = FieldRow.id(it.way());
    Button fold =
        Bits.button(
            id + "-fold",
            (it.open() ? "▾ " : "▸ ") + name,
            "",
            () -> {
              folds.put(it.way(), !it.open());
              show(drafting.shown().get());
              focus(id + "-fold");
            });
    fold.getStyleClass().addAll("ghost", "strong");
    fold.setAccessibleText(name + ". " + keys.of(it.key()));
    VBox wrong = Bits.column(2);
    rows.add(shown -> {
      boolean changed = shown.isChanged(it.way());
      String written = shown.tree().at(it.way()) == null ? "config.unset" : "config.written";
      state.setText((changed ? "● " : "") + words.get(written));
      state.setAccessibleText(changed ? words.get("config.changed") : state.getText());
      mistakes(wrong, it.open() ? shown.at(it.way()) : shown.within(it.way()));
    });
    return Bits.column(
        3,
        Bits.row(10, fold, state, Bits.spacer(), textButton(id, it.way())),
        Bits.prose(keys.of(it.key()), "muted"),
        wrong);
  }

  private Node textButton(String id, Way way) {
    Button button =
        Bits.button(id + "-text", words.get("config.in-text"), "", () -> toText.accept(way));
    button.getStyleClass().add("ghost");
    return button;
  }

  private void mistakes(VBox box, List<Mistake> found) {
    box.getChildren()
        .setAll(
            found.stream()
                .map(it -> Bits.prose(Plain.line(it.advice().in(words.locale()), 400), "bad"))
                .toList());
  }

  private Node entry(Outline.Entry it, Drafting.Shown shown) {
    String id = FieldRow.id(it.way());
    Label title = Bits.label("", "strong");
    VBox wrong = Bits.column(2);
    rows.add(now -> {
      String name = Outline.title(now.tree(), it.way());
      String shownName = name.isEmpty() ? words.get("config.new") : Plain.line(name, 60);
      title.setText((now.isChanged(it.way()) ? "● " : "") + shownName);
      mistakes(wrong, now.at(it.way()));
    });
    Button remove =
        Bits.button(
            id + "-remove",
            words.get("config.remove"),
            "",
            () -> {
              boolean pending = begun.remove(it.way());
              if (!pending && !drafting.remove(it.way())) {
                toText.accept(it.way());
              }
              show(drafting.shown().get());
            });
    remove.setAccessibleText(
        words.get("config.remove") + " " + Outline.title(shown.tree(), it.way()));
    return Bits.column(
        3, Bits.row(10, title, Bits.spacer(), textButton(id, it.way()), remove), wrong);
  }

  private Node adder(Outline.Adder it) {
    String id = FieldRow.id(it.way()) + "-add";
    TextField name = new TextField();
    name.setId(id + "-name");
    name.setPromptText(words.get("config.name"));
    name.setAccessibleText(words.get("config.name"));
    Button add =
        Bits.button(id, words.get("config.add"), "", () -> add(it, name.getText().strip()));
    name.setOnAction(event -> add(it, name.getText().strip()));
    return it.named() ? Bits.row(8, name, add) : Bits.row(8, add);
  }

  private void add(Outline.Adder it, String name) {
    if (it.named() && name.isEmpty()) {
      return;
    }
    Drafting.Shown shown = drafting.shown().get();
    Tree there = shown == null ? null : shown.tree().at(it.way());
    int many = there instanceof Tree.Items items ? items.all().size() : 0;
    Way fresh = it.named() ? it.way().name(name) : it.way().item(many);
    begun.add(fresh);
    show(shown);
    lines.stream()
        .filter(Outline.Field.class::isInstance)
        .filter(line -> line.way().isWithin(fresh))
        .findFirst()
        .ifPresent(line -> {
          Node field = lookup("#" + FieldRow.id(line.way()));
          focus(FieldRow.id(line.way()) + (field == null ? "-0" : ""));
        });
  }
}
