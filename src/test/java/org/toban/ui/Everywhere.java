package org.toban.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.BiConsumer;
import org.toban.engine.Board;
import org.toban.ui.parts.HostSetup;
import org.toban.ui.parts.Preferences.Theme;

/** Goes to every page, sheet and state of the desk, and looks at each. */
final class Everywhere {
  private static final List<String> SHEETS =
      List.of(
          "a", "c", "d", "e", "n", "N", "z", "o", "s", "S", "H", "F", "h", "m", "i", "g", "?", "/");
  private static final String RESPONDING = "INC-261124-K7QM";
  private static final String RECOVERED = "INC-261123-T3RV";

  private final String language;
  private final int width;
  private final int height;
  private final boolean sheets; // they are as wide in any window
  private final BiConsumer<OnScreen, String> look;

  private Everywhere(String language, int width, int height, BiConsumer<OnScreen, String> look) {
    this.language = language;
    this.width = width;
    this.height = height;
    this.look = look;
    sheets = width < 1000;
  }

  static void walk(String language, int width, int height, BiConsumer<OnScreen, String> look) {
    Everywhere it = new Everywhere(language, width, height, look);
    it.pagesAndSheets();
    if (it.sheets) {
      it.boards();
      it.behind();
    }
    it.rollout();
  }

  private OnScreen open(FakeParts parts) {
    return OnScreen.open(parts, Theme.LIGHT, width, height);
  }

  private void look(OnScreen screen, String where) {
    look.accept(screen, where);
  }

  private void pagesAndSheets() {
    FakeParts fake = new FakeParts(language);
    fake.hosts = new NoHosts();
    try (OnScreen screen = open(fake)) {
      screen.show(fake.boards.busy());
      look(screen, "busy");
      for (String incident : List.of(RECOVERED, RESPONDING)) {
        OnScreen.fx(() -> {
          screen.view.select(key(screen, incident));
          return 0;
        });
        screen.settle();
        look(screen, "incident " + incident);
      }
      for (String tab : List.of("t", "E", "l")) {
        screen.type(tab);
        look(screen, "tab " + tab);
      }
      if (sheets) {
        SHEETS.forEach(key -> sheet(screen, key));
      }
      for (String page : List.of("2", "3", "4", "5")) {
        screen.type(page);
        look(screen, "page " + page);
      }
    }
  }

  private void sheet(OnScreen screen, String key) {
    screen.type(key);
    look(screen, "sheet " + key);
    Scenes.closeSheet(screen);
  }

  static String key(OnScreen screen, String incident) {
    return screen.state.shown().get().rows().entries().values().stream()
        .filter(it -> it.incident() != null && it.incident().id().equals(incident))
        .findFirst()
        .orElseThrow()
        .key();
  }

  private void boards() {
    FakeParts fake = new FakeParts(language);
    try (OnScreen screen = open(fake)) {
      screen.settle();
      look(screen, "starting");
      List.of(
              fake.boards.troubled(),
              fake.boards.blind(),
              fake.boards.quiet(),
              fake.boards.storm(300))
          .forEach(board -> {
            screen.show(board);
            look(screen, "board " + board.rows().size());
          });
    }
  }

  private void rollout() {
    FakeParts fake = new FakeParts(language);
    Board board = Scenes.rollout(fake);
    try (OnScreen screen = open(fake)) {
      screen.show(board);
      Pictures.select(screen, "DiskFull");
      look(screen, "rollout");
      sheet(screen, "d");
    }
  }

  private void behind() {
    for (Behind behind : Behind.ALL) {
      FakeParts fake = new FakeParts(language);
      Board board = behind.board().apply(fake);
      try (OnScreen screen = open(fake)) {
        screen.show(board);
        for (Behind.Sheet sheet : behind.sheets()) {
          sheet.open().accept(screen);
          assertThat(OnScreen.fx(screen.around.sheets()::isOpen)).as(sheet.name()).isTrue();
          look(screen, "sheet " + sheet.name());
          Scenes.closeSheet(screen);
        }
      }
    }
  }

  private static final class NoHosts implements HostSetup {
    @Override
    public List<Row> look(Board board) {
      return List.of();
    }

    @Override
    public Fate install(Row row, String person) {
      return new Fate(true, "");
    }

    @Override
    public Fate undo(String person) {
      return new Fate(true, "");
    }
  }
}
