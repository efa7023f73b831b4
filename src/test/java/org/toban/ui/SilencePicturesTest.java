package org.toban.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.Test;
import org.toban.alert.Alert;
import org.toban.alert.Matchers;
import org.toban.engine.Input;
import org.toban.source.Answer;
import org.toban.source.silence.Silence;
import org.toban.source.silence.SilenceComparison;
import org.toban.source.silence.SilenceMade;
import org.toban.ui.board.BoardFilter;
import org.toban.ui.parts.Preferences.Theme;

/** Silences and what holds alerts back, kept as pictures for the documentation. */
class SilencePicturesTest {
  private static String silence(
      Played played, String id, String state, Duration left, String matchers, String comment) {
    Instant end = Boards.NOW.plus(left);
    return """
    {"id":"%s","status":{"state":"%s"},"updatedAt":"%s","comment":"%s","createdBy":"%s",
     "startsAt":"%s","endsAt":"%s","matchers":[%s]}\
    """
        .formatted(
            id,
            state,
            Boards.NOW.minus(Duration.ofHours(3)),
            comment,
            played.in("田中", "Tanaka"),
            Boards.NOW.minus(Duration.ofHours(3)),
            end,
            matchers);
  }

  private static String equal(String name, String value) {
    return "{\"name\":\"%s\",\"value\":\"%s\",\"isRegex\":false,\"isEqual\":true}"
        .formatted(name, value);
  }

  private static String matching(String name, String value) {
    return "{\"name\":\"%s\",\"value\":\"%s\",\"isRegex\":true,\"isEqual\":true}"
        .formatted(name, value);
  }

  /** An ordinary night in which much is held back: by a silence, another alert, the hours. */
  private static Lookout heldBack(Played played) throws IOException {
    played.alertmanager("prod", "Watchdog").prometheus("prod-rules", Duration.ZERO);
    played.ordinary("prod").fires("prod", played.watchdog());
    Alert cause = played.alert("DatabaseUnreachable", "db-1", Duration.ofMinutes(9), "job", "shop");
    played.fires("prod", cause);
    played.fires(
        "prod",
        Played.held(
            Played.saying(
                played.alert("MemoryUsageHigh", "etl-7", Duration.ofHours(1), "job", "batch"),
                played.in("メモリ使用率が高い", "Memory use is high"),
                "96 %"),
            "silence:8c1f6f3a-2b7e-4f21-9d5e-0a1b2c3d4e5f"),
        Played.held(
            Played.saying(
                played.alert("ApiResponseSlow", "shop-3", Duration.ofMinutes(8), "job", "shop"),
                played.in("応答が遅い", "Answers are slow"),
                "4.1 s"),
            "inhibited:" + cause.fingerprint()),
        Played.held(
            Played.saying(
                played.alert("LogFileLarge", "stg-web-1", Duration.ofHours(6), "job", "staging"),
                played.in("ログが大きい", "A log file is large"),
                "2.2 GB"),
            "muted:out-of-hours"));
    played.fires(
        "prod-rules",
        Played.pending(
            played.alert("CertificateExpiring", "api:443", Duration.ofMinutes(2), "job", "edge")));
    played.says(
        "prod",
        "/api/v2/silences",
        "["
            + String.join(
                ",",
                silence(
                    played,
                    "8c1f6f3a-2b7e-4f21-9d5e-0a1b2c3d4e5f",
                    "active",
                    Duration.ofMinutes(42),
                    equal("alertname", "MemoryUsageHigh") + "," + equal("job", "batch"),
                    played.in("月次集計の間", "While the month is closed")),
                silence(
                    played,
                    "1d7b0c52-77aa-4c5e-8a09-b1c2d3e4f506",
                    "pending",
                    Duration.ofHours(9),
                    matching("instance", "db-.*") + "," + equal("team", "infra"),
                    played.in("データベースの切り替え", "Switch-over of the database")),
                silence(
                    played,
                    "52e0aa11-0f0e-4d0c-9b0a-c0d0e0f01020",
                    "expired",
                    Duration.ofHours(-2),
                    equal("alertname", "DiskAbove90Percent"),
                    played.in("ディスク増設", "New disks")))
            + "]");
    Lookout lookout = played.look().pass(Duration.ofMinutes(1));
    return lookout.awaits(
        "the list of silences",
        board ->
            board.silences().containsKey("prod")
                && board.silences().get("prod").byId().size() == 3);
  }

  @Test
  void theList() throws IOException {
    try (Played played = new Played("ja", Duration.ofMinutes(1))) {
      Lookout lookout = heldBack(played);
      try (OnScreen screen = Pictures.open(lookout, "ja", Theme.DARK)) {
        screen.type("S");
        Pictures.keep(screen, "silences-list-ja-dark");
      }
    }
  }

  private static void write(OnScreen screen, String id, String text) {
    OnScreen.fx(() -> {
      screen.get(id, TextField.class).setText(text);
      return 0;
    });
    screen.settle();
  }

  @Test
  void aNewOneWithItsPreview() throws IOException {
    try (Played played = new Played("en", Duration.ofMinutes(1))) {
      Lookout lookout = heldBack(played);
      try (OnScreen screen = Pictures.open(lookout, "en", Theme.LIGHT)) {
        Pictures.select(screen, "DiskAbove90Percent");
        screen.type("s");
        write(screen, "silence-comment", "New disks are on their way");
        OnScreen.await(() -> !screen.get("sheet-ok", javafx.scene.Node.class).isDisabled());
        Pictures.keep(screen, "silences-preview-en-light");
      }
    }
  }

  @Test
  void oneThatIsTooBroad() throws IOException {
    try (Played played = new Played("ja", Duration.ofMinutes(1))) {
      Lookout lookout = heldBack(played);
      try (OnScreen screen = Pictures.open(lookout, "ja", Theme.LIGHT)) {
        Pictures.select(screen, "サービスダウン");
        screen.type("s");
        for (CheckBox box : screen.all(CheckBox.class)) {
          if (box.isSelected()) {
            OnScreen.fx(() -> {
              box.fire();
              return 0;
            });
          }
        }
        write(screen, "silence-more", "job=~\".+\"");
        write(screen, "silence-length", "3d");
        write(screen, "silence-comment", "点検");
        OnScreen.await(() -> screen.get("silence-confirmed", CheckBox.class).isVisible());
        Pictures.keep(screen, "silences-warning-ja-light");
      }
    }
  }

  /**
   * Another matcher was written into the Alertmanager's file: what is held back is not the same.
   */
  @Test
  void oneThatDoesSomethingElse() throws IOException {
    try (Played played = new Played("en", Duration.ofMinutes(1))) {
      Lookout lookout = heldBack(played);
      List<Alert> all =
          lookout.board().rows().stream()
              .map(org.toban.engine.Board.Row::alert)
              .filter(it -> it.state() == Alert.State.ACTIVE)
              .toList();
      Silence.Draft draft =
          Silence.Draft.of(
              Matchers.parse("job=\"mks-backend\""),
              lookout.now(),
              Duration.ofHours(2),
              "Aya Sato",
              "Switch-over");
      SilenceComparison comparison =
          new SilenceComparison(all.subList(1, 4), all.subList(0, 1), all.subList(1, 4));
      lookout.take(
          new Input.SilencePut(
              lookout.now(),
              "Aya Sato",
              "prod",
              draft,
              new Answer.Given<>(new SilenceMade("8c1f", draft, new Answer.Given<>(comparison)))));
      try (OnScreen screen = Pictures.open(lookout, "en", Theme.DARK)) {
        Pictures.keep(screen, "silences-differs-en-dark");
      }
    }
  }

  @Test
  void whatHoldsAlertsBack() throws IOException {
    try (Played played = new Played("en", Duration.ofMinutes(1))) {
      Lookout lookout = heldBack(played);
      try (OnScreen screen = Pictures.open(lookout, "en", Theme.LIGHT)) {
        BoardFilter heldBack = BoardFilter.all().withKind(BoardFilter.Kind.HELD_BACK);
        OnScreen.fx(() -> {
          screen.state.refilter(heldBack);
          return 0;
        });
        OnScreen.await(() -> screen.state.shown().get().filter().equals(heldBack));
        Pictures.select(screen, "MemoryUsageHigh", "etl-7");
        Pictures.keep(screen, "state-suppressed-en-light");
      }
    }
  }

  /** Every alert of the answers stands in exactly one part of the sum. */
  @Test
  void theSum() throws IOException {
    try (Played played = new Played("ja", Duration.ofMinutes(1))) {
      Lookout lookout = heldBack(played);
      try (OnScreen screen = Pictures.open(lookout, "ja", Theme.DARK)) {
        BoardFilter narrow = BoardFilter.all().withText("severity!=info job!=batch");
        OnScreen.fx(() -> {
          screen.state.refilter(narrow);
          return 0;
        });
        OnScreen.await(() -> screen.state.shown().get().filter().equals(narrow));
        var sums = screen.state.shown().get().rows().sums();
        assertThat(sums.total())
            .isEqualTo(
                sums.shown() + sums.suppressed() + sums.pending() + sums.quiet() + sums.filtered())
            .isEqualTo(lookout.board().rows().size());
        Pictures.keep(screen, "state-sum-ja-dark");
      }
    }
  }
}
