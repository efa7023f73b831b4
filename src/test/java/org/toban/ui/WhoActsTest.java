package org.toban.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.Bounds;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.toban.engine.Board;
import org.toban.engine.Command;
import org.toban.incident.Roster;
import org.toban.incident.Schedule;
import org.toban.incident.Shift;
import org.toban.ui.board.BoardFilter;
import org.toban.ui.parts.Preferences;
import org.toban.ui.parts.Preferences.Theme;
import org.toban.ui.parts.Seat;

/** Several people share a desk: who acts is chosen, seen, and in every command from then on. */
class WhoActsTest {
  private static final String DATABASE = "INC-261124-D7NB";

  private static Board board(FakeParts fake) {
    Instant from = Boards.NOW.minus(Duration.ofDays(1));
    Instant change = Boards.NOW.plus(Duration.ofHours(5));
    Instant until = Boards.NOW.plus(Duration.ofDays(9));
    Schedule schedule =
        new Schedule(
            List.of(new Shift("Aoki", from, change), new Shift("Baba", change, until)),
            from,
            until);
    Roster roster =
        Roster.of(
                List.of(new Roster.Rota("primary", List.of("DBA"), List.of(), Duration.ofHours(1))))
            .read("primary", schedule, Boards.NOW);
    return fake.boards.busy().withRoster(roster);
  }

  private static String bar(OnScreen screen) {
    return OnScreen.fx(() -> screen.get("person", Button.class).getText());
  }

  private static String toast(OnScreen screen) {
    return screen.all(Label.class).stream()
        .map(Label::getText)
        .filter(it -> it != null && (it.contains("acts here") || it.contains("cannot be a name")))
        .collect(Collectors.joining("\n"));
  }

  private static List<String> offered(OnScreen screen) {
    ListView<?> list = screen.get("person-list", ListView.class);
    return OnScreen.fx(() ->
        list.getItems().stream()
            .map(Palette.Choice.class::cast)
            .map(it -> (it.text() + " | " + it.detail()).strip())
            .toList());
  }

  @Test
  void whoIsChosenByKeysActsFromThenOnAndIsKept() {
    FakeParts fake = new FakeParts("en");
    String before = fake.boards.person();
    try (OnScreen screen = OnScreen.open(fake, Theme.DARK, 1440, 900)) {
      screen.show(board(fake));
      assertThat(bar(screen)).isEqualTo(before);
      screen.type("i");
      assertThat(screen.focused()).isInstanceOf(TextInputControl.class);
      screen.key(KeyCode.ENTER);
      assertThat(fake.seat.person()).as("Enter at once changes nothing").isEqualTo(before);
      assertThat(fake.saved).isEmpty();

      screen.type("i");
      screen.write("aoki");
      screen.key(KeyCode.ENTER);
      assertThat(bar(screen)).isEqualTo("Aoki");
      assertThat(toast(screen)).isEqualTo("From now on Aoki acts here");
      assertThat(fake.saved).extracting(Preferences::person).containsExactly("Aoki");
      assertThat(OnScreen.fx(() -> screen.get("person", Button.class).getAccessibleText()))
          .contains("Aoki")
          .contains(before);

      screen.type("a");
      screen.write("a look");
      screen.key(KeyCode.ENTER);
      assertThat(fake.sent)
          .containsExactly(new Command.Acknowledge("Aoki", DATABASE, "a look", null));

      screen.type("i");
      screen.write(before);
      screen.key(KeyCode.ENTER);
      assertThat(fake.seat.isConfigured()).isTrue();
      assertThat(fake.saved).extracting(Preferences::person).containsExactly("Aoki", "");
    }
  }

  @Test
  void offersWhoIsKnownOnceEachAndNoScheduleAsAPerson() {
    FakeParts fake = new FakeParts("en");
    try (OnScreen screen = OnScreen.open(fake, Theme.LIGHT, 1440, 900)) {
      Board board = board(fake);
      screen.show(board);
      screen.type("i");
      List<String> offered = offered(screen);
      assertThat(offered)
          .startsWith(
              fake.boards.person() + " | acts here now",
              "Aoki | on call now: primary",
              "Baba | on call next: primary")
          .doesNotHaveDuplicates()
          .noneMatch(it -> it.startsWith("automatic"));
      List<People.Known> known = People.of(board, fake.seat, Boards.NOW);
      assertThat(known).extracting(People.Known::name).doesNotHaveDuplicates();
      assertThat(known)
          .extracting(People.Known::whence)
          .contains(People.Whence.ACTED, People.Whence.CONTACT)
          .isSorted();
    }
  }

  @Test
  void anyNameCanBeWrittenButNotTobansOwn() {
    FakeParts fake = new FakeParts("en");
    try (OnScreen screen = OnScreen.open(fake, Theme.LIGHT, 1440, 900)) {
      screen.show(board(fake));
      screen.type("i");
      screen.write("Xenia Q");
      screen.key(KeyCode.ENTER);
      assertThat(fake.seat.person()).isEqualTo("Xenia Q");
      screen.type("i");
      screen.write("Automatic");
      screen.key(KeyCode.ENTER);
      assertThat(fake.seat.person()).isEqualTo("Xenia Q");
      assertThat(toast(screen)).contains("cannot be a name: Automatic");
    }
    assertThat(List.of("", " ", " a", "a\nb", "a\u200bb", "automatic", "x".repeat(61)))
        .noneMatch(Seat::isName);
    assertThat(List.of("青木 花子", "O'Neil, Pat", "x")).allMatch(Seat::isName);
  }

  @Test
  void whatIsMineFollowsWhoActs() {
    FakeParts fake = new FakeParts("en");
    try (OnScreen screen = OnScreen.open(fake, Theme.LIGHT, 1440, 900)) {
      screen.show(board(fake));
      OnScreen.fx(() -> {
        screen.state.refilter(BoardFilter.all().withKind(BoardFilter.Kind.MINE));
        return 0;
      });
      OnScreen.await(() -> screen.state.shown().get().filter().kind() == BoardFilter.Kind.MINE);
      int mine = OnScreen.fx(() -> screen.state.shown().get().rows().lines().size());
      assertThat(mine).isPositive();
      screen.type("i");
      screen.write("Xenia Q");
      screen.key(KeyCode.ENTER);
      OnScreen.await(() -> screen.state.shown().get().rows().lines().isEmpty());
    }
  }

  @Test
  void aChoiceOfBeforeIsSaidAtTheStart() {
    FakeParts fake = new FakeParts("en");
    fake.seat.take("Aoki");
    try (OnScreen screen = OnScreen.open(fake, Theme.DARK, 1440, 900)) {
      assertThat(toast(screen))
          .isEqualTo(
              "Aoki acts here, in the place of " + fake.boards.person() + ", as chosen before");
      assertThat(bar(screen)).isEqualTo("Aoki");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ja,1440,LIGHT,青木 花子",
    "ja,900,DARK,青木 花子",
    "en,1440,DARK,Bartholomew Featherstonehaugh-Smith",
    "en,1000,DARK,Bartholomew Featherstonehaugh-Smith",
    "en,900,LIGHT,Bartholomew Featherstonehaugh-Smith",
  })
  void isSeenAndReachedAtAnyWidth(String language, int width, Theme theme, String who) {
    FakeParts fake = new FakeParts(language);
    try (OnScreen screen = OnScreen.open(fake, theme, width, 700)) {
      screen.show(fake.boards.troubled().withRoster(board(fake).roster()));
      screen.tabTo("person");
      screen.key(KeyCode.ENTER);
      screen.picture("who-acts-list-" + language + "-" + width + "-" + theme);
      assertThat(CutTextTest.cut(screen, "list")).isEmpty();
      screen.write(who);
      screen.key(KeyCode.ENTER);
      screen.picture("who-acts-" + language + "-" + width + "-" + theme);
      assertThat(fake.seat.person()).isEqualTo(who);
      assertThat(CutTextTest.cut(screen, "board")).isEmpty();
      Bounds clock =
          OnScreen.fx(() ->
              screen
                  .get("clock", Region.class)
                  .localToScene(screen.get("clock", Region.class).getBoundsInLocal()));
      assertThat(clock.getMaxX()).isLessThan(width - 16);
    }
  }
}
