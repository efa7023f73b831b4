package org.toban.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntSupplier;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.toban.engine.Board;
import org.toban.ui.board.BoardLine;
import org.toban.ui.board.BoardView;
import org.toban.ui.parts.Preferences.Theme;

/** Ten thousand alerts at once: the board stays a list to act from. */
class StormTest {
  private static final int ROWS = 10_000;
  private static final PseudoClass STALE = PseudoClass.getPseudoClass("stale");

  private OnScreen screen;
  private Board storm;

  @BeforeEach
  void open() {
    FakeParts fake = new FakeParts("en");
    screen = OnScreen.open(fake, Theme.DARK, 1440, 900);
    storm = fake.boards.storm(ROWS);
    screen.show(storm);
  }

  @AfterEach
  void close() {
    screen.close();
  }

  @Test
  void onlyWhatIsInViewHasACell() {
    int visible = (int) (900 / BoardView.ROW);
    assertThat(lines()).hasSizeGreaterThanOrEqualTo(ROWS);
    assertThat(cells()).hasSizeBetween(10, 2 * visible);
    scrollTo(lines().get(7000).key());
    assertThat(cells()).hasSizeBetween(10, 2 * visible);
  }

  /** Also when it is the storm that brings the scroll bar, which takes room from the lines. */
  @Test
  void theHeadingsStandOverTheirColumns() {
    OnScreen.await(() -> targets().equals(List.of(heading())));
  }

  private double heading() {
    return OnScreen.fx(() -> {
      // of the board: other pages have headings of their own
      Parent headings = (Parent) list().getParent().getParent().lookup(".headings");
      return left(headings.getChildrenUnmodifiable().get(1));
    });
  }

  /** Where the targets of the lines begin. */
  private List<Double> targets() {
    return OnScreen.fx(() ->
        list().lookupAll(".line-target").stream()
            .filter(node -> node.getParent().getParent().isVisible())
            .map(StormTest::left)
            .distinct()
            .toList());
  }

  private static double left(Node node) {
    return node.localToScene(node.getLayoutBounds()).getMinX();
  }

  @Test
  void selectionAndPlaceSurviveAChangedHundredth() {
    String chosen = middle();
    scrollTo(chosen);
    double at = place(chosen);
    List<Board.Row> rows = new ArrayList<>(storm.rows());
    for (int i = 50; i < rows.size(); i += 100) {
      Board.Row row = rows.get(i);
      rows.set(
          i,
          new Board.Row(
              row.fingerprint(),
              row.alert(),
              List.of("prod", "dr-site"),
              row.severity(),
              row.policy(),
              row.incident(),
              row.firstSeen(),
              !row.fingerprint().toString().equals(chosen)));
    }
    screen.show(Boards.with(storm, rows));
    assertThat(screen.state.selected().get()).isEqualTo(chosen);
    assertThat(place(chosen)).isEqualTo(at);
    assertThat(selectedLine()).isEqualTo(chosen);
  }

  /** What cleared above the view must not push what a person is looking at away from under them. */
  @Test
  void selectionAndPlaceSurviveOneThatClearsAboveThem() {
    String chosen = middle();
    scrollTo(chosen);
    double at = place(chosen);
    List<String> keys = lines().stream().map(BoardLine::key).toList();
    int index = keys.indexOf(chosen);
    List<String> gone =
        keys.subList(1, index - 60).stream().filter(key -> key.hashCode() % 60 == 0).toList();
    assertThat(gone).hasSizeGreaterThan(20);
    List<Board.Row> rows =
        storm.rows().stream()
            .filter(row -> !gone.contains(row.fingerprint().toString()))
            .sorted(Comparator.comparing(row -> row.fingerprint().toString()))
            .toList();
    screen.show(Boards.with(storm, rows));
    assertThat(selectedLine()).isEqualTo(chosen);
    assertThat(place(chosen)).isEqualTo(at);
  }

  @Test
  void theSelectedOneThatClearsLeavesThePlaceAlone() {
    String chosen = middle();
    scrollTo(chosen);
    String above = above(chosen);
    double at = place(above);
    screen.show(
        Boards.with(
            storm,
            storm.rows().stream()
                .filter(row -> !row.fingerprint().toString().equals(chosen))
                .toList()));
    assertThat(place(above)).isEqualTo(at);
  }

  /** As when a storm's incidents have been opened: keys are not kept waiting for all of it. */
  @Test
  void whatChangesEverywhereIsDrawnAFewLinesAPulse() {
    Board next = Boards.with(storm, storm.rows().stream().map(Boards::inDoubt).toList());
    List<Integer> drawn = pulses(this::inDoubt, next);
    assertThat(drawn.getLast()).isEqualTo(lined()).isGreaterThan(10);
    assertGrowth(drawn, 4);
  }

  /** A figure at the end of each pulse from before a board is shown until all of it is. */
  private List<Integer> pulses(IntSupplier figure, Board next) {
    List<Integer> seen = Collections.synchronizedList(new ArrayList<>(List.of(0)));
    Runnable look = () -> seen.add(figure.getAsInt());
    OnScreen.fx(() -> {
      screen.stage.getScene().addPostLayoutPulseListener(look);
      return 0;
    });
    screen.show(next);
    OnScreen.fx(() -> {
      screen.stage.getScene().removePostLayoutPulseListener(look);
      return 0;
    });
    return List.copyOf(seen);
  }

  private static void assertGrowth(List<Integer> seen, int most) {
    for (int i = 1; i < seen.size(); i++) {
      assertThat(seen.get(i) - seen.get(i - 1)).as("pulse %d of %s", i, seen).isBetween(0, most);
    }
  }

  private int lined() {
    return (int) cells().stream().filter(StormTest::isLine).count();
  }

  /** Lines that say that they may be out of date. */
  private int inDoubt() {
    return (int)
        cells().stream()
            .filter(cell -> isLine(cell) && cell.getPseudoClassStates().contains(STALE))
            .count();
  }

  private static boolean isLine(IndexedCell<?> cell) {
    return cell.isVisible() && cell.getItem() instanceof BoardLine.Entry;
  }

  // --- the list
  // -----------------------------------------------------------------------------------

  @SuppressWarnings("unchecked")
  private ListView<BoardLine> list() {
    return screen.get("board-list", ListView.class);
  }

  private List<BoardLine> lines() {
    return OnScreen.fx(() -> List.copyOf(list().getItems()));
  }

  private List<IndexedCell<?>> cells() {
    return OnScreen.fx(() -> {
      List<IndexedCell<?>> cells = new ArrayList<>();
      list().lookupAll(".board-cell").forEach(node -> cells.add((IndexedCell<?>) node));
      return cells;
    });
  }

  private String middle() {
    return lines().stream()
        .filter(BoardLine.Entry.class::isInstance)
        .skip(6000)
        .findFirst()
        .orElseThrow()
        .key();
  }

  private String above(String key) {
    List<String> keys = lines().stream().map(BoardLine::key).toList();
    return keys.get(keys.indexOf(key) - 1);
  }

  private String selectedLine() {
    return OnScreen.fx(() -> list().getSelectionModel().getSelectedItem().key());
  }

  private void scrollTo(String key) {
    OnScreen.fx(() -> {
      screen.state.selected().set(key);
      return 0;
    });
    screen.settle();
    OnScreen.fx(() -> {
      ((VirtualFlow<?>) list().lookup(".virtual-flow")).scrollPixels(13);
      return 0;
    });
    screen.settle();
  }

  /** Where the line stands on the screen, in pixels; it fails when the line is out of view. */
  private double place(String key) {
    return OnScreen.fx(() -> {
      for (IndexedCell<?> cell : cells()) {
        if (cell.isVisible()
            && cell.getItem() instanceof BoardLine line
            && line.key().equals(key)) {
          Bounds bounds = cell.localToScene(cell.getLayoutBounds());
          Bounds view = list().localToScene(list().getLayoutBounds());
          assertThat(view.intersects(bounds)).as("in view").isTrue();
          return bounds.getMinY();
        }
      }
      throw new AssertionError("out of view");
    });
  }
}
