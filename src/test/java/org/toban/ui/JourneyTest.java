package org.toban.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.toban.engine.Board;
import org.toban.engine.Command;
import org.toban.incident.Event;
import org.toban.incident.Run;
import org.toban.incident.Verdict;
import org.toban.runbook.Runbook;
import org.toban.runbook.Step;
import org.toban.ui.board.BoardFilter;
import org.toban.ui.board.BoardLine;
import org.toban.ui.parts.Preferences.Theme;

/** A night's work by keyboard alone: what is sent is what the person asked for, and no more. */
class JourneyTest {
  private static final String DATABASE = "INC-261124-D7NB";
  private static final String SERVICE = "INC-261124-K7QM";
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

  @Test
  void acknowledgesTheMostUrgentFirst() {
    assertThat(selected()).as("unanswered and critical").isEqualTo(DATABASE);
    screen.type("a");
    assertThat(screen.focused()).isInstanceOf(TextInputControl.class);
    screen.write("a look");
    screen.key(KeyCode.ENTER);
    assertThat(fake.sent).containsExactly(new Command.Acknowledge(me, DATABASE, "a look", null));
    assertThat(screen.around.sheets().isOpen()).isFalse();
  }

  @Test
  void escapeSendsNothingAndGivesTheBoardBack() {
    Node before = screen.focused();
    screen.type("a");
    screen.key(KeyCode.ESCAPE);
    assertThat(fake.sent).isEmpty();
    assertThat(screen.focused()).isSameAs(before);
  }

  @Test
  void movesOverTheLinesAndNeverOnToAHeading() {
    List<String> lines =
        screen.state.shown().get().rows().lines().stream()
            .filter(BoardLine.Entry.class::isInstance)
            .map(BoardLine::key)
            .toList();
    int start = lines.indexOf(screen.state.selected().get());
    for (int i = start + 1; i < lines.size(); i++) {
      screen.type("j");
      assertThat(screen.state.selected().get()).isEqualTo(lines.get(i));
    }
    screen.type("j");
    assertThat(screen.state.selected().get()).as("the last stays").isEqualTo(lines.getLast());
    screen.key(KeyCode.UP);
    screen.type("k");
    assertThat(screen.state.selected().get()).isEqualTo(lines.get(lines.size() - 3));
  }

  @Test
  void dryRunsTheNextStepBeforeItRuns() {
    Step next = runbook(DATABASE).steps(Run.Stage.DIAGNOSE).getFirst();
    screen.type("d");
    assertThat(fake.sent).as("a dry run changes nothing").isEmpty();
    assertThat(screen.all(Label.class))
        .extracting(Label::getText)
        .contains(next.script().stripTrailing(), "$TOBAN_LABEL_ENV = prod");
    screen.key(KeyCode.ENTER);
    assertThat(fake.sent).containsExactly(new Command.RunStep(me, DATABASE, next.id()));
  }

  @Test
  void runsAtOnceWhatOnlyLooks() {
    Step next = runbook(DATABASE).steps(Run.Stage.DIAGNOSE).getFirst();
    screen.type("r");
    assertThat(fake.sent).containsExactly(new Command.RunStep(me, DATABASE, next.id()));
  }

  @Test
  void neverRunsARemedyWithoutItsDryRun() {
    remedyStopped();
    Step last = runbook(SERVICE).steps(Run.Stage.DIAGNOSE).getLast();
    var intent =
        new Run.Intent(
            SERVICE + "-5",
            last.id(),
            last.title(),
            last.stage(),
            "web-1",
            last.sha256(),
            last.script(),
            false,
            me,
            Map.of());
    var ending = new Run.Exited(Boards.NOW, 0, Duration.ofMillis(300), "");
    screen.show(
        fake.boards.after(
            SERVICE,
            new Event.RunPlanned(Boards.NOW, intent),
            new Event.RunEnded(Boards.NOW, intent.runId(), ending)));
    select(SERVICE);
    screen.type("r");
    assertThat(fake.sent).isEmpty();
    assertThat(screen.find("dry-run")).isNotNull();
    screen.key(KeyCode.ENTER);
    assertThat(fake.sent)
        .singleElement()
        .isInstanceOfSatisfying(
            Command.RunStep.class, sent -> assertThat(sent.stepId()).contains("/respond/"));
  }

  /** The moment of recovery is not the moment to lose the incident from sight. */
  @Test
  void staysWithTheIncidentWhenItsAlertClears() {
    select(SERVICE);
    var busy = screen.state.shown().get().board();
    String alert = screen.state.selected().get();
    assertThat(alert).isNotEqualTo(SERVICE);
    screen.show(
        Boards.with(
            busy, busy.rows().stream().filter(row -> !SERVICE.equals(row.incident())).toList()));
    assertThat(screen.state.selected().get()).isEqualTo(SERVICE);
    assertThat(screen.focused()).isInstanceOf(javafx.scene.control.ListView.class);
    screen.show(busy);
    assertThat(screen.state.selected().get()).isEqualTo(alert);
  }

  /** Enter on the board behind a sheet would act on what a person does not see. */
  @Test
  void aSheetKeepsTheKeyboard() {
    for (String act : List.of("a", "d", "?")) {
      screen.type(act);
      for (int i = 0; i < 5; i++) {
        screen.key(KeyCode.TAB);
        Node at = screen.focused();
        while (at != null && at != screen.around.sheets()) {
          at = at.getParent();
        }
        assertThat(at).as("after Tab in the sheet of " + act).isNotNull();
      }
      screen.key(KeyCode.ESCAPE);
      assertThat(screen.around.sheets().isOpen()).isFalse();
    }
    assertThat(fake.sent).isEmpty();
  }

  @Test
  void anotherRunOnTheHostRefusesTheNext() {
    select(SERVICE);
    screen.type("d");
    assertThat(screen.get("dry-run-now", Button.class).isDisabled()).isTrue();
    screen.key(KeyCode.ENTER);
    assertThat(fake.sent).isEmpty();
    screen.key(KeyCode.ESCAPE);
    screen.type(".");
    assertThat(fake.sent).containsExactly(new Command.StopRun(me, SERVICE, SERVICE + "-4"));
  }

  @Test
  void showsOutputWhileItArrives() {
    select(SERVICE);
    String id = SERVICE + "-4";
    screen.show(fake.boards.printing(id, "stopping mks-backend\n"));
    awaitOutput("stopping mks-backend");
    screen.show(fake.boards.printing(id, "stopping mks-backend\nstarting mks-backend\n"));
    awaitOutput("\nstarting mks-backend");
    screen.show(remedyStopped());
    OnScreen.await(() ->
        screen.all(Label.class).stream()
            .anyMatch(label -> label.getText() != null && label.getText().contains("exit 1")));
  }

  @Test
  void ticksACheckByKeyboard() {
    select(SERVICE);
    Runbook.CheckItem item = runbook(SERVICE).checks().getFirst();
    screen.tabTo("check-" + item.id());
    CheckBox box = (CheckBox) screen.focused();
    screen.key(KeyCode.SPACE);
    assertThat(fake.sent).containsExactly(new Command.SetCheck(me, SERVICE, item.id(), true));
    screen.show(
        fake.boards.after(
            SERVICE, new Event.CheckSet(Boards.NOW, me, item.id(), item.text(), true)));
    assertThat(box.isSelected()).isTrue();
    screen.key(KeyCode.SPACE);
    assertThat(fake.sent).last().isEqualTo(new Command.SetCheck(me, SERVICE, item.id(), false));
  }

  @Test
  void verifies() {
    select(SERVICE);
    screen.type("v");
    assertThat(fake.sent).containsExactly(new Command.Verify(me, SERVICE));
  }

  @Test
  void closesOnlyWithAReason() {
    select(RECOVERED);
    screen.type("c");
    screen.key(KeyCode.ENTER);
    assertThat(fake.sent).as("no reason yet").isEmpty();
    screen.write("heap raised, c a r");
    screen.key(KeyCode.ENTER);
    assertThat(fake.sent)
        .containsExactly(
            new Command.Close(me, RECOVERED, Verdict.ACTIONABLE, "heap raised, c a r"));
  }

  @Test
  void escalatesNotesHoldsAndPolls() {
    screen.type("e");
    screen.write("paging the team");
    screen.key(KeyCode.ENTER);
    screen.type("n");
    screen.write("seen on db-1");
    screen.key(KeyCode.ENTER, KeyCode.CONTROL);
    screen.type("h");
    screen.write("switch-over");
    screen.key(KeyCode.ENTER);
    screen.type("p");
    assertThat(fake.sent)
        .containsExactly(
            new Command.Escalate(me, DATABASE, "paging the team", 0),
            new Command.AddNote(me, DATABASE, "seen on db-1"),
            new Command.Hold(me, true, "switch-over"),
            new Command.PollNow(me, null));
  }

  @Test
  void thePaletteFindsAnAlertAndActs() {
    screen.key(KeyCode.K, KeyCode.CONTROL);
    screen.write("api-2");
    screen.key(KeyCode.ENTER);
    assertThat(selected()).isEqualTo("INC-261124-M4TA");
    screen.type("/");
    screen.write("escal");
    screen.key(KeyCode.ENTER);
    assertThat(screen.find("escalate-reason")).as("a command of the palette").isNotNull();
  }

  @Test
  void filtersFromThePaletteAndShowsAllAgain() {
    int all = entries();
    screen.type("/");
    screen.write("db-1");
    int offered = screen.get("palette-list", ListView.class).getItems().size();
    for (int i = 1; i < offered; i++) {
      screen.key(KeyCode.DOWN);
    }
    screen.key(KeyCode.ENTER);
    OnScreen.await(() -> screen.state.shown().get().filter().text().equals("db-1"));
    assertThat(entries()).isBetween(1, all - 1);
    assertThat(screen.get("sums", Label.class).getText()).contains("filtered");
    screen.tabTo("filter-clear");
    screen.key(KeyCode.SPACE);
    OnScreen.await(() -> screen.state.shown().get().filter().equals(BoardFilter.all()));
    assertThat(entries()).isEqualTo(all);
  }

  @Test
  void quitsAndHidesByKeyOnly() {
    screen.key(KeyCode.W, KeyCode.CONTROL);
    assertThat(screen.hidden).isTrue();
    screen.type("q");
    assertThat(screen.quit).as("q without Ctrl").isFalse();
    screen.key(KeyCode.Q, KeyCode.CONTROL);
    assertThat(screen.quit).isTrue();
  }

  // --- what is on the screen
  // ----------------------------------------------------------------------

  private Board remedyStopped() {
    var end = Boards.NOW;
    return fake.boards.after(
        SERVICE,
        new Event.RunEnded(
            end,
            SERVICE + "-4",
            new Run.Exited(end, 1, Duration.ofMillis(900), "stopping mks-backend\n")));
  }

  private List<String> outputs() {
    return screen.all(Label.class).stream()
        .filter(label -> label.getStyleClass().contains("output"))
        .map(Label::getText)
        .toList();
  }

  private void awaitOutput(String part) {
    OnScreen.await(() -> outputs().stream().anyMatch(text -> text.contains(part)));
  }

  private BoardLine.Entry entry(String incident) {
    return screen.state.shown().get().rows().entries().values().stream()
        .filter(it -> it.incident() != null && it.incident().id().equals(incident))
        .findFirst()
        .orElseThrow();
  }

  private Runbook runbook(String incident) {
    return screen
        .state
        .shown()
        .get()
        .board()
        .library()
        .runbook(entry(incident).incident().runbook())
        .orElseThrow();
  }

  private String selected() {
    var shown = screen.state.shown().get().rows().entries().get(screen.state.selected().get());
    return shown.incident() == null ? "" : shown.incident().id();
  }

  private int entries() {
    return OnScreen.fx(() ->
        (int)
            screen.state.shown().get().rows().lines().stream()
                .filter(BoardLine.Entry.class::isInstance)
                .count());
  }

  private void select(String incident) {
    OnScreen.fx(() -> {
      screen.view.select(entry(incident).key());
      return 0;
    });
    screen.settle();
  }
}
