package org.toban.ui;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.toban.engine.Board;
import org.toban.ui.parts.Preferences.Theme;

/** The guide's looks, and what it does when nothing was given; the rest is in FirstRunTest. */
class GuideTest {
  private static String text(OnScreen screen, String id) {
    return OnScreen.fx(() -> screen.get(id, Label.class).getText());
  }

  @ParameterizedTest
  @CsvSource({"en,DARK,1440", "ja,LIGHT,900"})
  void everyStepIsShownAndWithoutASourceNothingIsWritten(
      String language, Theme theme, double width) {
    FakeParts fake = new FakeParts(language);
    Board board = Scenes.first(fake);
    try (OnScreen screen = OnScreen.open(fake, theme, width, 900, "")) {
      screen.show(board);
      screen.type("5");
      screen.fire("settings-guide");
      screen.write("http://am:9093");
      screen.fire("guide-alertmanager-test");
      OnScreen.fx(() -> {
        screen.find("guide-prometheus").requestFocus();
        return 0;
      });
      screen.write("http://prom:9090");
      screen.fire("guide-prometheus-test");
      OnScreen.await(() -> text(screen, "guide-prometheus-found").startsWith("✕"));
      assertThat(text(screen, "guide-alertmanager-found")).startsWith("✓").contains("3");
      Pictures.keep(screen, "guide-sources-" + language);
      screen.fire("guide-next");
      screen.fire("guide-next");
      OnScreen.await(() -> screen.find("guide-host-db-1-test") != null);
      screen.fire("guide-host-db-1-test");
      OnScreen.await(() -> text(screen, "guide-host-db-1-found").startsWith("✓"));
      Pictures.keep(screen, "guide-hosts-" + language);
      screen.fire("guide-back");
      screen.fire("guide-back");
      OnScreen.fx(() -> {
        screen.get("guide-alertmanager", javafx.scene.control.TextField.class).clear();
        screen.get("guide-prometheus", javafx.scene.control.TextField.class).clear();
        return 0;
      });
      screen.fire("guide-next");
      screen.fire("guide-next");
      screen.fire("guide-next");
      assertThat(OnScreen.fx(() -> screen.get("guide-next", Button.class).isDisabled())).isTrue();
      assertThat(text(screen, "guide-result")).isNotBlank();
    }
  }
}
