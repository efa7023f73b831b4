package org.toban.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.toban.engine.Board;
import org.toban.ui.parts.Preferences.Theme;

/** The page for whoever is on call next, by keyboard alone. */
class HandoverSheetTest {
  @TempDir Path folder;

  private final FakeHandover handover = new FakeHandover();

  private OnScreen screen(String language, double width, double height) {
    FakeParts fake = new FakeParts(language);
    fake.handover = handover;
    return OnScreen.open(fake, Theme.DARK, width, height, folder.toString());
  }

  private OnScreen opened(String language, double width, double height) {
    OnScreen screen = screen(language, width, height);
    screen.show(width < 1000 ? screen.fake.boards.troubled() : screen.fake.boards.busy());
    screen.type("H");
    OnScreen.await(() -> !screen.get("handover-copy", Button.class).isDisabled());
    screen.settle();
    return screen;
  }

  private static String texts(OnScreen screen) {
    StringBuilder all = new StringBuilder();
    screen.all(Text.class).forEach(it -> all.append(it.getText()).append('\n'));
    return all.toString();
  }

  private static String result(OnScreen screen) {
    return OnScreen.fx(() -> screen.get("handover-result", Label.class).getText());
  }

  @Test
  void isReadCopiedAndSavedByKeys() throws Exception {
    try (OnScreen screen = opened("en", 1440, 900)) {
      assertThat(screen.focused()).as("scrolled by the arrows").isInstanceOf(ScrollPane.class);
      assertThat(texts(screen)).contains("DatabaseUnreachable", "not acknowledged", "escalation");
      assertThat(handover.shifts).containsExactly(Duration.ofHours(8));

      screen.type("c");
      String copied = OnScreen.fx(() -> Clipboard.getSystemClipboard().getString());
      assertThat(copied).startsWith("# Shift handover\n").contains("INC-261124-D7NB");
      assertThat(result(screen)).isEqualTo("Copied as Markdown");

      screen.type("s");
      OnScreen.await(() -> !handover.saved.isEmpty());
      screen.settle();
      assertThat(handover.saved.getFirst()).hasParent(folder).hasContent(copied);
      assertThat(result(screen)).isEqualTo("Written: " + handover.saved.getFirst());

      screen.key(KeyCode.ESCAPE);
      assertThat(screen.around.sheets().isOpen()).isFalse();
      assertThat(screen.fake.sent).as("nothing was done to an incident").isEmpty();
    }
  }

  @Test
  void eMailIsOfferedOnlyWhereItExists() {
    try (OnScreen screen = opened("en", 1440, 900)) {
      assertThat(screen.get("handover-send", Button.class).isDisabled()).isTrue();
      assertThat(result(screen)).startsWith("No e-mail: write");
    }
  }

  @Test
  void isSentByKeysAndSaysToWhom() {
    handover.to = List.of("aoki@example.com", "baba@example.com");
    try (OnScreen screen = opened("en", 1440, 900)) {
      assertThat(result(screen)).isEqualTo("E-mail goes to aoki@example.com, baba@example.com");
      screen.tabTo("handover-send");
      screen.key(KeyCode.SPACE);
      OnScreen.await(() -> !handover.mailed.isEmpty());
      screen.settle();
      assertThat(result(screen))
          .isEqualTo("The mail server took it over for aoki@example.com, baba@example.com");

      handover.refusal = "535 no";
      screen.tabTo("handover-send");
      screen.key(KeyCode.SPACE);
      OnScreen.await(() -> result(screen).startsWith("Not sent"));
      assertThat(result(screen)).isEqualTo("Not sent: 535 no");
      assertThat(handover.mailed).hasSize(1);
    }
  }

  @Test
  void anotherShiftIsReadAnew() {
    try (OnScreen screen = opened("en", 1440, 900)) {
      screen.tabTo("handover-shift");
      ChoiceBox<?> shift = screen.get("handover-shift", ChoiceBox.class);
      OnScreen.fx(() -> {
        shift.getSelectionModel().selectNext();
        return 0;
      });
      OnScreen.await(() -> handover.shifts.size() > 1);
      assertThat(handover.shifts.getLast()).isEqualTo(Duration.ofHours(12));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "ja"})
  void fitsAndHasNamesInANarrowWindow(String language) {
    handover.to = List.of("on-call-team@example.com");
    try (OnScreen screen = opened(language, 900, 600)) {
      screen.picture("handover-narrow-" + language);
      for (String id : List.of("handover-copy", "handover-save", "handover-send", "sheet-cancel")) {
        Node node = screen.get(id, Node.class);
        var bounds = OnScreen.fx(() -> node.localToScene(node.getBoundsInLocal()));
        assertThat(bounds.getMaxY()).as(id).isLessThan(600);
        assertThat(bounds.getMaxX()).as(id).isLessThan(900);
        assertThat(((Button) node).getText()).as(id).isNotBlank();
      }
      assertThat(screen.get("handover-page", ScrollPane.class).getAccessibleText()).isNotBlank();
      assertThat(screen.get("handover-shift", ChoiceBox.class).getAccessibleText()).isNotBlank();
      assertThat(CutTextTest.cut(screen, "handover")).isEmpty();
      ScrollPane page = screen.get("handover-page", ScrollPane.class);
      screen.key(KeyCode.PAGE_DOWN);
      assertThat(OnScreen.fx(page::getVvalue)).as("scrolls by keys").isPositive();
    }
  }

  @Test
  void aBlindBoardIsNeverSaidToBeQuiet() {
    try (OnScreen screen = screen("en", 1440, 900)) {
      Board starting = screen.fake.boards.starting();
      screen.show(starting);
      screen.type("H");
      OnScreen.await(() -> !screen.get("handover-copy", Button.class).isDisabled());
      screen.settle();
      assertThat(texts(screen))
          .contains("No open incident is known.", "never answered")
          .doesNotContain("Nothing is open");
    }
  }
}
