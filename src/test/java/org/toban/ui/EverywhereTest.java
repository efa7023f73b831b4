package org.toban.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * In every page, sheet and state, in both languages: nothing stands outside of what it stands in,
 * no text of the desk's own is cut, every control has a name that is read aloud, and each rule of
 * the style sheet finds its colours.
 */
class EverywhereTest {
  @ParameterizedTest
  @CsvSource({"ja,900,600", "en,900,600", "ja,1440,900", "en,1440,900"})
  void everythingHasItsRoomAndItsName(String language, int width, int height) {
    Set<String> wrong = new TreeSet<>();
    try (StyleWarnings warnings = StyleWarnings.listen()) {
      Everywhere.walk(
          language,
          width,
          height,
          (screen, where) -> {
            Set<String> seen = seen(screen, where);
            if (!seen.isEmpty()) {
              screen.settle(); // an answer may have come between two layouts
              seen.retainAll(seen(screen, where));
            }
            wrong.addAll(seen);
          });
      wrong.addAll(warnings.said());
    }
    assertThat(wrong).isEmpty();
  }

  private static Set<String> seen(OnScreen screen, String where) {
    Set<String> wrong = new TreeSet<>(CutTextTest.cut(screen, where));
    OnScreen.fx(() -> {
      outside(screen.view, where, wrong);
      nameless(screen, where, wrong);
      return 0;
    });
    return wrong;
  }

  // --- room -------------------------------------------------------------------------------------

  private static void outside(Parent parent, String where, Set<String> wrong) {
    for (Node child : children(parent)) {
      if (!child.isVisible() || child instanceof Text) {
        continue;
      }
      Bounds at = child.getBoundsInParent();
      Bounds shape = child.getLayoutBounds();
      double left = child.getLayoutX() + shape.getMinX();
      if (child.isManaged()
          && parent instanceof Region region
          && at.getWidth() > 0
          && (left < -1 || left + shape.getWidth() > region.getWidth() + 1)) {
        wrong.add(
            where
                + ": "
                + name(child)
                + " stands from "
                + Math.round(left)
                + " to "
                + Math.round(left + shape.getWidth())
                + " in the "
                + Math.round(region.getWidth())
                + " of "
                + name(parent));
      }
      if (child instanceof Parent it) {
        outside(it, where, wrong);
      }
    }
  }

  /** What a view lays out itself; the insides of controls are the toolkit's. */
  private static List<Node> children(Parent parent) {
    return switch (parent) {
      case ScrollPane it -> it.getContent() == null ? List.of() : List.of(it.getContent());
      case SplitPane it -> List.copyOf(it.getItems());
      case ListCell<?> it -> it.getGraphic() == null ? List.of() : List.of(it.getGraphic());
      case ListView<?> it -> List.copyOf(cells(it));
      case Labeled it -> it.getGraphic() == null ? List.of() : List.of(it.getGraphic());
      case Control it -> List.of();
      default -> parent.getChildrenUnmodifiable();
    };
  }

  private static List<Node> cells(ListView<?> list) {
    List<Node> found = new ArrayList<>();
    for (Node cell : list.lookupAll(".list-cell")) {
      if (cell.isVisible() && cell instanceof ListCell<?> it && list.equals(it.getListView())) {
        found.add(it);
      }
    }
    return found;
  }

  private static String name(Node node) {
    return node.getClass().getSimpleName() + " " + node.getId() + " " + node.getStyleClass();
  }

  // --- names ------------------------------------------------------------------------------------

  private static void nameless(OnScreen screen, String where, Set<String> wrong) {
    Set<Node> labelled = new java.util.HashSet<>();
    for (Label label : screen.all(Label.class)) {
      if (label.getLabelFor() != null) {
        labelled.add(label.getLabelFor());
      }
    }
    for (Node node : screen.all(Node.class)) {
      boolean said =
          isText(node.getAccessibleText())
              || (node instanceof Labeled it && isText(it.getText()))
              || labelled.contains(node);
      if (node.isFocusTraversable() && !said) {
        wrong.add(where + ": no name to read aloud: " + name(node));
      }
    }
  }

  private static boolean isText(@org.jspecify.annotations.Nullable String text) {
    return text != null && !text.isBlank();
  }
}
