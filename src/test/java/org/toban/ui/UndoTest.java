package org.toban.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.util.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.toban.engine.Command;
import org.toban.incident.Verdict;
import org.toban.ui.parts.Preferences.Theme;

/** What was done a moment ago is taken back by one key, and nothing else is. */
class UndoTest {
  private static final String OPEN = "INC-261124-K7QM";

  private OnScreen screen;

  @BeforeEach
  void open() {
    screen = OnScreen.open(new FakeParts("en"), Theme.DARK, 1440, 900);
    screen.show(screen.fake.boards.busy());
    lasting(Duration.minutes(5)); // a slow machine is no reason to forget
  }

  private void lasting(Duration time) {
    OnScreen.fx(() -> {
      screen.view.undo().lasting(time);
      return 0;
    });
  }

  @AfterEach
  void close() {
    screen.close();
  }

  private List<Command> sent() {
    return List.copyOf(screen.fake.sent);
  }

  private boolean isOffered() {
    return screen.get("undo", Node.class).isVisible();
  }

  private void send(Command command) {
    OnScreen.fx(() -> {
      screen.view.surroundings().send().accept(command);
      return 0;
    });
    screen.settle();
  }

  @Test
  void severalOfOneKindAreTakenBackTogether() {
    assertThat(isOffered()).isFalse();
    Command first = new Command.Snooze("aoki", "A", java.time.Duration.ofHours(1), "later");
    Command second = new Command.Snooze("aoki", "B", java.time.Duration.ofHours(1), "later");
    send(first);
    send(second);
    assertThat(isOffered()).isTrue();
    screen.picture("undo-en-dark");
    screen.type("u");
    assertThat(sent())
        .endsWith(
            first, second, new Command.EndSnooze("aoki", "A"), new Command.EndSnooze("aoki", "B"));
    assertThat(isOffered()).isFalse();
    int before = sent().size();
    screen.type("u");
    assertThat(sent()).hasSize(before);
  }

  @Test
  void aCloseIsReopenedAndOnlyTheLastKindIsOffered() {
    send(new Command.Snooze("aoki", "A", java.time.Duration.ofHours(1), "later"));
    send(new Command.Close("aoki", OPEN, Verdict.ACTIONABLE, "done"));
    screen.fire("undo-now");
    assertThat(sent().getLast()).isInstanceOf(Command.Reopen.class);
    assertThat(sent()).noneMatch(Command.EndSnooze.class::isInstance);
  }

  @Test
  void whatSomebodyElseHadIsNotTakenFromThem() {
    send(new Command.Acknowledge("aoki", incident(true), "", null));
    assertThat(isOffered()).isFalse();
    send(new Command.Acknowledge("aoki", incident(false), "", null));
    assertThat(isOffered()).isTrue();
    assertThat(screen.all(Label.class)).anyMatch(label -> "Acknowledged".equals(label.getText()));
  }

  private String incident(boolean acknowledged) {
    return screen.state.shown().get().board().incidents().values().stream()
        .filter(it -> it.isOpen() && it.acknowledgement() != null == acknowledged)
        .findFirst()
        .orElseThrow()
        .id();
  }

  @Test
  void whatIsNotTakenBackIsForgotten() {
    lasting(Duration.millis(50));
    send(new Command.Close("aoki", OPEN, Verdict.ACTIONABLE, "done"));
    OnScreen.await(() -> !screen.get("undo", Node.class).isVisible());
    int before = sent().size();
    screen.type("u");
    assertThat(sent()).hasSize(before);
  }
}
