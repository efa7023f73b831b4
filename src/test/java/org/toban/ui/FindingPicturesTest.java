package org.toban.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.toban.alert.Matchers;
import org.toban.engine.Command;
import org.toban.engine.Input;
import org.toban.ui.board.BoardFilter;
import org.toban.ui.parts.Preferences.Theme;

/** How alerts are found among many, kept as pictures for the documentation. */
class FindingPicturesTest {
  /** A fleet with an ordinary night and trouble on many hosts. */
  private static Lookout fleet(Played played) throws IOException {
    played.alertmanager("prod").ordinary("prod");
    String[] queues = {"orders", "carts", "mails"};
    String[] zones = {"tokyo-a", "tokyo-b", "osaka"};
    for (int i = 1; i <= 9; i++) {
      played.fires(
          "prod",
          Played.saying(
              played.alert(
                  i % 3 == 0 ? "ServiceDown" : i % 3 == 1 ? "ApiResponseSlow" : "LogFileLarge",
                  "shop-" + i,
                  Duration.ofMinutes(3L * i),
                  "job",
                  "shop",
                  "queue",
                  queues[i % 3],
                  "zone",
                  zones[i % 3 == 0 ? 0 : i % 2 + 1],
                  "team",
                  "storefront"),
              played.in("店舗の系統で問題が起きている", "Trouble in the shop"),
              ""));
    }
    return played.look().pass(Duration.ofMinutes(1));
  }

  private static void filter(OnScreen screen, BoardFilter wanted) {
    OnScreen.fx(() -> {
      screen.state.refilter(wanted);
      return 0;
    });
    OnScreen.await(() -> screen.state.shown().get().filter().equals(wanted));
    screen.settle();
  }

  private static void filter(OnScreen screen, String text) {
    filter(screen, BoardFilter.all().withText(text));
  }

  @Test
  void aFilterIsCompleted() throws IOException {
    try (Played played = new Played("ja", Duration.ofMinutes(1))) {
      Lookout lookout = fleet(played);
      try (OnScreen screen = Pictures.open(lookout, "ja", Theme.LIGHT)) {
        screen.type("f");
        screen.write("team=storefront zone=");
        OnScreen.await(() -> javafx.stage.Window.getWindows().size() > 1);
        Pictures.keep(screen, "finding-completion-ja-light");
      }
    }
  }

  @Test
  void aFilterIsCompletedInTheDark() throws IOException {
    try (Played played = new Played("en", Duration.ofMinutes(1))) {
      Lookout lookout = fleet(played);
      try (OnScreen screen = Pictures.open(lookout, "en", Theme.DARK)) {
        screen.type("f");
        screen.write("zo");
        OnScreen.await(() -> javafx.stage.Window.getWindows().size() > 1);
        Pictures.keep(screen, "finding-completion-en-dark");
      }
    }
  }

  @Test
  void filtersAreSavedAndNarrowNotifications() throws IOException {
    try (Played played = new Played("en", Duration.ofMinutes(1))) {
      Lookout lookout = fleet(played);
      lookout.take(
          new Input.Commanded(
              lookout.now(),
              new Command.NarrowNotices("Aya Sato", Matchers.parse("team=storefront"))));
      try (OnScreen screen = Pictures.open(lookout, "en", Theme.DARK)) {
        for (String text : new String[] {"severity=critical", "zone=~\"tokyo-.*\""}) {
          filter(screen, text);
          OnScreen.fx(() -> {
            MenuButton menu = screen.get("filter-menu", MenuButton.class);
            menu.show();
            menu.hide();
            return 0;
          });
          screen.settle();
          save(screen);
        }
        filter(screen, "team=storefront");
        openMenu(screen, "filter-saved");
        Pictures.keep(screen, "finding-saved-en-dark");
      }
    }
  }

  private static Menu menu(OnScreen screen, String id) {
    for (MenuItem item : screen.get("filter-menu", MenuButton.class).getItems()) {
      if (item instanceof Menu menu && id.equals(menu.getId())) {
        return menu;
      }
    }
    throw new AssertionError("no menu " + id);
  }

  private static void save(OnScreen screen) {
    OnScreen.fx(() -> {
      var items = menu(screen, "filter-saved").getItems();
      items.get(items.size() - 2).fire();
      return 0;
    });
    screen.settle();
  }

  private static void openMenu(OnScreen screen, String id) {
    OnScreen.fx(() -> {
      screen.get("filter-menu", MenuButton.class).show();
      return 0;
    });
    screen.settle();
    OnScreen.fx(() -> menu(screen, id).getItems().size());
    for (int i = 0; i < 3; i++) {
      screen.key(KeyCode.DOWN);
    }
    screen.key(KeyCode.RIGHT);
  }

  @Test
  void groupsByALabelAndSayTheSum() throws IOException {
    try (Played played = new Played("ja", Duration.ofMinutes(1))) {
      Lookout lookout = fleet(played);
      try (OnScreen screen = Pictures.open(lookout, "ja", Theme.DARK)) {
        BoardFilter byZone = BoardFilter.all().withText("job=shop").withGroupBy("zone");
        filter(screen, byZone);
        assertThat(screen.state.shown().get().rows().sums().filtered()).isEqualTo(4);
        Pictures.keep(screen, "finding-groups-ja-dark");
      }
    }
  }

  @Test
  void manyAreMarkedForOneAct() throws IOException {
    try (Played played = new Played("en", Duration.ofMinutes(1))) {
      Lookout lookout = fleet(played);
      try (OnScreen screen = Pictures.open(lookout, "en", Theme.LIGHT)) {
        filter(screen, "job=shop");
        screen.type("X");
        screen.type("a");
        Pictures.keep(screen, "finding-marks-en-light");
      }
    }
  }
}
