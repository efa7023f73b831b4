package org.toban.ui;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.toban.notice.Delivery;
import org.toban.ui.parts.Preferences.Theme;

/** A channel by which nobody can be told, kept as pictures for the documentation. */
class NoticePicturesTest {
  /** The desktop takes the first notices of a night, and then refuses one. */
  private static Lookout lost(Played played) throws IOException {
    played.alertmanager("prod").ordinary("prod");
    Lookout lookout = played.look();
    lookout.desktop =
        new Delivery.Permanent("no notification service answers: the session bus is gone");
    played.fires(
        "prod",
        Played.saying(
            played.alert("ServiceDown", "shop-3", Duration.ZERO, "job", "shop"),
            played.in("店舗のサービスが停止している", "A service of the shop is down"),
            ""));
    return lookout
        .pass(Duration.ofMinutes(1))
        .awaits("the lost channel", board -> !board.lostChannels().isEmpty());
  }

  @Test
  void aLostChannelStandsInTheBar() throws IOException {
    try (Played played = new Played("ja", Duration.ofMinutes(1))) {
      try (OnScreen screen = Pictures.open(lost(played), "ja", Theme.LIGHT)) {
        Pictures.keep(screen, "state-lost-ja-light");
      }
    }
  }

  @Test
  void aLostChannelStandsInTheBarInTheDark() throws IOException {
    try (Played played = new Played("en", Duration.ofMinutes(1))) {
      try (OnScreen screen = Pictures.open(lost(played), "en", Theme.DARK)) {
        Pictures.keep(screen, "state-lost-en-dark");
      }
    }
  }
}
