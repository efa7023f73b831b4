package org.toban.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.toban.alert.Matchers;
import org.toban.engine.Board;
import org.toban.engine.Command;
import org.toban.source.Answer;
import org.toban.source.silence.Silence;
import org.toban.source.silence.SilenceBook;
import org.toban.ui.board.BoardLine;
import org.toban.ui.parts.Preferences.Theme;

/** Silences and finding on the desk. */
class SilenceViewTest {
  private static final Instant NOW = Boards.NOW;

  private static Silence silence(String id, Silence.State state, Duration left, String matchers) {
    return new Silence(
        id,
        Matchers.parse(matchers),
        NOW.minus(Duration.ofHours(1)),
        NOW.plus(left),
        "佐藤",
        "切替作業 / switch-over",
        state,
        "prod");
  }

  private static Board board(FakeParts fake) {
    List<Silence> all =
        List.of(
            silence(
                "8c1f",
                Silence.State.ACTIVE,
                Duration.ofMinutes(42),
                "alertname=MemoryUsageHigh, job=batch"),
            silence(
                "a-2", Silence.State.PENDING, Duration.ofHours(9), "host=~\"db-.*\", team!=infra"),
            silence("a-3", Silence.State.EXPIRED, Duration.ofHours(-2), "alertname=DiskSpaceLow"));
    return fake.boards
        .busy()
        .withSilences(Map.of("prod", SilenceBook.unread().after(NOW, new Answer.Given<>(all))));
  }

  private static void set(OnScreen screen, String id, String text) {
    TextField field = screen.get(id, TextField.class);
    OnScreen.fx(() -> {
      field.setText(text);
      return 0;
    });
    screen.settle();
  }

  private static String hits(OnScreen screen) {
    OnScreen.await(() -> screen.view.lookup("#silence-hits") != null);
    return OnScreen.fx(() -> screen.get("silence-hits", Labeled.class).getText());
  }

  private static boolean isReady(OnScreen screen) {
    return OnScreen.fx(() -> !screen.get("sheet-ok", Button.class).isDisabled());
  }

  @ParameterizedTest
  @CsvSource({"ja,DARK", "en,LIGHT"})
  void previewsAndSendsASilence(String language, Theme theme) {
    FakeParts fake = new FakeParts(language);
    try (OnScreen screen = OnScreen.open(fake, theme, 1440, 900)) {
      screen.show(board(fake));
      screen.type("s");
      assertThat(hits(screen)).contains("1");
      assertThat(isReady(screen)).as("no comment yet").isFalse();
      set(screen, "silence-comment", "switch-over");
      OnScreen.await(() -> !screen.get("sheet-ok", Button.class).isDisabled());
      screen.picture("silence-new-" + language);
      set(screen, "silence-more", "team=~\"(\"");
      assertThat(isReady(screen)).as("not a matcher").isFalse();
      set(screen, "silence-more", "nothing=\"has this\"");
      OnScreen.await(() -> screen.get("silence-confirmed", CheckBox.class).isVisible());
      assertThat(isReady(screen)).as("hits nothing, not confirmed").isFalse();
      screen.picture("silence-warning-" + language);
      set(screen, "silence-more", "");
      set(screen, "silence-length", "30m");
      OnScreen.await(() -> !screen.get("sheet-ok", Button.class).isDisabled());
      screen.fire("sheet-ok");
      assertThat(fake.sent).hasSize(1);
      Command.PutSilence sent = (Command.PutSilence) fake.sent.getFirst();
      assertThat(sent.source()).isEqualTo("prod");
      assertThat(sent.draft().comment()).isEqualTo("switch-over");
      assertThat(sent.draft().endsAt()).isEqualTo(NOW.plusSeconds(1800));
      assertThat(sent.draft().matchers().toString()).contains("alertname=");
    }
  }

  @ParameterizedTest
  @CsvSource({"ja,LIGHT", "en,DARK"})
  void listsEditsExtendsExpiresAndMakesAgain(String language, Theme theme) {
    FakeParts fake = new FakeParts(language);
    try (OnScreen screen = OnScreen.open(fake, theme, 1440, 900)) {
      screen.show(board(fake));
      screen.type("S");
      assertThat(screen.find("silence-row-8c1f")).isNotNull();
      assertThat(screen.find("silence-row-a-3")).isNotNull();
      screen.picture("silences-" + language);
      screen.fire("silence-extend");
      assertThat(((Command.PutSilence) fake.sent.getLast()).draft().endsAt())
          .isEqualTo(NOW.plus(Duration.ofMinutes(102)));
      screen.type("S");
      screen.fire("silence-expire");
      assertThat(fake.sent.getLast())
          .isEqualTo(new Command.ExpireSilence(fake.boards.person(), "prod", "8c1f"));
      screen.type("S");
      screen.fire("silence-edit");
      hits(screen);
      screen.picture("silence-edit-" + language);
      OnScreen.await(() -> !screen.get("sheet-ok", Button.class).isDisabled());
      screen.fire("sheet-ok");
      assertThat(((Command.PutSilence) fake.sent.getLast()).draft().id()).isEqualTo("8c1f");
      screen.type("S");
      screen.fire("silence-again");
      hits(screen);
      screen.press(KeyCode.ESCAPE, false);
    }
  }

  @ParameterizedTest
  @CsvSource({"ja,DARK", "en,LIGHT"})
  void findsMarksAndAnswersManyAtOnce(String language, Theme theme) {
    FakeParts fake = new FakeParts(language);
    try (OnScreen screen = OnScreen.open(fake, theme, 1440, 900)) {
      screen.show(board(fake));
      int all = screen.state.shown().get().rows().lines().size();
      screen.type("f");
      set(screen, "filter-text", "alertname=~\"Service.*|Database.*\"");
      OnScreen.await(() -> screen.state.shown().get().filter().text().startsWith("alertname"));
      List<BoardLine> lines = screen.state.shown().get().rows().lines();
      assertThat(lines).isNotEmpty().hasSizeLessThan(all);
      screen.press(KeyCode.ENTER, false);
      screen.type("X");
      screen.picture("find-" + language);
      screen.type("a");
      screen.fire("sheet-ok");
      long incidents =
          lines.stream()
              .filter(it -> it instanceof BoardLine.Entry entry && entry.incident() != null)
              .map(it -> ((BoardLine.Entry) it).incident())
              .filter(it -> it.isOpen())
              .distinct()
              .count();
      assertThat(fake.sent).hasSize((int) incidents).isNotEmpty();
      screen.type("f");
      set(screen, "filter-text", "host=~\"(\"");
      assertThat(screen.find("filter-problem").isVisible()).isTrue();
      screen.picture("find-problem-" + language);
      screen.fire("filter-clear");
      OnScreen.await(() -> screen.state.shown().get().rows().lines().size() == all);
    }
  }

  /** A silence that does something else than was meant is told until somebody answers. */
  @ParameterizedTest
  @CsvSource({"ja,DARK", "en,LIGHT"})
  void aDifferenceIsLoud(String language, Theme theme) {
    FakeParts fake = new FakeParts(language);
    try (OnScreen screen = OnScreen.open(fake, theme, 1440, 900)) {
      Board quiet = board(fake);
      Board.Message message =
          new Board.Message(NOW, null, "silence.differs", List.of("prod", "8c1f", "2", "103"));
      screen.show(fake.boards.telling(quiet, message));
      screen.picture("silence-differs-" + language);
      screen.fire("sheet-ok");
      assertThat(fake.sent)
          .containsExactly(new Command.ExpireSilence(fake.boards.person(), "prod", "8c1f"));
    }
  }
}
