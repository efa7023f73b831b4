package org.toban.ui.board;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.toban.ui.look.Surroundings;
import org.toban.ui.parts.Column;

/** The board: banners, column headings, the lines, and the sums under them. */
public final class BoardView extends BorderPane {
  /**
   * What the person may change of the board.
   *
   * @param refilter asks for the same board under another filter
   * @param saved keeps filters by name
   * @param toggle shows a column or hides it
   */
  public record Arranging(
      Consumer<BoardFilter> refilter, FilterMenu.SavedFilters saved, Consumer<Column> toggle) {}

  /** Height of every line, in pixels. */
  public static final double ROW = 40;

  private static final double DENSE_ROW = 30;

  private final Surroundings around;
  private final StringProperty selected;
  private final Consumer<BoardFilter> refilter;
  private final Lines lines = new Lines();
  private final ListView<BoardLine> list = new ListView<>(lines);
  private final Filling filling;
  private final Redrawing redrawing = new Redrawing();
  private final VBox banners = new VBox();
  private final KeptPlace place = new KeptPlace(list, lines);
  private final HeadingNode headings;
  private final ColumnMenu menu;
  private final Footer footer;
  private final EmptyBoard empty;
  private final FilterBar filterBar;
  private @Nullable Shown shown;
  private final Beside beside;
  private boolean applying;

  /**
   * A view of a board.
   *
   * @param selection the selected line, in both directions, and the marked ones
   * @param beside what the lines show beside what is on the board
   * @param open the person wants to go on in the selected incident
   */
  public BoardView(
      Surroundings around,
      ObservableValue<@Nullable Shown> boards,
      Beside beside,
      Selection selection,
      Arranging arranging,
      Runnable open) {
    this.around = around;
    this.beside = beside;
    this.selected = selection.selected();
    this.refilter = arranging.refilter();
    getStyleClass().add("board");
    setId("board");
    empty = new EmptyBoard(around, () -> refilter.accept(BoardFilter.all()));
    filterBar =
        new FilterBar(
            around.words(),
            boards,
            refilter,
            new FilterMenu(around, boards, refilter, arranging.saved()),
            this::focusList);
    list.setId("board-list");
    list.setAccessibleText(around.words().get("page.board"));
    list.setFixedCellSize(ROW);
    filling = new Filling(lines, list, this::keepingPlace, System::nanoTime);
    list.setCellFactory(view ->
        new BoardCell(around, beside, selection.marked(), redrawing, filling::made, this::toggle));
    list.getSelectionModel()
        .selectedItemProperty()
        .addListener((property, before, now) -> selectedByPerson(now));
    list.addEventFilter(KeyEvent.KEY_PRESSED, key -> listKey(key, open));
    StackPane middle = new StackPane(list, empty);
    menu =
        new ColumnMenu(
            around.words(), beside.columns(), arranging.toggle(), this::filter, refilter);
    headings = new HeadingNode(around.words(), list, beside.columns(), menu::sort);
    lines.addListener((javafx.beans.Observable change) -> headings.requestLayout());
    headings.setOnContextMenuRequested(
        asked -> menu.open(headings, asked.getScreenX(), asked.getScreenY()));
    footer = new Footer(around, this::nextNew);
    setTop(new VBox(banners, filterBar, headings));
    setCenter(middle);
    setBottom(footer);
    selected.addListener((property, before, now) -> select());
    boards.addListener((property, before, now) -> show(now));
    around.ticker().nowProperty().addListener((property, before, now) -> tick());
    show(boards.getValue());
  }

  private BoardFilter filter() {
    return shown == null ? BoardFilter.all() : shown.filter();
  }

  /** Opens the menu of the columns and their order. */
  public void openColumns() {
    menu.open(headings);
  }

  /** What a right click or the menu key on a line offers. */
  public void menu(ContextMenu menu) {
    list.setContextMenu(menu);
  }

  /** Whether the lines stand closer. */
  public void dense(boolean on) {
    list.setFixedCellSize(on ? DENSE_ROW : ROW);
  }

  private void show(@Nullable Shown next) {
    shown = next;
    if (next != null) {
      redrawing.begin();
      filling.become(next.rows().lines());
      footer.show(next);
      headings.show(next.filter().order());
      filterBar.show(next.filter());
    }
    tick();
  }

  private void tick() {
    Instant now = around.ticker().now();
    footer.tick(shown, now);
    List<Banner> rows = shown == null ? List.of() : Banner.of(shown.board(), around);
    if (!rows.equals(banners.getUserData())) {
      banners.setUserData(rows);
      banners.getChildren().setAll(rows.stream().map(Banner::node).toList());
    }
    empty.show(shown, now);
  }

  /** Changes the lines, and leaves the selection and what is in view where they are. */
  private void keepingPlace(Runnable change) {
    applying = true;
    try {
      place.keep(() -> {
        change.run();
        select();
      });
    } finally {
      applying = false;
    }
  }

  private void selectedByPerson(@Nullable BoardLine line) {
    if (!applying && line instanceof BoardLine.Entry entry) {
      selected.set(entry.key());
    }
  }

  private void select() {
    BoardLine now = list.getSelectionModel().getSelectedItem();
    if (now != null && now.key().equals(selected.get()) && isAt(now, selectedIndex())) {
      return;
    }
    boolean outer = applying;
    applying = true;
    int index = place.indexOf(selected.get());
    if (index < 0) {
      list.getSelectionModel().clearSelection();
    } else {
      list.getSelectionModel().select(index);
      list.getFocusModel().focus(index);
      if (!outer) {
        place.bringIntoView(index);
      }
    }
    applying = outer;
  }

  private int selectedIndex() {
    return list.getSelectionModel().getSelectedIndex();
  }

  /** By its place: to look for an equal one would compare alerts with all that is in them. */
  @SuppressWarnings("ReferenceEquality") // unchanged lines are the same objects
  private boolean isAt(BoardLine line, int index) {
    return index >= 0 && index < lines.size() && lines.get(index) == line;
  }

  private void listKey(KeyEvent key, Runnable open) {
    if (key.getCode() == KeyCode.DOWN || key.getCode() == KeyCode.UP) {
      move(key.getCode() == KeyCode.DOWN ? 1 : -1);
      key.consume();
    } else if (key.getCode() == KeyCode.ENTER) {
      open.run();
      key.consume();
    }
  }

  /** Selects the next (1) or the previous (-1) alert. */
  public void move(int direction) {
    int index = place.indexOf(selected.get());
    int next = index < 0 ? (direction > 0 ? 0 : lines.size() - 1) : index + direction;
    while (next >= 0 && next < lines.size()) {
      if (lines.get(next) instanceof BoardLine.Entry entry) {
        selected.set(entry.key());
        return;
      }
      next += direction;
    }
  }

  /** Selects the next line that is new since the last look, from the top again after the last. */
  public void nextNew() {
    int from = place.indexOf(selected.get());
    for (int i = 1; i <= lines.size(); i++) {
      if (lines.get((from + i) % lines.size()) instanceof BoardLine.Entry entry
          && beside.looks().getValue().isNew(entry)) {
        selected.set(entry.key());
        return;
      }
    }
  }

  /** Gives the keyboard to the text that filters. */
  public void focusFilter() {
    filterBar.focusText();
  }

  public void focusList() {
    list.requestFocus();
  }

  private void toggle(String group) {
    if (shown != null) {
      refilter.accept(shown.filter().toggled(group));
    }
  }
}
