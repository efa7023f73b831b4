package org.toban.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.toban.alert.Labels;
import org.toban.source.fault.Fault;
import org.toban.source.logs.LogBook;
import org.toban.source.logs.LogLine;
import org.toban.source.logs.Tail;
import org.toban.ui.parts.Preferences.Theme;

/** The lines around an alert are one key away, and what cannot be read is said. */
class LogsSheetTest {
  private static LogLine line(int second, String text) {
    return new LogLine(
        Instant.parse("2026-11-24T06:15:00Z").plusSeconds(second), Labels.empty(), text);
  }

  private static OnScreen open(FakeParts fake) {
    OnScreen screen = OnScreen.open(fake, Theme.DARK, 1440, 900);
    screen.show(fake.boards.troubled());
    screen.type("g");
    OnScreen.await(() -> screen.view.lookup("#logs-said") != null);
    return screen;
  }

  private static String said(OnScreen screen) {
    Label said = screen.get("logs-said", Label.class);
    return OnScreen.fx(() -> said.isVisible() ? said.getText() : "");
  }

  @Test
  void linesAreShownWithTheirControlsAsSymbolsAndCopiedSo() {
    FakeParts fake = new FakeParts("en");
    fake.logs =
        new LogBook.Answer.Lines(
            "shop", List.of(line(0, "one"), line(1, "two \u001b[2J\u202e\u0007")), true, false);
    try (OnScreen screen = open(fake)) {
      ListView<?> list = screen.get("logs-lines", ListView.class);
      OnScreen.await(() -> list.getItems().size() == 2);
      screen.settle();
      assertThat(OnScreen.fx(() -> list.lookupAll(".list-cell").toString()))
          .contains("two ^[[2J‹U+202E›^G")
          .doesNotContain("\u001b", "\u202e");
      assertThat(screen.get("logs-left", Label.class).getText()).contains("more lines before");
      screen.picture("sheet-logs-en");
      screen.fire("logs-copy");
      assertThat(OnScreen.fx(() -> Clipboard.getSystemClipboard().getString()))
          .startsWith("2026-11-24T06:15:00Z  one\n")
          .doesNotContain("\u001b", "\u202e");
      screen.press(KeyCode.ESCAPE, false);
      assertThat(screen.find("logs")).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "ja"})
  void earlierAndLaterAskForOtherTimes(String language) {
    FakeParts fake = new FakeParts(language);
    fake.logs = new LogBook.Answer.Lines("shop", List.of(line(0, "one")), false, false);
    try (OnScreen screen = open(fake)) {
      Instant start = fake.looked.getFirst();
      screen.fire("logs-earlier");
      screen.fire("logs-earlier");
      screen.fire("logs-later");
      OnScreen.await(() -> fake.looked.size() == 4);
      assertThat(fake.looked.subList(1, 4))
          .containsExactly(
              start.minusSeconds(600), start.minusSeconds(1200), start.minusSeconds(600));
    }
  }

  @Test
  void newLinesComeByThemselvesAndWhatWasDroppedIsCounted() {
    FakeParts fake = new FakeParts("en");
    fake.logs = new LogBook.Answer.Lines("shop", List.of(), false, false);
    try (OnScreen screen = open(fake)) {
      OnScreen.await(() -> said(screen).contains("No lines"));
      screen.fire("logs-follow");
      Consumer<Tail.Event> tail = fake.followed.getFirst();
      tail.accept(new Tail.Event.Live());
      tail.accept(new Tail.Event.Lines(List.of(line(0, "one"), line(1, "two"))));
      ListView<?> list = screen.get("logs-lines", ListView.class);
      OnScreen.await(() -> list.getItems().size() == 2);
      assertThat(said(screen)).isEmpty();
      tail.accept(new Tail.Event.Dropped(7));
      Label left = screen.get("logs-left", Label.class);
      OnScreen.await(() -> left.isVisible() && left.getText().startsWith("7 lines"));
      tail.accept(new Tail.Event.Lost(new Fault.Unreachable("gone")));
      OnScreen.await(() -> left.getText().contains("unreachable: gone"));
      screen.fire("logs-follow"); // stops, and reads the span again
      OnScreen.await(() -> said(screen).contains("No lines"));
      tail.accept(new Tail.Event.Lines(List.of(line(2, "late"))));
      screen.settle();
      assertThat(OnScreen.fx(() -> list.getItems().size())).isZero();
    }
  }

  @Test
  void whatCannotBeReadIsSaid() {
    FakeParts fake = new FakeParts("en");
    fake.logs = new LogBook.Answer.Failed("shop", new Fault.Refused(400, "parse error at line 1"));
    try (OnScreen screen = open(fake)) {
      OnScreen.await(() -> said(screen).contains("shop: answered 400: parse error at line 1"));
      assertThat(screen.get("logs-copy", Button.class).isDisabled()).isTrue();
      fake.logs = new LogBook.Answer.Nowhere();
      screen.fire("logs-later");
      OnScreen.await(() -> said(screen).contains("around:"));
      fake.logs = new LogBook.Answer.Lines("shop", List.of(), false, false);
      screen.fire("logs-later");
      OnScreen.await(() -> said(screen).contains("No lines in this time"));
    }
  }
}
