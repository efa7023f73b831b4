package org.toban.ui.board;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.Tooltip;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.toban.ui.look.Beside;
import org.toban.ui.look.Bits;
import org.toban.ui.look.FxFeed;
import org.toban.ui.look.Surroundings;

/** The board: banners, column headings, the lines, and the sums under them. */
public final class BoardView extends BorderPane {
  /** What the view may do with filters: ask for another, and keep some by name. */
  public record Filtering(Consumer<BoardFilter> refilter, FilterMenu.SavedFilters saved) {}

  /** Height of every line, in pixels. */
  public static final double ROW = 40;

  private static final double DENSE_ROW = 30;

  private final Surroundings around;
  private final StringProperty selected;
  private final Consumer<BoardFilter> refilter;
  private final Lines lines = new Lines();
  private final ListView<BoardLine> list = new ListView<>(lines);
  private final Filling filling;
  private final VBox banners = new VBox();
  private final Label sums = Bits.prose("", "muted");
  private final Label late = Bits.label("", "late");
  private final Tooltip lateInFull = new Tooltip();
  private final EmptyBoard empty;
  private final FilterBar filterBar;
  private @Nullable Shown shown;
  private boolean applying;

  /**
   * A view of a board.
   *
   * @param selection the selected line, in both directions, and the marked ones
   * @param filtering asks for the same board under another filter, and keeps filters
   * @param open the person wants to go on in the selected incident
   */
  public BoardView(
      Surroundings around,
      ObservableValue<@Nullable Shown> boards,
      ObservableValue<DayMarks> days,
      Selection selection,
      Filtering filtering,
      Runnable open) {
    this.around = around;
    this.selected = selection.selected();
    this.refilter = filtering.refilter();
    getStyleClass().add("board");
    setId("board");
    empty = new EmptyBoard(around, () -> refilter.accept(BoardFilter.all()));
    filterBar =
        new FilterBar(
            around.words(),
            boards,
            refilter,
            new FilterMenu(around, boards, refilter, filtering.saved()),
            this::focusList);
    list.setId("board-list");
    list.setAccessibleText(around.words().get("page.board"));
    list.setFixedCellSize(ROW);
    filling = new Filling(lines, list, this::keepingPlace);
    list.setCellFactory(view -> {
      filling.made();
      return new BoardCell(around, days, selection.marked(), this::toggle);
    });
    list.getSelectionModel()
        .selectedItemProperty()
        .addListener((property, before, now) -> selectedByPerson(now));
    list.addEventFilter(KeyEvent.KEY_PRESSED, key -> listKey(key, open));
    StackPane middle = new StackPane(list, empty);
    HeadingNode headings = new HeadingNode(around.words(), this::scrollBarWidth);
    lines.addListener((javafx.beans.Observable change) -> headings.requestLayout());
    list.skinProperty().addListener((property, before, now) -> followScrollBar(headings));
    setTop(new VBox(banners, filterBar, headings));
    setCenter(middle);
    setBottom(footer());
    selected.addListener((property, before, now) -> select());
    boards.addListener((property, before, now) -> show(now));
    around.ticker().nowProperty().addListener((property, before, now) -> tick());
    show(boards.getValue());
  }

  /** What a right click or the menu key on a line offers. */
  public void menu(ContextMenu menu) {
    list.setContextMenu(menu);
  }

  private Node footer() {
    sums.setId("sums");
    Label keys = Bits.label(around.words().get("board.keys"), "muted");
    late.setId("late");
    Beside told = Beside.filling(16, sums, late, Double.MAX_VALUE);
    javafx.scene.layout.HBox footer = Bits.row(16, told, keys);
    javafx.scene.layout.HBox.setHgrow(told, javafx.scene.layout.Priority.ALWAYS);
    keys.setMinWidth(USE_PREF_SIZE);
    late.setMinWidth(0);
    late.setTooltip(lateInFull);
    keys.visibleProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> getWidth() > 740 && late.getText().isEmpty(),
                widthProperty(),
                late.textProperty()));
    keys.managedProperty().bind(keys.visibleProperty());
    footer.getStyleClass().add("status");
    return footer;
  }

  /** Whether the lines stand closer. */
  public void dense(boolean on) {
    list.setFixedCellSize(on ? DENSE_ROW : ROW);
  }

  private void show(@Nullable Shown next) {
    shown = next;
    if (next != null) {
      filling.become(next.rows().lines());
      sums.setText(SumsText.of(next.rows().sums(), around.words()));
      filterBar.show(next.filter());
    }
    tick();
  }

  private void tick() {
    Instant now = around.ticker().now();
    late.setText(shown == null ? "" : SourceWords.lateInBrief(shown.board(), now, around.times()));
    Bits.show(late, !late.getText().isEmpty());
    lateInFull.setText(shown == null ? "" : SourceWords.late(shown.board(), now, around.times()));
    List<Banner> rows = shown == null ? List.of() : Banner.of(shown.board(), around);
    if (!rows.equals(banners.getUserData())) {
      banners.setUserData(rows);
      banners.getChildren().setAll(rows.stream().map(Banner::node).toList());
    }
    empty.show(shown, now);
  }

  /** Changes the lines, and leaves the selection and what is in view where they are. */
  private void keepingPlace(Runnable change) {
    VirtualFlow<?> flow = flow();
    IndexedCell<?> first = flow == null ? null : flow.getFirstVisibleCell();
    String anchor = first == null ? "" : anchor(first);
    double offset = first == null ? 0 : first.getLayoutY();
    applying = true;
    try {
      change.run();
      select();
      int index = anchor.isEmpty() ? -1 : indexOf(anchor);
      if (index >= 0 && flow != null && first != null && index != first.getIndex()) {
        list.scrollTo(index);
        flow.scrollPixels(-offset);
      }
    } finally {
      applying = false;
    }
  }

  /** The key of the first line in view; empty at the very top, which stays the top. */
  private String anchor(IndexedCell<?> first) {
    boolean top = first.getIndex() == 0 && first.getLayoutY() >= 0;
    return top || first.getIndex() >= lines.size() ? "" : lines.get(first.getIndex()).key();
  }

  private @Nullable VirtualFlow<?> flow() {
    return list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow ? flow : null;
  }

  /**
   * The headings stand over the lines whether there is a scroll bar beside these or not. It comes
   * and gets its width while the list is laid out, when a wish for another layout would be lost: so
   * the wish waits for the end of this pulse.
   */
  private void followScrollBar(HeadingNode headings) {
    for (Node node : list.lookupAll(".scroll-bar")) {
      node.visibleProperty().addListener((property, before, now) -> laterLayout(headings));
      node.layoutBoundsProperty().addListener((property, before, now) -> laterLayout(headings));
    }
  }

  private static void laterLayout(HeadingNode headings) {
    FxFeed.afterPulse(headings::requestLayout);
  }

  private double scrollBarWidth() {
    for (Node node : list.lookupAll(".scroll-bar")) {
      if (node instanceof ScrollBar bar
          && bar.getOrientation() == Orientation.VERTICAL
          && bar.isVisible()) {
        return bar.getWidth();
      }
    }
    return 0;
  }

  private int indexOf(String key) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).key().equals(key)) {
        return i;
      }
    }
    return -1;
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
    int index = indexOf(selected.get());
    if (index < 0) {
      list.getSelectionModel().clearSelection();
    } else {
      list.getSelectionModel().select(index);
      list.getFocusModel().focus(index);
      if (!outer) {
        bringIntoView(index);
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

  private void bringIntoView(int index) {
    VirtualFlow<?> flow = flow();
    IndexedCell<?> first = flow == null ? null : flow.getFirstVisibleCell();
    IndexedCell<?> last = flow == null ? null : flow.getLastVisibleCell();
    if (first == null || last == null) {
      return;
    }
    if (index <= first.getIndex() || index >= last.getIndex()) {
      int visible = Math.max(1, last.getIndex() - first.getIndex());
      list.scrollTo(index <= first.getIndex() ? Math.max(0, index - 1) : index - visible + 2);
    }
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
    int index = indexOf(selected.get());
    int next = index < 0 ? (direction > 0 ? 0 : lines.size() - 1) : index + direction;
    while (next >= 0 && next < lines.size()) {
      if (lines.get(next) instanceof BoardLine.Entry entry) {
        selected.set(entry.key());
        return;
      }
      next += direction;
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
