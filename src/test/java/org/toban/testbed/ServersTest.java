package org.toban.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("server")
class ServersTest {
  private static final String RULES =
      """
      groups:
        - name: app
          interval: 200ms
          rules:
            - alert: ServiceDown
              expr: app_up == 0
              labels: {severity: critical}
      """;

  private static final Duration SOON = Duration.ofMinutes(1);

  @TempDir Path folder;

  @Test
  void anExporterMakesPrometheusAlertAndAlertmanagerListIt() throws IOException {
    AtomicInteger up = new AtomicInteger(0);
    try (Exporter exporter = new Exporter(() -> "app_up " + up + "\n");
        AlertmanagerServer alertmanager = AlertmanagerServer.start(folder.resolve("am"));
        PrometheusServer prometheus =
            PrometheusServer.start(
                folder.resolve("prom"),
                RULES,
                alertmanager.uri(),
                Map.of("app", new PrometheusServer.Target(exporter.address(), "web-1")))) {
      Server.await("firing", SOON, () -> prometheus.alerts().contains("\"firing\""));
      Server.await("listed", SOON, () -> alertmanager.alerts().contains("ServiceDown"));
      up.set(1);
      Server.await("forgotten", SOON, () -> !alertmanager.alerts().contains("ServiceDown"));
    }
  }

  @Test
  void aKilledServerComesBackOnItsPort() throws IOException {
    try (AlertmanagerServer server = AlertmanagerServer.start(folder)) {
      server.post("[{\"labels\":{\"alertname\":\"A\"}}]");
      server.kill();
      assertThat(server.isAlive()).isFalse();
      server.restart();
      assertThat(server.alerts().strip()).isEqualTo("[]");
    }
  }

  @Test
  void aBadConfigurationFailsAtOnceWithTheLog() {
    assertThatThrownBy(() -> AlertmanagerServer.start(folder, "route: {receiver: ghost}\n"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("ended with exit status 1")
        .hasMessageContaining("ghost");
  }

  @Test
  void aMissingProgramIsNamed() {
    assertThatThrownBy(() -> Server.program("no-such-program"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("no-such-program");
  }
}
