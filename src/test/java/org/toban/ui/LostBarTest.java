package org.toban.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.toban.engine.Board;
import org.toban.notice.Reach;
import org.toban.ui.parts.Preferences.Theme;

/** The bar says by which channels nobody can be told. */
class LostBarTest {
  private static Board losing(Board it, String... channels) {
    List<Reach.Lost> lost =
        Arrays.stream(channels)
            .map(name ->
                new Reach.Lost(name, Boards.NOW.minus(Duration.ofMinutes(12)), "invalid_auth"))
            .toList();
    return new Board(
        it.at(),
        it.sources(),
        it.rows(),
        it.incidents(),
        it.output(),
        it.starts(),
        it.trust(),
        it.hold(),
        it.historyProblem(),
        it.messages(),
        it.library(),
        it.inventory(),
        it.practice(),
        it.startLimit(),
        it.barred(),
        it.next(),
        it.silences(),
        it.noticesOnly(),
        it.overLimit(),
        it.roster(),
        lost,
        it.maintenance());
  }

  private static Label label(OnScreen screen) {
    return screen.get("lost", Label.class);
  }

  @ParameterizedTest
  @CsvSource({
    "ja,1440,LIGHT,slack,通知不可: slack",
    "ja,900,DARK,slack,slack",
    "en,1440,DARK,slack,No notices: slack",
    "en,1440,DARK,slack+email,No notices: 2 channels",
    "en,1000,LIGHT,slack+email,2 channels",
    "ja,900,LIGHT,slack+email+desktop,3件の通知先",
    "en,900,LIGHT,storage-and-backups,storage…",
  })
  void namesThemWithoutCuttingAnything(
      String language, int width, Theme theme, String channels, String text) {
    FakeParts fake = new FakeParts(language);
    try (OnScreen screen = OnScreen.open(fake, theme, width, 700)) {
      screen.show(losing(fake.boards.troubled(), channels.split("\\+")));
      screen.picture("lost-" + language + "-" + width + "-" + theme);
      assertThat(OnScreen.fx(() -> label(screen).getText())).isEqualTo(text);
      String all = OnScreen.fx(() -> label(screen).getAccessibleText());
      assertThat(all).contains(channels.split("\\+")).contains("03:05", "invalid_auth");
      assertThat(OnScreen.fx(() -> label(screen).getTooltip().getText())).isEqualTo(all);
      assertThat(CutTextTest.cut(screen, "board")).isEmpty();
      assertThat(clockEnd(screen)).isLessThan(width - 15);
    }
  }

  @ParameterizedTest
  @CsvSource({"ja,1440", "en,1440", "en,1300", "ja,1180", "en,1180", "en,900"})
  void leavesRoomForWhoIsOnCall(String language, int width) {
    FakeParts fake = new FakeParts(language);
    try (OnScreen screen = OnScreen.open(fake, Theme.LIGHT, width, 700)) {
      Board board = fake.boards.troubled().withRoster(OnCallBarTest.roster("Featherstonehaugh"));
      screen.show(losing(board, "storage-and-backups"));
      screen.picture("lost-on-call-" + language + "-" + width);
      assertThat(CutTextTest.cut(screen, "board")).isEmpty();
      assertThat(clockEnd(screen)).isLessThan(width - 15);
      assertThat(OnScreen.fx(() -> screen.get("on-call", Label.class).isVisible())).isTrue();
    }
  }

  private static double clockEnd(OnScreen screen) {
    return OnScreen.fx(() -> {
      Region it = screen.get("clock", Region.class);
      return it.localToScene(it.getBoundsInLocal()).getMaxX();
    });
  }

  @Test
  void isThereOnlyWhileAChannelIsLost() {
    FakeParts fake = new FakeParts("en");
    try (OnScreen screen = OnScreen.open(fake, Theme.LIGHT, 1440, 700)) {
      Board busy = fake.boards.busy();
      screen.show(busy);
      assertThat(OnScreen.fx(() -> label(screen).isVisible())).isFalse();
      screen.show(losing(busy, "slack"));
      assertThat(OnScreen.fx(() -> label(screen).isVisible())).isTrue();
      screen.show(busy);
      assertThat(OnScreen.fx(() -> label(screen).isVisible())).isFalse();
    }
  }
}
