package org.toban.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Button;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.toban.alert.Matchers;
import org.toban.engine.Command;
import org.toban.engine.Input;
import org.toban.incident.Incident;
import org.toban.incident.MaintenanceWindow;
import org.toban.ui.parts.Preferences.Theme;

/** The page of a night that is handed over, on the real program. */
class HandoverPicturesTest {
  private static Lookout night(Played played) throws IOException {
    played.alertmanager("prod", "Watchdog").prometheus("prod-rules", Duration.ZERO);
    played.ordinary("prod").fires("prod", played.watchdog());
    played.fires("prod", played.alert("DatabaseUnreachable", "db-1", Duration.ofMinutes(9)));
    Lookout lookout = played.look().pass(Duration.ofMinutes(1));
    List<Incident> open =
        lookout.board().incidents().values().stream().filter(Incident::isUnderWay).toList();
    assertThat(open).hasSizeGreaterThan(2);
    String first = open.getFirst().id();
    String person = played.in("佐藤 彩", "Aya Sato");
    lookout.take(
        new Input.Commanded(
            lookout.now(),
            new Command.Acknowledge(person, first, played.in("対応します", "I am on it"), null)));
    lookout.take(
        new Input.Commanded(
            lookout.now(),
            new Command.AddNote(
                person,
                first,
                played.in("ベンダーに連絡済み。折り返し待ち。", "The vendor knows, and will call back."))));
    return lookout.pass(Duration.ofMinutes(12));
  }

  @ParameterizedTest
  @CsvSource({"en,LIGHT", "en,DARK", "ja,LIGHT", "ja,DARK"})
  void thePage(String language, Theme theme) throws IOException {
    try (Played played = new Played(language, Duration.ofMinutes(13))) {
      Lookout lookout = night(played);
      FakeParts parts = new FakeParts(language);
      FakeHandover handover = new FakeHandover();
      parts.handover = handover;
      Instant now = lookout.now();
      handover.now = now;
      handover.history = lookout.history();
      handover.to = List.of("on-call@example.com");
      handover.windows =
          List.of(
              new MaintenanceWindow(
                  played.in("データベース切り替え", "Switch-over of the database"),
                  Matchers.parse("instance=~\"db-.*\""),
                  new MaintenanceWindow.Once(
                      now.plus(Duration.ofHours(5)), now.plus(Duration.ofHours(7))),
                  played.in("田中", "Tanaka"),
                  MaintenanceWindow.Origin.DECLARED));
      try (OnScreen screen = Pictures.open(lookout, parts, theme)) {
        screen.type("H");
        OnScreen.await(() -> !screen.get("handover-copy", Button.class).isDisabled());
        String variant = language + "-" + theme.name().toLowerCase(Locale.ROOT);
        screen.picture("handover-" + variant);
      }
    }
  }
}
