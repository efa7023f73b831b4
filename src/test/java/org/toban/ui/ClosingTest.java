package org.toban.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.stage.WindowEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.toban.ui.look.Turns;
import org.toban.ui.parts.Preferences;
import org.toban.ui.parts.Preferences.Language;
import org.toban.ui.parts.Preferences.Theme;
import org.toban.ui.tray.Tray;
import org.toban.ui.tray.TrayState;

/** Closing the window leaves Toban in the tray; where there is none, the compact bar stays. */
class ClosingTest {
  private final FakeParts fake = new FakeParts("en");
  private final CountDownLatch quit = new CountDownLatch(1);
  private Runnable activate = () -> {};

  @BeforeAll
  static void toolkit() {
    OnScreen.startToolkit();
  }

  @AfterEach
  void hideAll() {
    OnScreen.fx(() -> {
      java.util.List.copyOf(Window.getWindows()).forEach(Window::hide);
      return 0;
    });
  }

  @Test
  void withATrayTheWindowHidesAndComesBack() {
    start(new Icon(true), false);
    closeWindow();
    assertThat(window()).as("hidden").isNull();
    assertThat(quit.getCount()).as("still on watch").isOne();
    activate.run();
    OnScreen.await(() -> window() != null);
  }

  /**
   * What came piece by piece went on without a window, where no colour is known: a warning for each
   * node, and the pieces were made for nothing.
   */
  @Test
  void noStyleIsAskedForBehindTheTray() {
    Desk desk = start(new Icon(true), false);
    try (StyleWarnings warnings = StyleWarnings.listen()) {
      desk.offer(fake.boards.busy());
      OnScreen.await(() -> window().getScene().getRoot().lookup("#board-list .line-name") != null);
      assertThat(OnScreen.fx(Turns::isIdle)).as("pieces are to come").isFalse();
      closeWindow();
      desk.offer(new FakeParts("en").boards.storm(100));
      OnScreen.await(Turns::isIdle);
      activate.run();
      OnScreen.await(() -> window() != null && Turns.isIdle());
      assertThat(warnings.said()).isEmpty();
    }
  }

  /** The panel may end while the window is open: then hiding would lose it. */
  @Test
  void aTrayThatIsGoneIsNoTray() {
    Icon icon = new Icon(true);
    start(icon, false);
    icon.shown = false;
    closeWindow();
    assertThat(bars()).isOne();
  }

  @Test
  void withoutATrayTheCompactBarStaysAndLeadsBack() {
    start(null, false);
    closeWindow();
    assertThat(bars()).isOne();
    assertThat(quit.getCount()).as("still on watch").isOne();
    OnScreen.fx(() -> {
      Node back =
          Window.getWindows().stream()
              .map(it -> it.getScene().getRoot().lookup("#bar-open"))
              .filter(java.util.Objects::nonNull)
              .findFirst()
              .orElseThrow();
      ((Button) back).fire();
      return 0;
    });
    OnScreen.await(() -> bars() == 0 && Window.getWindows().size() == 1);
  }

  /** Bars that are shown in the place of a window. */
  private static long bars() {
    return OnScreen.fx(() ->
        Window.getWindows().stream()
            .filter(it -> it.getScene().getRoot().lookup("#bar-open") != null)
            .count());
  }

  @Test
  void startsInTheTrayAndOpensWhenAsked() {
    start(new Icon(true), true);
    assertThat(window()).isNull();
    activate.run();
    OnScreen.await(() -> window() != null);
  }

  @Test
  void hiddenWithoutATrayOpensAllTheSame() {
    start(null, true);
    OnScreen.await(() -> window() != null);
  }

  private Desk start(@Nullable Tray tray, boolean hidden) {
    Desk desk =
        new Desk(
            fake.parts(new Preferences(Language.ENGLISH, Theme.DARK, "")),
            (state, clicked, limit, opened) -> {
              activate = clicked;
              opened.accept(tray);
            });
    desk.start(hidden);
    Thread.ofVirtual()
        .start(() -> {
          try {
            desk.awaitQuit();
            quit.countDown();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    if (!hidden) {
      OnScreen.await(() -> window() != null);
    }
    return desk;
  }

  private static @Nullable Stage window() {
    return OnScreen.fx(() ->
        Window.getWindows().stream()
            .filter(Stage.class::isInstance)
            .map(Stage.class::cast)
            .filter(stage -> stage.getTitle() != null && stage.getTitle().startsWith("Toban"))
            .findFirst()
            .orElse(null));
  }

  private static void closeWindow() {
    Stage stage = window();
    OnScreen.fx(() -> {
      stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST));
      return 0;
    });
  }

  /** A tray that is there, or not. */
  private static final class Icon implements Tray {
    volatile boolean shown;

    Icon(boolean shown) {
      this.shown = shown;
    }

    @Override
    public boolean isShown() {
      return shown;
    }

    @Override
    public void show(TrayState state) {}

    @Override
    public void close() {}
  }
}
