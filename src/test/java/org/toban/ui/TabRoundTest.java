package org.toban.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import javafx.scene.Node;
import javafx.scene.image.PixelFormat;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.toban.ui.parts.Preferences.Theme;

/** Tab goes round in every page and sheet: nothing traps the focus, and each stop shows it. */
class TabRoundTest {
  private static final int MOST = 120;

  private final Set<String> unseen = new TreeSet<>();
  private OnScreen screen;

  @BeforeEach
  void open() {
    screen = OnScreen.open(new FakeParts("en"), Theme.LIGHT, 1000, 700);
    screen.show(screen.fake.boards.busy());
  }

  @AfterEach
  void close() {
    screen.close();
  }

  private static int[] pixels(Node node) {
    return OnScreen.fx(() -> {
      var image = node.snapshot(null, null);
      int width = (int) image.getWidth();
      int height = (int) image.getHeight();
      int[] pixels = new int[width * height];
      image
          .getPixelReader()
          .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
      return pixels;
    });
  }

  /** The stops from where the focus is to where it began. */
  private List<Node> round(String where) {
    Node begin = Objects.requireNonNull(screen.focused(), where);
    List<Node> stops = new ArrayList<>();
    Node now = begin;
    do {
      stops.add(now);
      Node stop = now;
      int[] focused = pixels(stop);
      screen.tab();
      now = Objects.requireNonNull(screen.focused(), where + " after " + stop);
      if (!now.equals(stop) && stop.getScene() != null && Arrays.equals(focused, pixels(stop))) {
        unseen.add(where + ": " + stop);
      }
    } while (!now.equals(begin) && stops.size() < MOST);
    assertThat(now).as(where + ": back where it began, by " + stops).isSameAs(begin);
    return stops;
  }

  @Test
  void roundInEveryPage() {
    for (String page : List.of("1", "2", "3", "4", "5")) {
      screen.type(page);
      assertThat(round("page " + page)).as(page).hasSizeGreaterThan(2);
    }
    assertThat(unseen).as("the focus on them is not seen").isEmpty();
  }

  @Test
  void roundInEverySheet() {
    for (String key : List.of("a", "c", "n", "o", "s", "S", "H", "i", "g")) {
      screen.type(key);
      assertThat(screen.around.sheets().isOpen()).as(key).isTrue();
      List<Node> stops = round("sheet " + key);
      screen.back();
      assertThat(screen.focused()).as(key + ", backwards").isSameAs(stops.getLast());
      screen.press(KeyCode.ESCAPE, false);
    }
    assertThat(unseen).as("the focus on them is not seen").isEmpty();
  }
}
