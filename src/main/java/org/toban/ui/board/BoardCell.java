package org.toban.ui.board;

import java.time.Instant;
import java.util.function.Consumer;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.collections.ObservableSet;
import javafx.collections.SetChangeListener;
import javafx.collections.WeakSetChangeListener;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Surroundings;

/** A cell of the board: a group's heading, or an alert's line. */
final class BoardCell extends ListCell<BoardLine> {
  private final Surroundings around;
  private final Beside beside;
  private @Nullable LineNode line; // most cells of a short board never show one
  private final Region fold = Bits.icon("fold");
  private final Label title = Bits.label("", "group-title");
  private final HBox heading = new HBox(10);
  private final ChangeListener<Instant> ticking;
  private final ChangeListener<Object> besides;
  private final ObservableSet<String> marked;
  private final SetChangeListener<String> marking;
  private final Redrawing redrawing;
  private final Runnable lined;

  /**
   * A cell that shows nothing yet.
   *
   * @param lined is told when it shows an alert's line for the first time
   */
  BoardCell(
      Surroundings around,
      Beside beside,
      ObservableSet<String> marked,
      Redrawing redrawing,
      Runnable lined,
      Consumer<String> toggle) {
    this.marked = marked;
    this.redrawing = redrawing;
    this.lined = lined;
    marking = change -> showMark(getItem());
    marked.addListener(new WeakSetChangeListener<>(marking));
    this.around = around;
    this.beside = beside;
    heading.getStyleClass().add("group");
    getStyleClass().add("board-cell");
    setPrefWidth(0);
    ticking = (property, before, now) -> tick(now);
    around.ticker().nowProperty().addListener(new WeakChangeListener<>(ticking));
    besides = (property, before, now) -> updateItem(getItem(), isEmpty());
    beside.columns().addListener(new WeakChangeListener<>(besides));
    beside.days().addListener(new WeakChangeListener<>(besides));
    beside.looks().addListener(new WeakChangeListener<>(besides));
    setOnMouseClicked(click -> {
      if (click.getButton() == MouseButton.PRIMARY && getItem() instanceof BoardLine.Group group) {
        toggle.accept(group.key());
      }
    });
  }

  private void tick(Instant now) {
    if (line != null && getItem() instanceof BoardLine.Entry) {
      line.tick(now);
    }
  }

  /**
   * The list tells all its cells that they have no place each time its length changes, and a moment
   * later most of them the place that they had. What they show is left standing meanwhile: to clear
   * a line and to style it again for each alert that comes or goes takes most of a pulse.
   */
  @Override
  public void updateIndex(int index) {
    if (index >= 0) {
      super.updateIndex(index);
    }
  }

  @Override
  protected void updateItem(@Nullable BoardLine item, boolean empty) {
    super.updateItem(item, empty);
    if (empty || item == null || !shows(item.key()) || !redrawing.puts(this)) {
      redraw();
    }
  }

  /** Whether it shows the line of that key, if in an earlier state. */
  private boolean shows(String key) {
    return line != null && getGraphic() == line && line.isOf(key);
  }

  /** Shows its item as it is now. */
  void redraw() {
    redrawing.drop(this);
    BoardLine shown = isEmpty() ? null : getItem();
    switch (shown) {
      case null -> setGraphic(null);
      case BoardLine.Group group -> showGroup(group);
      case BoardLine.Entry entry -> {
        LineNode node = line();
        node.show(entry, beside, around.ticker().now());
        setGraphic(node);
        setAccessibleText(node.spoken());
      }
    }
    showMark(shown);
    Bits.state(this, "heading", shown instanceof BoardLine.Group);
    Bits.state(this, "stale", shown instanceof BoardLine.Entry it && it.stale());
    Bits.state(this, "held-back", shown instanceof BoardLine.Entry it && it.status().heldBack());
    Bits.state(this, "urgent", shown instanceof BoardLine.Entry it && isUrgent(it));
  }

  private LineNode line() {
    LineNode node = line;
    if (node == null) {
      node = new LineNode(around);
      line = node;
      lined.run();
    }
    return node;
  }

  private void showMark(@Nullable BoardLine item) {
    Bits.state(this, "marked", item instanceof BoardLine.Entry && marked.contains(item.key()));
  }

  private static boolean isUrgent(BoardLine.Entry entry) {
    return entry.unanswered() && entry.severity() == org.toban.alert.Severity.CRITICAL;
  }

  private void showGroup(BoardLine.Group group) {
    String name = group.title().isEmpty() ? around.words().get("board.no-group") : group.title();
    title.setText(name);
    Bits.state(fold, "collapsed", group.collapsed());
    heading.getChildren().setAll(fold, title, Bits.counts(group.counts(), around.words()));
    if (group.collapsed()) {
      heading
          .getChildren()
          .add(Bits.label(around.words().get("board.folded", group.size()), "muted"));
    }
    setGraphic(heading);
    setAccessibleText(around.words().get("board.group-spoken", name, group.size()));
  }
}
