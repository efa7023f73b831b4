package org.toban.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.toban.alert.Alert;
import org.toban.engine.Command;
import org.toban.engine.Input;
import org.toban.incident.Event;
import org.toban.incident.Incident;
import org.toban.incident.Phase;
import org.toban.incident.Verdict;
import org.toban.ui.parts.Preferences.Theme;

/**
 * An incident from its alert to its review on the real engine and history, by keys alone: nothing
 * here calls a method of a view.
 */
class KeyboardNightTest {
  private final FakeParts parts = new FakeParts("en");

  @Test
  void anIncidentFromItsAlertToItsReview() throws IOException {
    try (Played played = new Played("en", Duration.ofMinutes(5))) {
      played.alertmanager("prod");
      Alert memory = played.alert("MemoryUsageHigh", "batch-2", Duration.ofMinutes(9));
      played.fires("prod", memory);
      Lookout lookout = played.look().poll().poll();
      lookout.prints = job -> "ok\n";
      parts.clock = lookout::now;
      parts.history = lookout.history();
      parts.engine = it -> lookout.engine().take(new Input.Commanded(lookout.now(), it));
      try (OnScreen screen = OnScreen.open(parts, Theme.DARK, 1440, 900)) {
        screen.show(lookout.board());
        Alert down =
            played.alert("ServiceDown", "web-1:5100", Duration.ofMinutes(1), "job", "mks-backend");
        played.fires("prod", down);
        shows(screen, lookout.poll().poll());
        respond(screen, lookout);
        played.clears("prod", down);
        verify(screen, lookout);
        note(screen, lookout);
        review(screen, lookout);
        close(screen, lookout);
      }
    }
  }

  private static void shows(OnScreen screen, Lookout lookout) {
    screen.show(lookout.board());
  }

  /** What was sent reaches the engine, and what it made of that the screen. */
  private static Incident after(OnScreen screen, Lookout lookout) {
    lookout.jump(Duration.ofSeconds(1));
    lookout.awaits(
        "the end of what runs",
        board -> board.incidents().values().stream().allMatch(it -> it.running() == null));
    shows(screen, lookout.jump(Duration.ofSeconds(1)));
    return down(lookout);
  }

  private static Incident down(Lookout lookout) {
    return lookout.board().incidents().values().stream()
        .filter(it -> it.alertName().equals("ServiceDown"))
        .findFirst()
        .orElseThrow();
  }

  private void respond(OnScreen screen, Lookout lookout) {
    assertThat(screen.focused()).isInstanceOf(ListView.class);
    for (int i = 0; i < 5 && !shown(screen).equals(down(lookout).id()); i++) {
      screen.type("k");
    }
    assertThat(shown(screen)).isEqualTo(down(lookout).id());
    screen.type("a");
    assertThat(screen.focused()).isInstanceOf(TextInputControl.class);
    screen.write("I look");
    screen.key(KeyCode.ENTER);
    assertThat(after(screen, lookout).acknowledgement()).isNotNull();
    assertThat(screen.focused()).as("back where it was").isInstanceOf(ListView.class);
    screen.key(KeyCode.ENTER);
    assertThat(focusedId(screen)).as("in the incident").isEqualTo("tab-runbook");
    tabToStep(screen);
    int ran = 0;
    while (!screen.around.sheets().isOpen() && ran < 20) {
      screen.type("r");
      if (!screen.around.sheets().isOpen()) {
        ran++;
        assertThat(after(screen, lookout).runs()).hasSize(ran);
      }
    }
    assertThat(ran).as("diagnosed").isPositive();
    assertThat(screen.find("dry-run")).as("a remedy shows itself first").isNotNull();
    screen.key(KeyCode.ENTER);
    assertThat(after(screen, lookout).runs()).hasSize(ran + 1);
    assertThat(down(lookout).phase()).isInstanceOf(Phase.Responding.class);
  }

  /** Where a step is read, its button is seen. */
  private static void tabToStep(OnScreen screen) {
    for (int i = 0; i < 40 && !focusedId(screen).startsWith("run-"); i++) {
      screen.key(KeyCode.TAB);
    }
    assertThat(focusedId(screen)).startsWith("run-");
    Node focused = Objects.requireNonNull(screen.focused());
    Node pane = screen.get("incident", Node.class);
    OnScreen.fx(() -> {
      Bounds at = focused.localToScene(focused.getLayoutBounds());
      assertThat(pane.localToScene(pane.getLayoutBounds()).contains(at)).isTrue();
      return 0;
    });
  }

  private void verify(OnScreen screen, Lookout lookout) {
    screen.type("v");
    Incident now = after(screen, lookout);
    for (int i = 0; i < 12 && !(now.phase() instanceof Phase.Recovered); i++) {
      lookout.pass(Duration.ofSeconds(15));
      now = after(screen, lookout);
    }
    assertThat(now.phase()).isInstanceOf(Phase.Recovered.class);
  }

  private void note(OnScreen screen, Lookout lookout) {
    screen.type("n");
    screen.write("the heap was full");
    screen.key(KeyCode.ENTER, KeyCode.CONTROL);
    after(screen, lookout);
    assertThat(lookout.history().events(down(lookout).id()))
        .anyMatch(it -> it instanceof Event.NoteAdded note && note.text().contains("heap"));
  }

  private void review(OnScreen screen, Lookout lookout) {
    screen.tabTo("review");
    screen.key(KeyCode.ENTER);
    assertThat(after(screen, lookout).reviewedAt()).isNotNull();
    assertThat(screen.state.page().get()).isEqualTo(Page.REVIEWS);
    assertThat(focusedId(screen)).isEqualTo("reviews-list");
    screen.key(KeyCode.ESCAPE);
    assertThat(focusedId(screen)).isEqualTo("board-list");
  }

  private void close(OnScreen screen, Lookout lookout) {
    String id = down(lookout).id();
    closeAs(screen);
    assertThat(after(screen, lookout).phase()).isInstanceOf(Phase.Closed.class);
    screen.type("u");
    assertThat(after(screen, lookout).isOpen()).as("taken back").isTrue();
    closeAs(screen);
    assertThat(after(screen, lookout).phase())
        .isInstanceOfSatisfying(
            Phase.Closed.class, it -> assertThat(it.verdict()).isEqualTo(Verdict.NOT_ACTIONABLE));
    assertThat(parts.sent).filteredOn(Command.Close.class::isInstance).hasSize(2);
    screen.type("2");
    assertThat(focusedId(screen)).isEqualTo("history-list");
    screen.type("1");
    assertThat(focusedId(screen)).isEqualTo("board-list");
    assertThat(List.of(lookout.history().events(id))).isNotEmpty();
  }

  private static void closeAs(OnScreen screen) {
    screen.type("c");
    screen.write("restarted by hand");
    screen.tabBack("close-verdict");
    screen.key(KeyCode.SPACE); // opens the list, as everywhere
    screen.key(KeyCode.DOWN);
    screen.key(KeyCode.ENTER);
    assertThat(focusedId(screen)).isEqualTo("close-verdict");
    screen.tabTo("close-reason");
    screen.key(KeyCode.ENTER);
    assertThat(screen.around.sheets().isOpen()).isFalse();
  }

  private static String focusedId(OnScreen screen) {
    Node node = screen.focused();
    return node == null || node.getId() == null ? "" : node.getId();
  }

  private static String shown(OnScreen screen) {
    var entry = screen.state.shown().get().rows().entries().get(screen.state.selected().get());
    return entry == null || entry.incident() == null ? "" : entry.incident().id();
  }
}
