package org.toban.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.toban.incident.Roster;
import org.toban.incident.Schedule;
import org.toban.incident.Shift;
import org.toban.ui.parts.Preferences.Theme;

/** The bar says who is on call, and does not hide that it may be wrong. */
class OnCallBarTest {
  private static final Instant CHANGE = Boards.NOW.plus(Duration.ofHours(5));

  static Roster roster(String who) {
    Duration keeps = Duration.ofHours(1);
    Instant from = Boards.NOW.minus(Duration.ofDays(1));
    Instant until = Boards.NOW.plus(Duration.ofDays(9));
    Schedule primary =
        new Schedule(
            List.of(new Shift(who, from, CHANGE), new Shift("Baba", CHANGE, until)), from, until);
    return Roster.of(
            List.of(
                new Roster.Rota("primary", List.of(), List.of(), keeps),
                new Roster.Rota("secondary", List.of(), List.of(), keeps)))
        .read("primary", primary, Boards.NOW)
        .read("secondary", new Schedule(List.of(), from, until), Boards.NOW);
  }

  private static Label label(OnScreen screen) {
    return screen.get("on-call", Label.class);
  }

  private static String drawn(Label label) {
    return label.getChildrenUnmodifiable().stream()
        .filter(Text.class::isInstance)
        .map(it -> ((Text) it).getText())
        .findFirst()
        .orElse("");
  }

  @ParameterizedTest
  @CsvSource({
    "ja,1440,LIGHT,青木 花子,当番: 青木 花子 !",
    "ja,900,DARK,青木 花子,青木 花子 !",
    "en,1440,DARK,Aoki Hanako,On call: Aoki Hanako !",
    "en,1000,LIGHT,Aoki Hanako,Aoki Hanako !",
    "en,900,LIGHT,Aoki Hanako,Aoki Hanako !",
    "en,900,DARK,Bartholomew Featherstonehaugh,Bartholomew… !",
  })
  void saysWhoIsOnCallWithoutCuttingAnything(
      String language, int width, Theme theme, String who, String text) {
    FakeParts fake = new FakeParts(language);
    try (OnScreen screen = OnScreen.open(fake, theme, width, 700)) {
      screen.show(fake.boards.troubled().withRoster(roster(who)));
      screen.picture("on-call-" + language + "-" + width + "-" + theme);
      assertThat(OnScreen.fx(() -> label(screen).getText())).isEqualTo(text);
      assertThat(OnScreen.fx(() -> drawn(label(screen)))).isEqualTo(text);
      assertThat(OnScreen.fx(() -> label(screen).getAccessibleText())).contains("Baba");
      Region bar = OnScreen.fx(() -> screen.get("top-bar", Region.class));
      Bounds clock =
          OnScreen.fx(() ->
              screen
                  .get("clock", Region.class)
                  .localToScene(screen.get("clock", Region.class).getBoundsInLocal()));
      assertThat(OnScreen.fx(() -> bar.getWidth())).isLessThanOrEqualTo(width);
      assertThat(CutTextTest.cut(screen, "board")).isEmpty();
      assertThat(clock.getMaxX()).isLessThan(width - 16);
    }
  }

  @Test
  void withoutSchedulesThereIsNothing() {
    FakeParts fake = new FakeParts("en");
    try (OnScreen screen = OnScreen.open(fake, Theme.LIGHT, 1440, 700)) {
      screen.show(fake.boards.busy());
      assertThat(OnScreen.fx(() -> label(screen).isVisible())).isFalse();
    }
  }

  @Test
  void whatCannotBeReadIsSaidWithItsAge() {
    FakeParts fake = new FakeParts("en");
    try (OnScreen screen = OnScreen.open(fake, Theme.LIGHT, 1440, 700)) {
      screen.show(fake.boards.busy().withRoster(roster("Aoki").failed("primary", "answered 503")));
      assertThat(OnScreen.fx(() -> label(screen).getText())).isEqualTo("On call: Aoki !");
      assertThat(OnScreen.fx(() -> label(screen).getAccessibleText()))
          .contains("last read")
          .contains("answered 503")
          .contains("secondary: nobody");
      assertThat(
              OnScreen.fx(() ->
                  label(screen).getPseudoClassStates().stream()
                      .anyMatch(it -> it.getPseudoClassName().equals("doubtful"))))
          .isTrue();
    }
  }
}
