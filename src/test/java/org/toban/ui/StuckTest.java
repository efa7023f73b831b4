package org.toban.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Label;
import org.junit.jupiter.api.Test;
import org.toban.ui.parts.Preferences.Theme;

/** A window whose engine stands still says so itself: its board can no longer. */
class StuckTest {
  private static boolean isShown(OnScreen screen) {
    return OnScreen.fx(() -> screen.get("stuck-strip", Node.class).isVisible());
  }

  private static String text(OnScreen screen) {
    return OnScreen.fx(() ->
        screen.get("stuck-strip", Node.class).lookupAll(".label").stream()
            .map(Label.class::cast)
            .map(Label::getText)
            .reduce("", (all, one) -> all + one + "\n"));
  }

  private static void stuck(OnScreen screen, String... parts) {
    OnScreen.fx(() -> {
      screen.view.stuck(Set.of(parts));
      return 0;
    });
    screen.settle();
  }

  @Test
  void theWindowSaysThatTheEngineStandsStill() {
    FakeParts fake = new FakeParts("en");
    try (OnScreen screen = OnScreen.open(fake, Theme.LIGHT, 1440, 900)) {
      stuck(screen, "engine");
      assertThat(text(screen)).contains("Nothing is watched").contains("Start Toban anew");
      screen.show(fake.boards.busy());
      assertThat(isShown(screen)).as("a board cannot take it back").isTrue();
      stuck(screen, "engine", "poll prod");
      String since = screen.around.times().clock(screen.state.shown().get().board().at());
      assertThat(text(screen)).contains(since);
      screen.picture("stuck-en-light");
      stuck(screen, "poll prod");
      assertThat(isShown(screen)).as("that is an alert on the board").isFalse();
    }
    try (OnScreen screen = OnScreen.open(new FakeParts("ja"), Theme.DARK, 1000, 700)) {
      stuck(screen, "engine");
      assertThat(text(screen)).contains("停止中").contains("再起動");
      screen.picture("stuck-ja-dark");
    }
  }
}
