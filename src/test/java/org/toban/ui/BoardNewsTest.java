package org.toban.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.toban.ui.board.News;
import org.toban.ui.parts.Preferences.Theme;

/** What came since the last look is marked, counted and gone to; lines go out as text. */
class BoardNewsTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Boards.NOW.minus(Duration.ofMinutes(20)));

  @Test
  void whatCameSinceTheLastLookIsCountedAndGoneTo() {
    FakeParts fake = new FakeParts("en");
    fake.clock = now::get;
    try (OnScreen screen = OnScreen.open(fake, Theme.LIGHT, 1700, 800)) {
      screen.show(fake.boards.busy());
      assertThat(news(screen).since()).isNull();
      after(screen, Duration.ofSeconds(6)); // somebody has looked
      after(screen, Duration.ofMinutes(20).minusSeconds(6)); // and slept
      OnScreen.await(() -> news(screen).count() > 1);
      screen.settle();
      int count = news(screen).count();
      Button button = screen.get("news", Button.class);
      assertThat(button.getText()).isEqualTo(count + " new since 02:57 JST");
      screen.picture("window-news-en-light");
      OnScreen.fx(() -> {
        screen.stage.setWidth(900);
        return 0;
      });
      screen.settle();
      screen.picture("window-news-narrow");
      assertThat(CutTextTest.cut(screen, "a narrow board with news"))
          .noneMatch(it -> it.contains("new since") || it.contains("shown"));
      Label sums = screen.get("sums", Label.class);
      assertThat(OnScreen.<Double>fx(() -> sums.localToScene(sums.getLayoutBounds()).getMaxX()))
          .isLessThan(900 - 380);
      assertThat(spoken(screen)).anyMatch(it -> it.startsWith("New: Critical, "));
      assertThat(spoken(screen)).anyMatch(it -> it.contains(" times in 24 h, last "));
      String before = screen.state.selected().get();
      screen.type("y");
      String first = screen.state.selected().get();
      assertThat(first).isNotEqualTo(before);
      OnScreen.await(() -> news(screen).count() == count - 1);
      screen.fire("news");
      assertThat(screen.state.selected().get()).isNotIn(before, first);
      OnScreen.await(() -> news(screen).count() == count - 2);
      screen.type("Y");
      OnScreen.await(() -> news(screen).count() == 0);
      screen.settle();
      assertThat(screen.get("news", Button.class).isVisible()).isFalse();
    }
  }

  @Test
  void linesGoOutAsText() {
    FakeParts fake = new FakeParts("ja");
    try (OnScreen screen = OnScreen.open(fake, Theme.DARK, 1440, 900)) {
      screen.show(fake.boards.busy());
      screen.press(KeyCode.C, true);
      assertThat(copied().lines()).hasSize(2);
      screen.type("X");
      screen.press(KeyCode.C, true);
      assertThat(copied().lines()).hasSize(13);
      assertThat(copied()).startsWith("重大度  アラート").contains("\n重大    サービスダウン env=prod ");
      assertThat(screen.all(Label.class)).extracting(Label::getText).contains("文字でコピーした行数：12");
      screen.type("f");
      screen.press(KeyCode.C, true); // copies what is marked in the field
      screen.write("x");
      assertThat(copied().lines()).hasSize(13);
    }
  }

  private static String copied() {
    return OnScreen.fx(() -> Clipboard.getSystemClipboard().getString());
  }

  private static News news(OnScreen screen) {
    return Objects.requireNonNull(screen.state.shown().get()).news();
  }

  private static java.util.List<String> spoken(OnScreen screen) {
    return screen.all(javafx.scene.control.ListCell.class).stream()
        .map(cell -> OnScreen.fx(cell::getAccessibleText))
        .filter(Objects::nonNull)
        .toList();
  }

  private void after(OnScreen screen, Duration time) {
    now.set(now.get().plus(time));
    OnScreen.fx(() -> {
      screen.around.ticker().tick();
      return 0;
    });
    screen.settle();
  }
}
