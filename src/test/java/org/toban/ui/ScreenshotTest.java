package org.toban.ui;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.toban.ui.look.Words;
import org.toban.ui.parts.Preferences.Theme;

/** Shows each screen on fixed boards in both languages and themes, and keeps the pictures. */
class ScreenshotTest {
  @ParameterizedTest
  @CsvSource({"ja,DARK", "ja,LIGHT", "en,DARK", "en,LIGHT"})
  void everyScreen(String language, Theme theme) {
    String suffix = language + "-" + theme.name().toLowerCase(java.util.Locale.ROOT);
    boolean bothWidths = language.equals("ja") == (theme == Theme.DARK); // narrow: each once
    for (int width : bothWidths ? new int[] {1440, 1000} : new int[] {1440}) {
      String size = width == 1440 ? "" : "-narrow";
      try (OnScreen screen = screen(language, theme, width)) {
        screen.show(screen.fake.boards.busy());
        Pictures.keep(screen, "board-" + suffix + size);
        pages(screen, suffix + size);
      }
      try (OnScreen screen = screen(language, theme, width)) {
        screen.show(screen.fake.boards.blind());
        Pictures.keep(screen, "blind-" + suffix + size);
      }
      try (OnScreen screen = screen(language, theme, width)) {
        screen.show(screen.fake.boards.quiet());
        Pictures.keep(screen, "empty-" + suffix + size);
      }
    }
  }

  private static void pages(OnScreen screen, String suffix) {
    screen.fx(() -> {
      screen.view.select(Pictures.key(screen, "INC-261124-K7QM"));
      return 0;
    });
    Pictures.keep(screen, "incident-" + suffix);
    screen.fx(() -> {
      screen.view.select("INC-261123-T3RV");
      return 0;
    });
    Pictures.keep(screen, "recovered-" + suffix);
    for (Act act : new Act[] {Act.HISTORY, Act.REVIEWS, Act.DRILL, Act.SETTINGS}) {
      screen.type(act.key());
      Pictures.keep(screen, Words.key(act) + "-" + suffix);
    }
    screen.type("1");
  }

  @ParameterizedTest
  @CsvSource({"ja,DARK", "en,LIGHT"})
  void sheets(String language, Theme theme) {
    String suffix = language + "-" + theme.name().toLowerCase(java.util.Locale.ROOT);
    try (OnScreen screen = screen(language, theme, 1440)) {
      screen.show(screen.fake.boards.troubled());
      Pictures.keep(screen, "troubled-" + suffix);
      for (String key : new String[] {"d", "/", "?", "a", "c"}) {
        screen.type(key);
        String name = key.equals("/") ? "palette" : key.equals("?") ? "keys" : key;
        Pictures.keep(screen, "sheet-" + name + "-" + suffix);
        screen.press(javafx.scene.input.KeyCode.ESCAPE, false);
      }
      screen.type("t");
      Pictures.keep(screen, "timeline-" + suffix);
      screen.type("l");
      Pictures.keep(screen, "alerts-" + suffix);
    }
    try (OnScreen screen = screen(language, theme, 1440)) {
      screen.show(screen.fake.boards.storm(10_000));
      Pictures.keep(screen, "storm-" + suffix);
    }
  }

  private static OnScreen screen(String language, Theme theme, int width) {
    return OnScreen.open(new FakeParts(language), theme, width, width == 1440 ? 900 : 700);
  }
}
