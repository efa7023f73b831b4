package org.toban.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.toban.incident.RunbookText;
import org.toban.runbook.Runbook;
import org.toban.ui.parts.Preferences.Theme;

/** An open incident says when its runbook was edited since, and shows it as it was. */
class RunbookThenTest {
  private static OnScreen openedWith(String language, @Nullable RunbookText book) {
    OnScreen screen = OnScreen.open(new FakeParts(language), Theme.LIGHT, 1440, 900);
    screen.show(screen.fake.boards.openedWith(book));
    String key =
        screen.state.shown().get().rows().entries().values().stream()
            .filter(it -> it.incident() != null && it.incident().id().equals("INC-261124-K7QM"))
            .findFirst()
            .orElseThrow()
            .key();
    screen.fx(() -> {
      screen.view.select(key);
      return 0;
    });
    screen.settle();
    return screen;
  }

  private static Set<String> texts(OnScreen screen) {
    return OnScreen.fx(() ->
        screen.view.lookup("#book-then").lookupAll(".label").stream()
            .filter(Label.class::isInstance)
            .map(it -> ((Label) it).getText())
            .collect(Collectors.toSet()));
  }

  @Test
  void anEditSinceIsSaidAndTheTextShown() {
    RunbookText book =
        new RunbookText("ops/web.md:3", "0123456789abcdef+", "# Then\n\n    old-command\n");
    try (OnScreen screen = openedWith("en", book)) {
      assertThat(texts(screen))
          .contains(
              "The runbook has changed since this incident opened. It opened with ops/web.md:3 @ 0123456789ab.");
      int before = OnScreen.fx(() -> children(screen));
      screen.fire("show-book-then");
      assertThat(OnScreen.fx(() -> children(screen))).isEqualTo(before + 1);
      screen.picture("runbook-then-en-light");
      screen.fire("show-book-then");
      assertThat(OnScreen.fx(() -> children(screen))).isEqualTo(before);
    }
    try (OnScreen screen = openedWith("ja", book)) {
      assertThat(texts(screen)).anyMatch(it -> it.contains("発生後に手順書が変更"));
    }
  }

  private static int children(OnScreen screen) {
    return ((javafx.scene.layout.VBox) screen.view.lookup("#book-then")).getChildren().size();
  }

  @Test
  void theSameTextAndNoneAtAllSayNothing() {
    RunbookText now;
    try (OnScreen screen = openedWith("en", null)) {
      assertThat(OnScreen.<Object>fx(() -> screen.view.lookup("#book-then"))).isNull();
      Runbook book =
          screen.fake.boards.openedWith(null).library().runbookNamed("ServiceDown").orElseThrow();
      now = book.kept();
    }
    try (OnScreen screen = openedWith("en", now)) {
      assertThat(OnScreen.<Object>fx(() -> screen.view.lookup("#book-then"))).isNull();
    }
  }
}
