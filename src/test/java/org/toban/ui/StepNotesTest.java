package org.toban.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.toban.engine.Board;
import org.toban.engine.Command;
import org.toban.incident.AboutStep;
import org.toban.incident.Event;
import org.toban.incident.Evidence;
import org.toban.incident.Incident;
import org.toban.runbook.Step;
import org.toban.ui.parts.Preferences.Theme;

/** Notes and evidence under the steps of the checklist; kept as pictures. */
class StepNotesTest {
  private static OnScreen open(FakeParts fake, Theme theme) {
    Board board = fake.boards.busy();
    for (Incident it : board.incidents().values()) {
      board
          .library()
          .runbook(it.runbook())
          .ifPresent(book -> keep(fake, it, book.steps().getFirst()));
    }
    OnScreen screen = OnScreen.open(fake, theme, 1440, 900);
    screen.show(board);
    OnScreen.await(() -> !lines(screen).isEmpty());
    screen.settle();
    return screen;
  }

  /** Whichever of them is shown has a note and a panel under its first step. */
  private static void keep(FakeParts fake, Incident incident, Step step) {
    AboutStep about = new AboutStep(step.id(), step.title());
    List<Event> events = new ArrayList<>(fake.boards.events.getOrDefault(incident.id(), List.of()));
    events.add(
        new Event.NoteAdded(Boards.ago("3M"), "sato", "The unit hangs in deactivating", about));
    events.add(
        new Event.EvidenceAdded(
            Boards.ago("2M"),
            "automatic",
            about,
            new Evidence(Evidence.Kind.PANEL, "Share of failed requests", "last 9 %\n12:00 4 %")));
    fake.boards.events.put(incident.id(), events);
  }

  private static List<String> lines(OnScreen screen) {
    return OnScreen.fx(() ->
        screen.view.lookupAll(".kept .label").stream()
            .filter(Node::isVisible)
            .map(it -> ((Label) it).getText())
            .toList());
  }

  @ParameterizedTest
  @CsvSource({"en, LIGHT, kept as evidence", "ja, DARK, 証拠として保存"})
  void theyStandUnderTheirStep(String language, Theme theme, String words) {
    try (OnScreen screen = open(new FakeParts(language), theme)) {
      assertThat(lines(screen)).contains("sato", "The unit hangs in deactivating", "Toban");
      assertThat(lines(screen)).anyMatch(it -> it.contains(words));
      screen.picture("step-notes-" + language);
      Node open = OnScreen.fx(() -> screen.view.lookup(".kept .button"));
      screen.fire(open.getId());
      TextArea whole = (TextArea) OnScreen.fx(() -> screen.view.lookup("#kept-text"));
      assertThat(whole.getText()).contains("last 9 %", "12:00 4 %");
    }
  }

  @Test
  void aNoteAPastedTextAndAFileAreAddedByKey() {
    FakeParts fake = new FakeParts("en");
    try (OnScreen screen = open(fake, Theme.LIGHT)) {
      add(screen, "seen on web-1", "");
      Command.AddNote note = (Command.AddNote) fake.sent.getLast();
      assertThat(note.text()).isEqualTo("seen on web-1");
      AboutStep about = note.step();
      assertThat(about).isNotNull();
      add(screen, "line\n".repeat(30), "");
      assertThat(fake.sent.getLast())
          .isInstanceOfSatisfying(
              Command.AddEvidence.class,
              it -> {
                assertThat(it.step()).isEqualTo(about);
                assertThat(it.evidence().kind()).isEqualTo(Evidence.Kind.TEXT);
              });
      add(screen, "", "logs/top.txt");
      OnScreen.await(() ->
          fake.sent.getLast() instanceof Command.AddEvidence it
              && it.evidence().kind() == Evidence.Kind.FILE);
      int sent = fake.sent.size();
      add(screen, "", "logs/none");
      OnScreen.await(() ->
          screen.view.lookupAll(".label").stream()
              .anyMatch(it -> ((Label) it).getText().contains("it is not there")));
      assertThat(fake.sent).hasSize(sent);
    }
  }

  private static void add(OnScreen screen, String text, String file) {
    screen.type("N");
    OnScreen.await(() -> screen.view.lookup("#note-file") != null);
    OnScreen.fx(() -> {
      ((TextArea) screen.view.lookup("#note-text")).setText(text);
      ((TextField) screen.view.lookup("#note-file")).setText(file);
      return 0;
    });
    screen.fire("sheet-ok");
  }
}
