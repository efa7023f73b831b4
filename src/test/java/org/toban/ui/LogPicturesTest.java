package org.toban.ui;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.scene.control.ListView;
import org.junit.jupiter.api.Test;
import org.toban.source.logs.LogBook;
import org.toban.source.logs.LogRule;
import org.toban.source.logs.Rules;
import org.toban.source.logs.TailStandIn;
import org.toban.ui.parts.Preferences.Theme;

/** Logs: alerts that rules make of lines, and the lines themselves; kept as pictures. */
class LogPicturesTest {
  private static final String QUERY = "/loki/api/v1/query_range";
  private static final String[] TEXTS = {
    "level=info msg='order taken' order=%d took=31ms",
    "level=warn msg='pool is full' waiting=%d",
    "level=error msg='payment failed' order=%d error='connection reset by peer'",
    "level=info msg='cart saved' cart=%d",
  };

  private static String line(Instant at, String text) {
    long nanos = at.getEpochSecond() * 1_000_000_000L + at.getNano();
    return "[\"" + nanos + "\",\"" + text + "\"]";
  }

  private static String streams(List<String> lines) {
    return "[{\"stream\":{\"app\":\"shop\",\"host\":\"shop-1\"},\"values\":["
        + String.join(",", lines)
        + "]}]";
  }

  private static String answer(List<String> lines) {
    return "{\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"result\":"
        + streams(lines)
        + "}}";
  }

  private static LogRule rule(PlayedServer loki) {
    return Rules.loki(loki.url(), "{app=\"shop\"} |= \"error\"")
        .threshold(3)
        .groupBy("host")
        .around(Map.of())
        .rule();
  }

  private static List<String> failures() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 14; i++) {
      lines.add(line(Boards.NOW.minusSeconds(20 + i * 16L), TEXTS[2].formatted(88_213 - i)));
    }
    return lines;
  }

  private static List<String> everything() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      Instant at = Boards.NOW.minusSeconds(290).plusSeconds(i * 5L);
      String text = i < 14 ? TEXTS[i % 2 * 3] : TEXTS[i % 4];
      lines.add(line(at, text.formatted(88_150 + i)));
    }
    return lines;
  }

  private static Lookout errors(Played played, PlayedServer loki) throws IOException {
    loki.says(QUERY, answer(failures()));
    played.alertmanager("prod").ordinary("prod").logs(rule(loki));
    return played.look().pass(Duration.ofSeconds(30));
  }

  @Test
  void linesThatAreAnAlert() throws IOException {
    try (Played played = new Played("en", Duration.ofSeconds(31));
        PlayedServer loki = new PlayedServer(played::now)) {
      Lookout lookout = errors(played, loki);
      try (OnScreen screen = Pictures.open(lookout, "en", Theme.DARK)) {
        Pictures.select(screen, "backend-errors");
        screen.type("l");
        Pictures.keep(screen, "logs-rule-en-dark");
      }
    }
  }

  @Test
  void theLinesAroundAnAlert() throws IOException {
    try (Played played = new Played("ja", Duration.ofSeconds(31));
        PlayedServer loki = new PlayedServer(played::now)) {
      Lookout lookout = errors(played, loki);
      loki.says(QUERY, answer(everything()));
      FakeParts parts = new FakeParts("ja");
      parts.shownLogs = Pictures.RealLogs.of(rule(loki));
      try (OnScreen screen = Pictures.open(lookout, parts, Theme.LIGHT)) {
        Pictures.select(screen, "backend-errors");
        screen.type("g");
        awaitLines(screen);
        Pictures.keep(screen, "logs-around-ja-light");
      }
    }
  }

  @Test
  void linesAsTheyArrive() throws IOException {
    List<String> newest = new ArrayList<>();
    for (int i = 0; i < 18; i++) {
      newest.add(line(Boards.NOW.plusMillis(i * 230L), TEXTS[i % 4].formatted(88_301 + i)));
    }
    byte[] frame =
        ("{\"streams\":" + streams(newest) + ",\"dropped_entries\":[{},{}]}")
            .getBytes(StandardCharsets.UTF_8);
    try (Played played = new Played("en", Duration.ofSeconds(31));
        PlayedServer loki = new PlayedServer(played::now);
        TailStandIn tail = new TailStandIn(List.of(frame))) {
      Lookout lookout = errors(played, loki);
      FakeParts parts = new FakeParts("en");
      LogBook around = new LogBook(List.of(rule(loki)));
      LogBook following = new LogBook(List.of(Rules.loki(tail.url(), "{app=\"shop\"}").rule()));
      parts.shownLogs = new Pictures.RealLogs(around, following);
      try (OnScreen screen = Pictures.open(lookout, parts, Theme.DARK)) {
        Pictures.select(screen, "backend-errors");
        screen.type("g");
        awaitLines(screen);
        int before = screen.get("logs-lines", ListView.class).getItems().size();
        screen.fire("logs-follow");
        OnScreen.await(() -> screen.get("logs-lines", ListView.class).getItems().size() > before);
        screen.settle();
        Pictures.keep(screen, "logs-tail-en-dark");
      }
    }
  }

  private static void awaitLines(OnScreen screen) {
    OnScreen.await(() ->
        screen.view.lookup("#logs-lines") instanceof ListView<?> list
            && !list.getItems().isEmpty());
    screen.settle();
  }
}
