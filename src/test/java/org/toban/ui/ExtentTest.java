package org.toban.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.toban.engine.Board;
import org.toban.ui.look.Times;
import org.toban.ui.look.Words;
import org.toban.ui.parts.Layout;
import org.toban.ui.parts.Layout.Place;
import org.toban.ui.parts.Preferences.Language;
import org.toban.ui.parts.Preferences.Theme;

/** How much of the desk is shown, how large, and where: by keys, and again at the next start. */
class ExtentTest {
  @Test
  void oneIncidentAloneAndTheBoardAlone() {
    try (OnScreen screen = OnScreen.open(new FakeParts("en"), Theme.LIGHT, 1440, 900)) {
      screen.show(screen.fake.boards.busy());
      screen.type("O");
      assertThat(isThere(screen, "incident")).isTrue();
      assertThat(isThere(screen, "board")).isFalse();
      assertThat(isThere(screen, "side-bar")).isFalse();
      screen.picture("window-focus-en-light");
      screen.type("O");
      assertThat(isThere(screen, "board") && isThere(screen, "side-bar")).isTrue();

      double before = size(screen);
      screen.type("W");
      assertThat(isThere(screen, "incident")).isFalse();
      assertThat(isThere(screen, "board")).isTrue();
      assertThat(size(screen)).isEqualTo(1.5 * before);
      screen.picture("window-wall-en-light");
      screen.press(KeyCode.ESCAPE, false);
      assertThat(isThere(screen, "incident") && isThere(screen, "side-bar")).isTrue();
      screen.type("b");
      assertThat(screen.shrunk).isTrue();
    }
  }

  @Test
  void sizesAreKept() {
    FakeParts fake = new FakeParts("ja");
    try (OnScreen screen = OnScreen.open(fake, Theme.CONTRAST, 1440, 900)) {
      screen.show(fake.boards.busy());
      double row = rowHeight(screen);
      screen.type("D");
      assertThat(rowHeight(screen)).isLessThan(row);
      double share = share(screen);
      screen.type("]");
      screen.type("]");
      assertThat(share(screen)).isCloseTo(share + 0.08, within(0.01));
      screen.type("+");
      screen.type("+");
      screen.picture("window-contrast-ja-dark");
    }
    Layout kept = fake.saved.getLast().layout();
    assertThat(kept.dense()).isTrue();
    assertThat(kept.zoom()).isEqualTo(1.2);
    try (OnScreen screen = OnScreen.open(new FakeParts("ja"), Theme.CONTRAST, 1440, 900, kept)) {
      screen.show(screen.fake.boards.busy());
      assertThat(rowHeight(screen)).isEqualTo(30);
      assertThat(share(screen)).isCloseTo(kept.split(), within(0.03));
      screen.type("0");
      screen.type("[");
      assertThat(screen.fake.saved.getLast().layout().zoom()).isEqualTo(1);
      assertThat(screen.fake.saved.getLast().layout().split()).isLessThan(kept.split());
    }
  }

  @Test
  void aWindowComesBackOnlyWhereItCanBeSeen() {
    OnScreen.startToolkit();
    Stage back = restored(new Place(40, 50, 950, 640, false));
    assertThat(OnScreen.fx(back::getX)).isEqualTo(40);
    assertThat(OnScreen.fx(back::getHeight)).isEqualTo(640);
    Stage gone = restored(new Place(-4000, 50, 950, 640, false));
    assertThat(OnScreen.fx(gone::getX)).isNaN(); // the desktop chooses
    assertThat(OnScreen.fx(gone::getWidth)).isEqualTo(950);
    assertThat(OnScreen.fx(restored(Place.NONE)::getWidth)).isNaN();
  }

  @Test
  void theCompactBarSaysWhatPressesMost() {
    FakeParts fake = new FakeParts("en");
    Board busy = fake.boards.busy();
    AtomicInteger back = new AtomicInteger();
    try (OnScreen screen = OnScreen.open(fake, Theme.DARK, 1000, 700)) {
      screen.show(busy);
      CompactBar bar =
          OnScreen.fx(() -> {
            Words words = Words.of(Language.ENGLISH);
            CompactBar made =
                new CompactBar(
                    words,
                    new Times(words, Boards.ZONE),
                    screen.state,
                    screen.around.ticker()::now,
                    Theme.DARK,
                    back::incrementAndGet);
            made.open();
            return made;
          });
      screen.settle();
      assertThat(text("bar-name")).contains("DatabaseUnreachable");
      assertThat(text("bar-blind")).contains("dr-site"); // which does not let us in
      screen.show(new FakeParts("en").boards.quiet());
      assertThat(text("bar-name")).isEqualTo("No open incident");
      assertThat(text("bar-blind")).isEmpty();
      screen.show(new FakeParts("en").boards.blind());
      assertThat(text("bar-blind")).contains("prod", "dr-site"); // the lost one above all
      OnScreen.fx(() -> {
        ((javafx.scene.control.Button) node("bar-open")).fire();
        bar.close();
        return 0;
      });
      assertThat(back).hasValue(1);
    }
  }

  /** A long text of what is wrong pushes nothing out of the bar. */
  @ParameterizedTest
  @CsvSource({"en,DARK", "ja,LIGHT"})
  void theCompactBarKeepsItsButtonWhateverIsWrong(String language, Theme theme) {
    FakeParts fake = new FakeParts(language);
    Language spoken = language.equals("ja") ? Language.JAPANESE : Language.ENGLISH;
    try (OnScreen screen = OnScreen.open(fake, Theme.DARK, 1000, 700)) {
      screen.show(fake.boards.busy());
      CompactBar bar =
          OnScreen.fx(() -> {
            Words words = Words.of(spoken);
            Times times = new Times(words, Boards.ZONE);
            var clock = fake.clock;
            CompactBar made = new CompactBar(words, times, screen.state, clock, theme, () -> {});
            made.open();
            return made;
          });
      for (Board board : List.of(fake.boards.troubled(), fake.boards.blind())) {
        screen.show(board);
        screen.settle();
        OnScreen.fx(() -> {
          javafx.scene.Parent line = (javafx.scene.Parent) node("compact-bar");
          for (Node child : line.getChildrenUnmodifiable()) {
            if (child.isManaged()) {
              double end = child.getLayoutX() + child.getLayoutBounds().getWidth();
              assertThat(end).as(child.getId()).isLessThanOrEqualTo(line.getScene().getWidth());
              assertThat(child.getLayoutX()).as(child.getId()).isNotNegative();
            }
          }
          return 0;
        });
      }
      OnScreen.pictureOf(
          OnScreen.fx(() -> node("compact-bar").getScene()), "bar-blind-" + language);
      OnScreen.fx(() -> {
        bar.close();
        return 0;
      });
    }
  }

  private static Stage restored(Place place) {
    return OnScreen.fx(() -> {
      Stage stage = new Stage();
      Places.restore(stage, place);
      return stage;
    });
  }

  private static boolean isThere(OnScreen screen, String id) {
    Node node = screen.find(id);
    return node != null && node.isVisible();
  }

  /** How many pixels of the screen a pixel of the board takes. */
  private static double size(OnScreen screen) {
    Node board = screen.get("board", Node.class);
    return OnScreen.fx(() -> board.getLocalToSceneTransform().getMyy());
  }

  private static double rowHeight(OnScreen screen) {
    return OnScreen.fx(screen.get("board-list", ListView.class)::getFixedCellSize);
  }

  private static double share(OnScreen screen) {
    SplitPane split = screen.get("split", SplitPane.class);
    return OnScreen.fx(() -> 1 - split.getDividerPositions()[0]);
  }

  private static String text(String id) {
    return OnScreen.fx(() -> ((Label) node(id)).getText());
  }

  private static Node node(String id) {
    return Window.getWindows().stream()
        .map(window -> window.getScene().getRoot().lookup("#" + id))
        .filter(java.util.Objects::nonNull)
        .findFirst()
        .orElseThrow();
  }
}
