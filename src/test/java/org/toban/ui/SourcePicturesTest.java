package org.toban.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.toban.alert.Alert;
import org.toban.engine.Board;
import org.toban.engine.Input;
import org.toban.source.SourceStatus;
import org.toban.source.SourceStatus.Health;
import org.toban.ui.parts.Preferences.Theme;

/** Every state of a source as the window shows it, and kept as a picture for the documentation. */
class SourcePicturesTest {
  /** One source in each state, two whose clocks are wrong, and one whose watchdog is missing. */
  private static Lookout everyState(Played played) throws IOException {
    played
        .alertmanager("prod", "Watchdog")
        .prometheus("prod-rules", Duration.ZERO)
        .alertmanager("staging")
        .alertmanager("edge")
        .alertmanager("k8s")
        .alertmanager("eu-west", "Watchdog")
        .alertmanager("dr-site")
        .alertmanager("lab");
    played.ordinary("prod").fires("prod", played.watchdog());
    played.fires("eu-west", played.watchdog("region", "eu"));
    played.fires(
        "staging",
        Played.saying(
            played.alert("ApiResponseSlow", "stg-web-1", Duration.ofMinutes(18), "job", "shop"),
            played.in("応答が遅い", "Answers are slow"),
            "2.4 s"));
    played.fires(
        "edge",
        Played.saying(
            played.alert("LogFileLarge", "edge-3", Duration.ofHours(2), "job", "nginx"),
            played.in("ログが大きい", "A log file is large"),
            "3.1 GB"));
    played.server("dr-site").skew = Duration.ofSeconds(94);
    Lookout lookout = played.look();
    lookout.unasked.add("lab");
    lookout.pass(Duration.ofMinutes(1));
    played.breaks("edge", "200 OK");
    played.clears("eu-west", played.watchdog("region", "eu"));
    lookout.pass(Duration.ofMinutes(6));
    played.started("k8s", Duration.ofSeconds(20));
    lookout.pass(Duration.ofSeconds(15));
    played.breaks("staging", "503 Service Unavailable");
    return lookout.pass(Duration.ofSeconds(15)).jump(Duration.ofSeconds(3));
  }

  private static Set<Health> states(Board board, Lookout lookout) {
    Set<Health> states = EnumSet.noneOf(Health.class);
    for (SourceStatus source : board.sources()) {
      states.add(source.health(lookout.now()));
    }
    return states;
  }

  @Test
  void everyStateOfASource() throws IOException {
    try (Played played = new Played("en", Duration.ofMinutes(8))) {
      Lookout lookout = everyState(played);
      assertThat(states(lookout.board(), lookout)).containsExactlyInAnyOrder(Health.values());
      try (OnScreen screen = Pictures.open(lookout, "en", Theme.DARK)) {
        Pictures.keep(screen, "state-sources-en-dark");
      }
    }
  }

  @Test
  void everyStateInDetail() throws IOException {
    try (Played played = new Played("ja", Duration.ofMinutes(8))) {
      Lookout lookout = everyState(played);
      try (OnScreen screen = Pictures.open(lookout, "ja", Theme.LIGHT)) {
        screen.type(Act.SETTINGS.key());
        Pictures.keep(screen, "state-sources-details-ja-light");
      }
    }
  }

  @Test
  void aMissingWatchdog() throws IOException {
    try (Played played = new Played("ja", Duration.ofMinutes(5))) {
      played.alertmanager("prod", "Watchdog").ordinary("prod").fires("prod", played.watchdog());
      Lookout lookout = played.look().pass(Duration.ofMinutes(1));
      played.clears("prod", played.watchdog());
      lookout.pass(Duration.ofMinutes(4));
      try (OnScreen screen = Pictures.open(lookout, "ja", Theme.DARK)) {
        Pictures.select(screen, "TobanWatchdogMissing");
        screen.type("l");
        Pictures.keep(screen, "state-watchdog-ja-dark");
      }
    }
  }

  @Test
  void aPartOfTobanStandsStill() throws IOException {
    try (Played played = new Played("en", Duration.ofMinutes(3))) {
      played.alertmanager("prod").ordinary("prod");
      Lookout lookout = played.look().pass(Duration.ofMinutes(1));
      lookout.take(new Input.Stuck(lookout.now(), Set.of("poll prod")));
      lookout.jump(Duration.ofSeconds(20));
      try (OnScreen screen = Pictures.open(lookout, "en", Theme.LIGHT)) {
        Pictures.select(screen, "TobanStuck");
        screen.type("l");
        Pictures.keep(screen, "state-heartbeat-en-light");
      }
    }
  }

  @Test
  void aClockThatIsWrong() throws IOException {
    try (Played played = new Played("ja", Duration.ofMinutes(3))) {
      played.alertmanager("prod").alertmanager("dr-site").ordinary("prod");
      played.server("dr-site").skew = Duration.ofSeconds(-3660);
      Lookout lookout = played.look().pass(Duration.ofMinutes(3));
      try (OnScreen screen = Pictures.open(lookout, "ja", Theme.LIGHT)) {
        Pictures.keep(screen, "state-clock-ja-light");
      }
    }
  }

  /** The Alertmanager has been restarted and knows nothing yet: nothing clears. */
  @Test
  void aRestartedAlertmanager() throws IOException {
    try (Played played = new Played("ja", Duration.ofMinutes(5))) {
      played.alertmanager("prod").ordinary("prod");
      Lookout lookout = played.look().pass(Duration.ofMinutes(4));
      int before = lookout.board().rows().size();
      for (Board.Row row : lookout.board().rows()) {
        played.clears("prod", row.alert());
      }
      played.started("prod", Duration.ofSeconds(5));
      lookout.pass(Duration.ofSeconds(45));
      assertThat(lookout.board().rows()).hasSize(before);
      try (OnScreen screen = Pictures.open(lookout, "ja", Theme.LIGHT)) {
        Pictures.keep(screen, "state-recovering-ja-light");
      }
    }
  }

  /** What was there before the start, while the sources do not answer yet. */
  @Test
  void theLastGoodBoard() throws IOException {
    try (Played played = new Played("en", Duration.ofMinutes(20))) {
      played.alertmanager("prod").alertmanager("staging").ordinary("prod");
      Lookout lookout = played.look().pass(Duration.ofMinutes(1));
      var kept = Pictures.throughTheFile(lookout.board());
      lookout.jump(Duration.ofMinutes(12));
      Lookout again = played.lookAgain();
      again.take(new Input.Remembered(again.now(), kept)).jump(Duration.ofSeconds(4));
      try (OnScreen screen = Pictures.open(again, "en", Theme.DARK)) {
        Pictures.keep(screen, "state-remembered-en-dark");
      }
    }
  }

  /** The lid was closed for hours: one poll, one summary, and each incident says so. */
  @Test
  void afterASleep() throws IOException {
    try (Played played = new Played("en", Duration.ofHours(3))) {
      played.alertmanager("prod").ordinary("prod");
      Lookout lookout = played.look().pass(Duration.ofMinutes(1));
      lookout.jump(Duration.ofHours(2)).pass(Duration.ofSeconds(31)).pass(Duration.ofSeconds(30));
      try (OnScreen screen = Pictures.open(lookout, "en", Theme.LIGHT)) {
        Pictures.select(screen, "ServiceDown");
        screen.type("t");
        Pictures.keep(screen, "state-after-sleep-en-light");
      }
    }
  }

  /** It clears and comes back until a clear is not believed any more. */
  @Test
  void flapping() throws IOException {
    try (Played played = new Played("en", Duration.ofMinutes(40))) {
      played.alertmanager("prod").ordinary("prod");
      Alert flapping =
          Played.saying(
              played.alert("MemoryUsageHigh", "web-2", Duration.ZERO, "job", "shop"),
              "Memory use is high",
              "91 %");
      Lookout lookout = played.look().pass(Duration.ofMinutes(1));
      for (int i = 0; i < 4; i++) {
        played.fires("prod", flapping);
        lookout.pass(Duration.ofMinutes(2));
        played.clears("prod", flapping);
        lookout.pass(Duration.ofMinutes(2));
      }
      try (OnScreen screen = Pictures.open(lookout, "en", Theme.DARK)) {
        Pictures.select(screen, "MemoryUsageHigh", "web-2");
        screen.type("t");
        Pictures.keep(screen, "state-flapping-en-dark");
      }
    }
  }

  @Test
  void brokenRulesAndTargets() throws IOException {
    try (Played played = new Played("en", Duration.ofMinutes(5))) {
      played.prometheus("prod-rules", Duration.ofSeconds(15));
      played.says(
          "prod-rules",
          "/api/v1/rules",
          """
          {"status":"success","data":{"groups":[{"name":"shop","file":"shop.yml","rules":[
          {"state":"inactive","name":"CheckoutErrors","query":"sum(rate(http_errors[5m])) by (job)",
           "health":"ok","type":"alerting"},
          {"state":"unknown","name":"QueueGrows","query":"deriv(queue_length[30m]) > on(job) limit",
           "health":"err","lastError":"found duplicate series for the match group {job=\\"worker\\"}",
           "type":"alerting"}]}]}}
          """);
      played.says(
          "prod-rules",
          "/api/v1/targets",
          """
          {"status":"success","data":{"activeTargets":[
          {"labels":{"job":"payments","instance":"pay-1:9100"},"health":"down",
           "lastError":"dial tcp 10.0.0.21:9100: connect: connection refused"},
          {"labels":{"job":"payments","instance":"pay-2:9100"},"health":"down",
           "lastError":"context deadline exceeded"},
          {"labels":{"job":"node","instance":"web-1:9100"},"health":"up","lastError":""}]}}
          """);
      Lookout lookout = played.look().pass(Duration.ofMinutes(2));
      try (OnScreen screen = Pictures.open(lookout, "en", Theme.LIGHT)) {
        Pictures.select(screen, "TobanRulesBroken");
        screen.type("l");
        Pictures.keep(screen, "state-rules-en-light");
      }
    }
  }
}
