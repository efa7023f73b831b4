package org.toban.ui.page;

import java.util.List;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Words;

/** A virtualised list of incidents; the selection stays on its incident when the lines change. */
final class RecordList extends VBox {
  private static final double[] WIDTHS = {72, 72, 108};

  private final ListView<RecordLine> list = new ListView<>();

  RecordList(Words words, String id) {
    getStyleClass().add("records");
    list.setId(id);
    list.setAccessibleText(words.get("column.incident"));
    list.setFixedCellSize(52);
    list.setCellFactory(view -> new Cell(words));
    VBox.setVgrow(list, Priority.ALWAYS);
    HBox headings = new HBox(12);
    headings.getStyleClass().add("headings");
    headings.setAlignment(Pos.CENTER_LEFT);
    Label name = Bits.label(words.get("column.incident"));
    HBox.setHgrow(name, Priority.ALWAYS);
    name.setMaxWidth(Double.MAX_VALUE);
    headings.getChildren().add(name);
    String[] keys = {"response", "recovery", "verdict"};
    for (int i = 0; i < keys.length; i++) {
      headings.getChildren().add(fixed(Bits.label(words.get("column." + keys[i])), WIDTHS[i]));
    }
    Region bar = new Region();
    headings.getChildren().add(bar);
    headings.setMinHeight(30);
    headings.setPrefHeight(30);
    list.skinProperty()
        .addListener((property, before, now) ->
            list.lookupAll(".scroll-bar").forEach(it -> follow(it, bar)));
    getChildren().setAll(headings, list);
  }

  ListView<RecordLine> list() {
    return list;
  }

  @Nullable String selected() {
    RecordLine line = list.getSelectionModel().getSelectedItem();
    return line == null ? null : line.id();
  }

  void show(List<RecordLine> lines) {
    if (lines.equals(list.getItems())) {
      return;
    }
    String before = selected();
    list.getItems().setAll(lines);
    if (before != null) {
      select(before);
    }
  }

  void select(String id) {
    for (RecordLine line : list.getItems()) {
      if (line.id().equals(id)) {
        list.getSelectionModel().select(line);
        return;
      }
    }
  }

  void placeholder(String text) {
    Label label = Bits.prose(text, "muted");
    label.setMaxWidth(360);
    label.setAlignment(Pos.CENTER);
    label.setTextAlignment(TextAlignment.CENTER);
    list.setPlaceholder(label);
  }

  /** Keeps the headings over their columns when the scroll bar takes its room. */
  private static void follow(Node node, Region room) {
    if (node instanceof ScrollBar bar && bar.getOrientation() == Orientation.VERTICAL) {
      room.managedProperty().bind(bar.visibleProperty());
      room.prefWidthProperty().bind(bar.widthProperty().subtract(12));
    }
  }

  private static Label fixed(Label label, double width) {
    label.setMinWidth(width);
    label.setPrefWidth(width);
    label.setMaxWidth(width);
    return label;
  }

  /** One incident. */
  private static final class Cell extends ListCell<RecordLine> {
    private final Words words;

    Cell(Words words) {
      this.words = words;
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable RecordLine line, boolean empty) {
      super.updateItem(line, empty);
      if (empty || line == null) {
        setGraphic(null);
        return;
      }
      Region shape = Bits.shape(line.severity(), words);
      Label name = Bits.label(line.name(), "line-name");
      Label id = Bits.label(line.opened() + " · " + line.id(), "muted", "record-id");
      HBox what = Bits.row(12, shape, Bits.column(2, name, id));
      HBox.setHgrow(what, Priority.ALWAYS);
      what.setMaxWidth(Double.MAX_VALUE);
      what.setMinWidth(0);
      HBox row =
          Bits.row(
              12,
              what,
              fixed(response(line), WIDTHS[0]),
              fixed(Bits.label(line.recovery()), WIDTHS[1]),
              fixed(Bits.label(line.verdict(), "muted"), WIDTHS[2]));
      setGraphic(row);
      setAccessibleText(words.severity(line.severity()) + " " + line.name() + " " + line.opened());
    }

    private static Label response(RecordLine line) {
      Boolean good = line.good();
      if (good == null) {
        return Bits.label(line.response(), "muted");
      }
      return Bits.label((good ? "✓ " : "✕ ") + line.response(), good ? "ok" : "bad");
    }
  }
}
