package org.toban.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.toban.alert.Severity;
import org.toban.history.History;
import org.toban.incident.Verdict;
import org.toban.ui.parts.Preferences.Theme;

/** The history is asked for what the filters say, and for a day of the calendar, by keys alone. */
class HistoryPageTest {
  @Test
  void filtersAreCombinedAndADayIsChosenByKeys() {
    FakeParts fake = new FakeParts("en");
    try (OnScreen screen = OnScreen.open(fake, Theme.LIGHT, 1440, 900)) {
      screen.show(fake.boards.busy());
      screen.type("2");
      OnScreen.await(() -> lines(screen) == 60);
      screen.picture("history-en-light");
      screen.type("f");
      assertThat(screen.focused()).isInstanceOf(TextField.class);
      screen.tabTo("history-severity");
      screen.key(KeyCode.SPACE);
      screen.key(KeyCode.DOWN);
      screen.key(KeyCode.ENTER);
      choose(screen, "history-verdict", 1);
      choose(screen, "history-answer", 2);
      choose(screen, "history-owner", 1);
      choose(screen, "history-span", 2);
      assertThat(fake.asked.getLast())
          .isEqualTo(
              new History.Filter(
                  null,
                  Severity.CRITICAL,
                  Verdict.UNREVIEWED,
                  Boards.NOW.minus(Duration.ofDays(7)),
                  null,
                  "DBA",
                  History.Answer.LATE));
      assertThat(screen.get("history-list", ListView.class).getPlaceholder()).isNotNull();
      screen.fire("history-clear");
      OnScreen.await(() -> lines(screen) == 60);
      screen.tabTo("history-heat");
      screen.key(KeyCode.LEFT);
      screen.key(KeyCode.UP);
      LocalDate day = LocalDate.ofInstant(Boards.NOW, Boards.ZONE).minusDays(8);
      assertThat(screen.get("history-heat-told", Label.class).getText())
          .startsWith(day.getDayOfMonth() + " Nov 2026: ");
      screen.key(KeyCode.ENTER);
      Instant start = day.atStartOfDay(Boards.ZONE).toInstant();
      OnScreen.await(() -> start.equals(fake.asked.getLast().from()));
      OnScreen.await(() -> lines(screen) < 10);
      assertThat(screen.get("history-span", ChoiceBox.class).isDisabled()).isTrue();
      screen.picture("history-day-en-light");
      screen.key(KeyCode.ENTER); // no longer only this day
      OnScreen.await(() -> lines(screen) == 60);
    }
  }

  @Test
  void whatCannotBeReadIsSaid() {
    FakeParts fake = new FakeParts("ja");
    try (OnScreen screen = OnScreen.open(fake, Theme.DARK, 900, 700)) {
      screen.show(fake.boards.busy());
      screen.type("2");
      OnScreen.await(() -> lines(screen) == 60);
      screen.picture("history-ja-dark");
      screen.type("f");
      fake.historyFails = true;
      screen.write("x");
      OnScreen.await(() -> lines(screen) == 0);
      screen.settle();
      assertThat(screen.all(Label.class))
          .extracting(Label::getText)
          .anyMatch(it -> it.contains("disk I/O error"));
    }
  }

  private static int lines(OnScreen screen) {
    return screen.get("history-list", ListView.class).getItems().size();
  }

  private static void choose(OnScreen screen, String id, int index) {
    ChoiceBox<?> box = screen.get(id, ChoiceBox.class);
    OnScreen.fx(() -> {
      box.getSelectionModel().select(index);
      return 0;
    });
    screen.settle();
  }
}
