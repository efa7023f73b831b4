package org.toban.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.toban.engine.Board;
import org.toban.runbook.Difference;
import org.toban.ui.parts.HostSetup;
import org.toban.ui.parts.Preferences.Theme;

/** The settings of hosts, by keyboard alone. */
class HostSetupSheetTest {
  private final List<String> done = new ArrayList<>();
  private HostSetup.Fate next = new HostSetup.Fate(true, "");

  private final class Hosts implements HostSetup {
    private String there = "workers = 2\n";

    @Override
    public List<Row> look(Board board) {
      Difference difference = Difference.between(there, "workers = 4\n");
      State state = difference.lines().isEmpty() ? State.SAME : State.DIFFERS;
      return List.of(
          new Row(
              "a",
              "web-9",
              "/etc/a",
              State.UNKNOWN,
              new Difference(List.of()),
              List.of("gone"),
              ""),
          new Row(
              "app", "web-1", "/etc/app", state, difference, List.of(), "systemctl reload app"));
    }

    @Override
    public Fate install(Row row, String person) {
      done.add("install " + row.name() + " on " + row.host());
      there = next.made() ? "workers = 4\n" : there;
      return next;
    }

    @Override
    public Fate undo(String person) {
      done.add("undo");
      there = "workers = 2\n";
      return next;
    }
  }

  private OnScreen opened(String language) {
    FakeParts fake = new FakeParts(language);
    fake.hosts = new Hosts();
    OnScreen screen = OnScreen.open(fake, Theme.DARK, 1440, 900, "");
    screen.show(fake.boards.busy());
    screen.type("F");
    OnScreen.await(() -> !screen.get("hosts-install", Button.class).isDisabled());
    screen.settle();
    return screen;
  }

  private static String texts(OnScreen screen) {
    StringBuilder all = new StringBuilder();
    screen.all(Text.class).forEach(it -> all.append(it.getText()).append('\n'));
    return all.toString();
  }

  private static String result(OnScreen screen) {
    return OnScreen.fx(() -> screen.get("hosts-result", Label.class).getText());
  }

  @Test
  void driftIsSeenInstalledAfterAQuestionAndPutBackByOneKey() {
    try (OnScreen screen = opened("en")) {
      assertThat(texts(screen))
          .contains(
              "differs", "unknown", "-workers = 2", "+workers = 4", "then: systemctl reload app");
      screen.type("y");
      assertThat(done).as("nobody was asked yet").isEmpty();
      screen.type("i");
      screen.settle();
      assertThat(done).isEmpty();
      assertThat(result(screen)).contains("This changes /etc/app on web-1");
      screen.type("y");
      OnScreen.await(() -> result(screen).startsWith("Installed"));
      OnScreen.await(() -> texts(screen).contains("same"));
      screen.type("u");
      OnScreen.await(() -> result(screen).equals("Put back"));
      assertThat(done).containsExactly("install app on web-1", "undo");
    }
  }

  @Test
  void aRefusalIsShownWhole() {
    next = new HostSetup.Fate(false, "the check by nginx refused the text");
    try (OnScreen screen = opened("en")) {
      screen.type("i");
      screen.type("y");
      OnScreen.await(() -> result(screen).contains("check by nginx"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "ja"})
  void bothLanguagesFit(String language) {
    try (OnScreen screen = opened(language)) {
      assertThat(texts(screen)).doesNotContain("hosts.");
    }
  }
}
