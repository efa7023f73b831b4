package org.toban.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import javafx.event.Event;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.toban.ui.board.BoardLine;
import org.toban.ui.parts.BoardLayout;
import org.toban.ui.parts.Column;
import org.toban.ui.parts.Layout;
import org.toban.ui.parts.Order;
import org.toban.ui.parts.Preferences.Theme;

/** Columns are chosen and sorted by key and by mouse, and are there again at the next start. */
class BoardColumnsTest {
  @Test
  void columnsAreChosenByKeysAndKept() {
    FakeParts fake = new FakeParts("en");
    try (OnScreen screen = OnScreen.open(fake, Theme.LIGHT, 1900, 900)) {
      screen.show(fake.boards.busy());
      assertThat(heading(screen, "source").isVisible()).isFalse();
      long before = texts(screen).stream().filter("prod"::equals).count();
      screen.type("C");
      screen.picture("window-columns-en-light");
      choose("show-source");
      screen.settle();
      assertThat(heading(screen, "source").isVisible()).isTrue();
      assertThat(texts(screen).stream().filter("prod"::equals).count()).isGreaterThan(before);
      screen.type("C");
      choose("show-owner");
      screen.settle();
      assertThat(heading(screen, "owner").isVisible()).isFalse();
      screen.type("C");
      screen.key(KeyCode.DOWN);
      screen.key(KeyCode.ENTER); // the first of the menu
      assertThat(heading(screen, "target").isVisible()).isFalse();
    }
    Layout kept = fake.saved.getLast().layout();
    assertThat(kept.board().columns())
        .contains(Column.SOURCE, Column.DUE)
        .doesNotContain(Column.OWNER, Column.TARGET);
    try (OnScreen screen = OnScreen.open(new FakeParts("ja"), Theme.DARK, 1900, 900, kept)) {
      screen.show(screen.fake.boards.busy());
      assertThat(heading(screen, "source").isVisible()).isTrue();
      assertThat(heading(screen, "owner").isVisible()).isFalse();
      screen.type("C");
      screen.picture("window-columns-ja-dark");
      assertThat(OnScreen.fx(() -> menu().isShowing())).isTrue();
    }
  }

  @Test
  void aHeadingSortsAndTheOrderIsKept() {
    FakeParts fake = new FakeParts("en");
    try (OnScreen screen = OnScreen.open(fake, Theme.LIGHT, 1600, 900)) {
      screen.show(fake.boards.busy());
      List<String> urgent = names(screen);
      click(screen, "target");
      assertThat(heading(screen, "target").getText()).isEqualTo("Target ↑");
      assertThat(OnScreen.fx(() -> heading(screen, "target").getAccessibleText()))
          .isEqualTo("Target, sorted");
      List<String> sorted = names(screen);
      assertThat(sorted).isNotEqualTo(urgent);
      click(screen, "target");
      assertThat(heading(screen, "target").getText()).isEqualTo("Target ↓");
      assertThat(fake.saved.getLast().layout().board().order())
          .isEqualTo(new Order(Order.By.TARGET, true));
      click(screen, "target");
      assertThat(names(screen)).isEqualTo(urgent);
      click(screen, "day"); // has no order
      assertThat(names(screen)).isEqualTo(urgent);
      screen.press(KeyCode.K, true);
      screen.write("sort the board by: target");
      screen.press(KeyCode.ENTER, false);
      assertThat(names(screen)).isEqualTo(sorted);
    }
    Layout kept =
        Layout.standard()
            .withBoard(new BoardLayout(Column.STANDARD, new Order(Order.By.TARGET, true)));
    try (OnScreen screen = OnScreen.open(fake, Theme.LIGHT, 1600, 900, kept)) {
      screen.show(fake.boards.busy());
      assertThat(heading(screen, "target").getText()).isEqualTo("Target ↓");
    }
  }

  private static void click(OnScreen screen, String heading) {
    Label label = heading(screen, heading);
    OnScreen.fx(() -> {
      Event.fireEvent(
          label,
          new MouseEvent(
              MouseEvent.MOUSE_CLICKED,
              1,
              1,
              1,
              1,
              MouseButton.PRIMARY,
              1,
              false,
              false,
              false,
              false,
              true,
              false,
              false,
              true,
              false,
              true,
              null));
      return 0;
    });
    // the lines of the other order are made off the FX thread
    Order wanted = fakeOrder(screen);
    OnScreen.await(
        () -> Objects.requireNonNull(screen.state.shown().get()).filter().order().equals(wanted));
    screen.settle();
  }

  private static Order fakeOrder(OnScreen screen) {
    return OnScreen.fx(() -> screen.state.filter().order());
  }

  private static Label heading(OnScreen screen, String column) {
    return screen.get("heading-" + column, Label.class);
  }

  private static List<String> texts(OnScreen screen) {
    return screen.all(Label.class).stream().map(Label::getText).toList();
  }

  private static List<String> names(OnScreen screen) {
    OnScreen.await(() ->
        Objects.requireNonNull(screen.state.shown().get()).filter().equals(screen.state.filter()));
    return Objects.requireNonNull(screen.state.shown().get()).rows().lines().stream()
        .map(BoardLine::key)
        .toList();
  }

  private static ContextMenu menu() {
    return Window.getWindows().stream()
        .filter(ContextMenu.class::isInstance)
        .map(ContextMenu.class::cast)
        .filter(it -> "column-menu".equals(it.getId()))
        .findFirst()
        .orElseThrow();
  }

  private static void choose(String id) {
    OnScreen.fx(() -> {
      MenuItem item =
          menu().getItems().stream().filter(it -> id.equals(it.getId())).findFirst().orElseThrow();
      item.fire();
      menu().hide();
      return 0;
    });
  }
}
