package org.toban.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.toban.engine.Board;
import org.toban.engine.Command;
import org.toban.incident.Event;
import org.toban.incident.Incident;
import org.toban.ui.board.BoardLine;
import org.toban.ui.parts.Preferences.Theme;

/** Arranging an incident among people, by keyboard alone. */
class ArrangeTest {
  private static final String DATABASE = "INC-261124-D7NB";
  private static final String RECOVERED = "INC-261123-T3RV";

  private OnScreen screen;
  private FakeParts fake;
  private String me;

  @BeforeEach
  void open() {
    fake = new FakeParts("en");
    me = fake.boards.person();
    screen = OnScreen.open(fake, Theme.DARK, 1440, 900);
    screen.show(fake.boards.busy());
  }

  @AfterEach
  void close() {
    screen.close();
  }

  private Incident database() {
    return screen.state.shown().get().board().incidents().get(DATABASE);
  }

  /** What the incident has become after events. */
  private void after(Event... events) {
    Board board = screen.state.shown().get().board();
    Map<String, Incident> incidents = new LinkedHashMap<>(board.incidents());
    incidents.put(DATABASE, database().apply(List.of(events)));
    screen.show(
        new Board(
            board.at(),
            board.sources(),
            board.rows(),
            incidents,
            board.output(),
            board.starts(),
            board.trust(),
            board.hold(),
            board.historyProblem(),
            board.messages(),
            board.library(),
            board.inventory(),
            board.practice()));
  }

  private String texts() {
    return screen.all(Label.class).stream().map(Label::getText).collect(Collectors.joining("\n"));
  }

  @Test
  void snoozesByOneKey() {
    screen.type("z");
    screen.key(KeyCode.ENTER);
    assertThat(fake.sent).as("no reason yet").isEmpty();
    screen.write("on the train");
    screen.key(KeyCode.ENTER);
    assertThat(fake.sent)
        .containsExactly(new Command.Snooze(me, DATABASE, Duration.ofMinutes(10), "on the train"));
  }

  @Test
  void aSnoozeIsSeenAndEnded() {
    after(new Event.Snoozed(Boards.NOW, "aoki", Boards.NOW.plusSeconds(600), "later"));
    assertThat(texts()).contains("snoozed until");
    screen.type("o");
    assertThat(screen.find("arrange-snooze")).isNull();
    screen.type("z");
    assertThat(fake.sent).containsExactly(new Command.EndSnooze(me, DATABASE));
  }

  @Test
  void whatSomebodyElseHasIsTakenOverAndNotTaken() {
    after(new Event.Acknowledged(Boards.NOW, "Chiba", "restarting it", null));
    screen.type("a");
    assertThat(texts()).contains("Chiba has it since").contains("restarting it");
    screen.write("Chiba is on the phone");
    screen.key(KeyCode.ENTER);
    assertThat(fake.sent)
        .containsExactly(new Command.TakeOver(me, DATABASE, "Chiba is on the phone"));
  }

  @Test
  void givesItToAPersonByName() {
    screen.type("o");
    screen.type("i");
    assertThat(screen.focused()).isSameAs(screen.get("assign-to", TextField.class));
    screen.write("Baba");
    screen.key(KeyCode.TAB);
    screen.write("knows it best");
    screen.key(KeyCode.ENTER);
    assertThat(fake.sent)
        .containsExactly(new Command.Reassign(me, DATABASE, "Baba", "knows it best"));
  }

  @Test
  void mergesIntoAnOpenIncidentOnly() {
    screen.type("o");
    screen.type("m");
    List<?> others = screen.get("arrange-other", ChoiceBox.class).getItems();
    assertThat(others).isNotEmpty();
    assertThat(others.stream().map(it -> (Incident) it))
        .allMatch(Incident::isUnderWay)
        .noneMatch(it -> it.id().equals(DATABASE));
    String into = ((Incident) others.getFirst()).id();
    screen.tabTo("arrange-reason");
    screen.write("one cause");
    screen.key(KeyCode.ENTER);
    assertThat(fake.sent).containsExactly(new Command.Merge(me, DATABASE, into, "one cause"));
  }

  @Test
  void stopsTheClockAndStartsItAgain() {
    screen.type("o");
    screen.type("p");
    screen.write("waiting for the vendor");
    screen.key(KeyCode.ENTER);
    after(new Event.DeadlinePaused(Boards.NOW, me, "waiting for the vendor"));
    assertThat(texts()).contains("clock stopped");
    screen.type("o");
    screen.type("p");
    assertThat(fake.sent)
        .containsExactly(
            new Command.PauseDeadline(me, DATABASE, "waiting for the vendor"),
            new Command.ResumeDeadline(me, DATABASE));
  }

  @Test
  void whatHasRecoveredCanBeReopenedAndNothingElse() {
    BoardLine.Entry recovered =
        screen.state.shown().get().rows().entries().values().stream()
            .filter(it -> it.incident() != null && it.incident().id().equals(RECOVERED))
            .findFirst()
            .orElseThrow();
    OnScreen.fx(() -> {
      screen.view.select(recovered.key());
      return 0;
    });
    screen.settle();
    screen.type("o");
    assertThat(screen.find("arrange-snooze")).isNull();
    assertThat(screen.find("arrange-merge")).isNull();
    screen.type("o");
    screen.write("it is back");
    screen.key(KeyCode.ENTER);
    assertThat(fake.sent).containsExactly(new Command.Reopen(me, RECOVERED, "it is back"));
  }
}
