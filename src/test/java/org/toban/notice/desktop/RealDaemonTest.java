package org.toban.notice.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.alert.Severity;
import org.toban.notice.Delivery;
import org.toban.notice.Letter;
import org.toban.notice.Notice;
import org.toban.testbed.Server;
import org.toban.testbed.SessionBus;

/** Against a real dunst under an X server without a screen. */
@Tag("server")
class RealDaemonTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path folder;

  private final List<Process> processes = new ArrayList<>();
  private SessionBus bus;

  @BeforeEach
  void start() throws Exception {
    bus = SessionBus.start();
    Path display = folder.resolve("display");
    ProcessBuilder x = new ProcessBuilder("Xvfb", "-displayfd", "1", "-nolisten", "tcp");
    processes.add(x.redirectOutput(display.toFile()).redirectError(discard()).start());
    Server.await("Xvfb", SOON, () -> !Files.readString(display).isBlank());
    ProcessBuilder dunst = new ProcessBuilder("dunst", "-print", "-conf", "/dev/null");
    dunst.environment().put("DISPLAY", ":" + Files.readString(display).strip());
    dunst.environment().put("DBUS_SESSION_BUS_ADDRESS", bus.address());
    Path shown = folder.resolve("shown");
    processes.add(dunst.redirectErrorStream(true).redirectOutput(shown.toFile()).start());
  }

  private static ProcessBuilder.Redirect discard() {
    return ProcessBuilder.Redirect.DISCARD;
  }

  @AfterEach
  void stop() throws Exception {
    for (Process it : processes.reversed()) {
      it.destroyForcibly();
      it.waitFor(10, TimeUnit.SECONDS);
    }
    bus.close();
  }

  private String shown() throws IOException {
    return Files.readString(folder.resolve("shown"));
  }

  @Test
  void dunstTakesItAndReadsTextAsText() throws Exception {
    try (DesktopChannel channel =
        new DesktopChannel(bus.address(), DesktopChannel.Labels.japanese(), choice -> {})) {
      Notice notice =
          new Notice("INC-1", Severity.CRITICAL, "重大: Down", "a <b>bold</b> & <img src=x>", "", "");
      Letter letter = Letter.now("k", "desktop", notice, List.of("INC-1"), Instant.EPOCH);
      Server.await("dunst", SOON, () -> channel.send(letter, null) instanceof Delivery.Sent);
      Server.await("shown", SOON, () -> shown().contains("重大: Down"));
      assertThat(shown()).contains("&lt;b&gt;bold&lt;/b&gt;");
      assertThat(shown()).contains("acknowledge", "確認", "runbook", "snooze");
    }
  }
}
