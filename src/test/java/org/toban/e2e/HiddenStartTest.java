package org.toban.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.testbed.Server;
import org.toban.testbed.SessionBus;
import org.toban.ui.tray.Panel;

/** The program itself on a real X server and a real bus, seen from its panel. */
@Tag("server")
class HiddenStartTest {
  private static final Duration SOON = Duration.ofMinutes(2);

  @TempDir Path home;

  @Test
  void hiddenItIsInTheTrayAloneAndAClickBringsItsWindow() throws Exception {
    Process screen =
        new ProcessBuilder(Server.program("Xvfb"), "-displayfd", "1", "-nolisten", "tcp")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (SessionBus bus = SessionBus.start();
        Panel panel = new Panel(bus.address())) {
      String display = ":" + screen.inputReader(StandardCharsets.US_ASCII).readLine();
      Process toban = start(bus, display);
      try {
        Server.await("the icon", SOON, () -> !panel.registered.isEmpty());
        Server.await(
            "the alert in the tooltip", SOON, () -> panel.tip().get(1).contains("Critical"));
        assertThat(windows(display)).doesNotContain("\"Toban");
        panel.click();
        Server.await("the window", SOON, () -> windows(display).contains("\"Toban (practice)\""));
        panel.choose("Quit");
        assertThat(toban.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(toban.exitValue()).isZero();
      } finally {
        toban.destroyForcibly();
      }
    } finally {
      screen.destroy();
    }
  }

  private Process start(SessionBus bus, String display) throws IOException {
    ProcessBuilder builder = TobanProcess.builder(home, List.of("--lang", "en", "--hidden"));
    builder.environment().put("DISPLAY", display);
    builder.environment().put("DBUS_SESSION_BUS_ADDRESS", bus.address());
    builder
        .environment()
        .put("XDG_RUNTIME_DIR", Files.createDirectory(home.resolve("run")).toString());
    return builder
        .redirectErrorStream(true)
        .redirectOutput(home.resolve("toban.log").toFile())
        .start();
  }

  /** The names of all windows of the screen, each in quotes. */
  private static String windows(String display) throws IOException {
    Process tree =
        new ProcessBuilder(Server.program("xwininfo"), "-display", display, "-root", "-tree")
            .redirectErrorStream(true)
            .start();
    return new String(tree.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
