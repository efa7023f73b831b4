package org.toban.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.config.ConfigFile;
import org.toban.config.Places;
import org.toban.config.Settings;
import org.toban.engine.Board;
import org.toban.source.Doorbell;
import org.toban.testbed.AlertmanagerServer;
import org.toban.testbed.Http;
import org.toban.testbed.Server;

/** The webhook of a real Alertmanager rings, and the board is new long before the next poll. */
@Tag("server")
class PushTest {
  private static final Duration SOON = Duration.ofMinutes(1);

  @TempDir Path folder;

  private Settings settings(int port, AlertmanagerServer alertmanager, Places places)
      throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("toban.yml"),
            """
            sources: [{name: prod, alertmanager: '%s', interval: 1h}]
            push: {listen: '127.0.0.1:%d'}
            notices: {desktop: false}
            """
                .formatted(alertmanager.uri(), port));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return ((ConfigFile.Result.Ready) ConfigFile.read(file, places)).settings();
  }

  private static Board board(Console console) {
    return Objects.requireNonNull(console.engine().feed().newest());
  }

  @Test
  void theWebhookOfAlertmanagerRings() throws IOException {
    int port = Server.freePort();
    Places places = Places.of(Map.of(), folder.resolve("home"));
    String token = new org.toban.config.PushToken(places.pushTokenFile()).read();
    try (AlertmanagerServer alertmanager =
        AlertmanagerServer.start(
            folder.resolve("am"),
            """
            route: {receiver: toban, group_by: ['...'], group_wait: 0s, group_interval: 1s}
            receivers:
              - name: toban
                webhook_configs: [{url: 'http://127.0.0.1:%d/%s', send_resolved: true}]
            """
                .formatted(port, token))) {
      Plan plan = Plan.real(settings(port, alertmanager, places), places, List.of());
      try (Console console = Console.open(plan, InstantSource.system())) {
        Server.await("polled", SOON, () -> board(console).sources().getFirst().alerts() == 0);
        Server.await(
            "live", SOON, () -> board(console).sources().getFirst().lastComplete() != null);
        alertmanager.post("[{\"labels\":{\"alertname\":\"Down\",\"severity\":\"critical\"}}]");
        Server.await("on the board", SOON, () -> board(console).rows().size() == 1);
        assertThat(board(console).rows().getFirst().alert().receivers()).containsExactly("toban");

        var before = board(console).sources().getFirst().lastComplete();
        Doorbell.Place place = Objects.requireNonNull(plan.push());
        String forged = "{\"alerts\":[{\"status\":\"firing\",\"labels\":{\"alertname\":\"No\"}}]}";
        assertThat(Http.post(place.url(), forged).status()).isEqualTo(200);
        Server.await(
            "polled by the forged one",
            SOON,
            () -> !Objects.equals(board(console).sources().getFirst().lastComplete(), before));
        assertThat(board(console).rows()).hasSize(1);
        assertThat(board(console).incidents()).hasSize(1);
      }
    }
  }

  @Test
  void aTakenPortIsToldAndTheConsoleWorks() throws IOException {
    Places places = Places.of(Map.of(), folder.resolve("home"));
    try (AlertmanagerServer alertmanager = AlertmanagerServer.start(folder.resolve("am"))) {
      int taken = alertmanager.uri().getPort();
      Plan plan = Plan.real(settings(taken, alertmanager, places), places, List.of());
      try (Console console = Console.open(plan, InstantSource.system())) {
        Server.await(
            "told and live",
            SOON,
            () ->
                board(console).messages().stream().anyMatch(it -> it.key().equals("push.failed"))
                    && board(console).sources().getFirst().lastComplete() != null);
      }
    }
  }
}
