package org.toban.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.toban.alert.Matchers;
import org.toban.engine.Command;
import org.toban.engine.Input;
import org.toban.incident.Incident;
import org.toban.incident.MaintenanceWindow;
import org.toban.ui.parts.Preferences.Theme;

/** What people arrange about an incident, kept as pictures for the documentation. */
class FlowPicturesTest {
  private static final String DOWN = "ServiceDown";

  private static Lookout night(Played played) throws IOException {
    played.alertmanager("prod").ordinary("prod");
    played.fires(
        "prod",
        Played.saying(
            played.alert(DOWN, "shop-1", Duration.ofMinutes(3), "job", "shop"),
            played.in("店舗のサービスが停止", "The shop's service is down"),
            ""));
    return played.look().pass(Duration.ofMinutes(1));
  }

  private static Incident incident(Lookout lookout) {
    return lookout.board().incidents().values().stream()
        .filter(it -> it.alertName().equals(DOWN) && it.group().toString().contains("shop-1"))
        .findFirst()
        .orElseThrow();
  }

  private static void does(Lookout lookout, Command command) {
    lookout.take(new Input.Commanded(lookout.now(), command));
  }

  private static void shows(OnScreen screen, String text) {
    assertThat(
            screen.all(Label.class).stream().map(Label::getText).collect(Collectors.joining("\n")))
        .contains(text);
  }

  @Test
  void theSheetOfAllThatCanBeDone() throws IOException {
    try (Played played = new Played("ja", Duration.ofMinutes(1))) {
      Lookout lookout = night(played);
      try (OnScreen screen = Pictures.open(lookout, "ja", Theme.LIGHT)) {
        Pictures.select(screen, name(lookout), "shop-1");
        screen.type("o");
        Pictures.keep(screen, "flow-arrange-ja-light");
        screen.key(KeyCode.ESCAPE);
      }
    }
    try (Played played = new Played("en", Duration.ofMinutes(1))) {
      Lookout lookout = night(played);
      try (OnScreen screen = Pictures.open(lookout, "en", Theme.DARK)) {
        Pictures.select(screen, name(lookout), "shop-1");
        screen.type("o");
        Pictures.keep(screen, "flow-arrange-en-dark");
      }
    }
  }

  private static String name(Lookout lookout) {
    return incident(lookout).name();
  }

  @Test
  void aSnoozeAndAStoppedClock() throws IOException {
    try (Played played = new Played("en", Duration.ofMinutes(1))) {
      Lookout lookout = night(played);
      String id = incident(lookout).id();
      does(lookout, new Command.Snooze("Aya Sato", id, Duration.ofMinutes(20), "on the train"));
      does(lookout, new Command.PauseDeadline("Aya Sato", id, "waits for the vendor"));
      try (OnScreen screen = Pictures.open(lookout, "en", Theme.LIGHT)) {
        Pictures.select(screen, name(lookout), "shop-1");
        screen.type("t");
        shows(screen, "snoozed until");
        Pictures.keep(screen, "flow-snoozed-en-light");
      }
    }
  }

  @Test
  void oneTakesOverFromAnother() throws IOException {
    try (Played played = new Played("ja", Duration.ofMinutes(1))) {
      Lookout lookout = night(played);
      String id = incident(lookout).id();
      does(lookout, new Command.Acknowledge("佐藤 彩", id, "調査中", null));
      lookout.pass(Duration.ofMinutes(2));
      does(lookout, new Command.TakeOver("青木 健", id, "交代"));
      try (OnScreen screen = Pictures.open(lookout, "ja", Theme.DARK)) {
        Pictures.select(screen, name(lookout), "shop-1");
        screen.type("t");
        shows(screen, "青木 健");
        Pictures.keep(screen, "flow-taken-over-ja-dark");
      }
    }
  }

  @Test
  void announcedWorkHoldsAnIncidentBack() throws IOException {
    try (Played played = new Played("ja", Duration.ofMinutes(1))) {
      played.alertmanager("prod").ordinary("prod");
      Lookout lookout = played.look();
      MaintenanceWindow window =
          new MaintenanceWindow(
              "店舗系の更新",
              Matchers.parse("job=\"shop\""),
              new MaintenanceWindow.Once(lookout.now(), lookout.now().plus(Duration.ofHours(2))),
              "佐藤 彩",
              MaintenanceWindow.Origin.DECLARED);
      does(lookout, new Command.DeclareMaintenance("佐藤 彩", window));
      played.fires("prod", played.alert(DOWN, "shop-1", Duration.ofMinutes(3), "job", "shop"));
      lookout.pass(Duration.ofMinutes(1));
      assertThat(incident(lookout).handling().maintenance()).isNotNull();
      try (OnScreen screen = Pictures.open(lookout, "ja", Theme.LIGHT)) {
        Pictures.select(screen, name(lookout), "shop-1");
        shows(screen, "店舗系の更新");
        Pictures.keep(screen, "flow-maintenance-ja-light");
      }
    }
  }
}
