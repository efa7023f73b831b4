package org.toban.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import javafx.stage.Window;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.toban.engine.Board;
import org.toban.testbed.Server;
import org.toban.testbed.SessionBus;
import org.toban.ui.parts.Preferences;
import org.toban.ui.parts.Preferences.Language;
import org.toban.ui.parts.Preferences.Theme;
import org.toban.ui.tray.Panel;
import org.toban.ui.tray.TrayFace;

/** A desk in the tray of a real bus: a panel reads whose turn it is, and a click opens the desk. */
@Tag("server")
class OnCallTrayTest {
  private static final Duration SOON = Duration.ofMinutes(1);

  private static Desk hidden(SessionBus bus, FakeParts fake) {
    Language language = fake.language().equals("ja") ? Language.JAPANESE : Language.ENGLISH;
    Desk desk =
        new Desk(
            fake.parts(new Preferences(language, Theme.DARK, "")),
            (state, activate, limit, opened) ->
                opened.accept(Panel.iconOn(bus.address(), state, activate)));
    desk.start(true);
    return desk;
  }

  private static void shows(Panel panel, Board board, FakeParts fake, TrayFace.Watch watch)
      throws Exception {
    TrayFace seen = TrayFace.of(board, fake.seat.person(), Boards.NOW);
    assertThat(seen.watch()).isEqualTo(watch);
    int[] drawn = Panel.drawn(seen, 22);
    Server.await("the icon of " + seen, SOON, () -> java.util.Arrays.equals(panel.icon(22), drawn));
  }

  @ParameterizedTest
  @CsvSource({"en, you are on call, somebody else is on call", "ja, あなたが当番です, 当番はほかの人です"})
  void aPanelReadsWhoseTurnItIs(String language, String mine, String anothers) throws Exception {
    OnScreen.startToolkit();
    FakeParts fake = new FakeParts(language);
    Board calm = fake.boards.quiet();
    try (SessionBus bus = SessionBus.start();
        Panel panel = new Panel(bus.address());
        Desk desk = hidden(bus, fake)) {
      Board before = calm;
      desk.offer(before);
      shows(panel, before, fake, TrayFace.Watch.UNSAID);
      assertThat(panel.lines().getFirst()).doesNotContain(mine, anothers);

      Board onCall = calm.withRoster(OnCallBarTest.roster(fake.seat.person()));
      desk.offer(onCall);
      shows(panel, onCall, fake, TrayFace.Watch.MINE);
      Server.await("the tooltip", SOON, () -> panel.tip().get(1).contains(mine));
      Server.await("the menu", SOON, () -> panel.lines().getFirst().endsWith(mine));

      Board off = calm.withRoster(OnCallBarTest.roster("Baba"));
      desk.offer(off);
      shows(panel, off, fake, TrayFace.Watch.ANOTHERS);
      Server.await("the tooltip", SOON, () -> panel.tip().get(1).contains(anothers));
      Server.await("the menu", SOON, () -> panel.lines().getFirst().endsWith(anothers));
    }
  }

  @Test
  void aClickInThePanelOpensWhatBeganHidden() throws Exception {
    OnScreen.startToolkit();
    try (SessionBus bus = SessionBus.start();
        Panel panel = new Panel(bus.address());
        Desk desk = hidden(bus, new FakeParts("en"))) {
      desk.offer(new FakeParts("en").boards.busy());
      Server.await("the icon", SOON, () -> !panel.registered.isEmpty());
      assertThat(OnScreen.fx(() -> Window.getWindows().isEmpty())).isTrue();
      panel.click();
      OnScreen.await(() -> Window.getWindows().stream().anyMatch(Window::isShowing));
      panel.choose("Quit");
      desk.awaitQuit();
    }
    OnScreen.await(() -> Window.getWindows().isEmpty());
  }
}
