package org.toban.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.text.Text;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.toban.ui.parts.Preferences.Theme;

/**
 * Finds texts of the desk's own that end in an ellipsis; {@link EverywhereTest} asks everywhere.
 */
class CutTextTest {
  /** Styles of nodes that hold text from outside, of any length, or give way by design. */
  private static final Set<String> MAY_GIVE_WAY =
      Set.of("line-name", "line-target", "line-owner", "chip", "event", "who", "record-id", "mono");

  /** Every stop of the flow has its name beside it, in a window as narrow as it can be. */
  @ParameterizedTest
  @CsvSource({"ja,900", "en,900", "en,1000", "en,1440"})
  void everyStopOfTheFlowHasItsName(String language, int width) {
    FakeParts fake = new FakeParts(language);
    try (OnScreen screen = OnScreen.open(fake, Theme.DARK, width, 700)) {
      screen.show(fake.boards.busy());
      screen.picture("flow-" + language + "-" + width);
      List<Labeled> names =
          screen.all(Labeled.class).stream()
              .filter(it -> it.getStyleClass().contains("flow-label"))
              .sorted(java.util.Comparator.comparingDouble(Node::getLayoutX))
              .toList();
      assertThat(names).hasSize(7);
      for (int i = 1; i < names.size(); i++) {
        assertThat(names.get(i).getLayoutX())
            .isGreaterThan(names.get(i - 1).getLayoutX() + names.get(i - 1).getWidth() + 3);
      }
    }
  }

  static Set<String> cut(OnScreen screen, String where) {
    return OnScreen.fx(() -> cutNow(screen, where));
  }

  private static Set<String> cutNow(OnScreen screen, String where) {
    Set<String> cut = new TreeSet<>();
    for (Labeled labeled : screen.all(Labeled.class)) {
      String shown = shown(labeled);
      if (!shown.equals(text(labeled))
          && shown.endsWith("…")
          && labeled.getStyleClass().stream().noneMatch(MAY_GIVE_WAY::contains)) {
        cut.add(where + ": " + labeled.getText() + " as " + shown + " " + labeled.getStyleClass());
      }
    }
    return cut;
  }

  /** What the skin draws of the text. */
  private static String shown(Labeled labeled) {
    for (Node child : labeled.getChildrenUnmodifiable()) {
      if (child instanceof Text text && text.getStyleClass().contains("text")) {
        return text.getText().replace("...", "…");
      }
    }
    return text(labeled);
  }

  private static String text(Labeled labeled) {
    return labeled.getText() == null ? "" : labeled.getText();
  }
}
