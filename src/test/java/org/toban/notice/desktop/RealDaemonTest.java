package org.toban.notice.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.alert.Severity;
import org.toban.notice.Delivery;
import org.toban.notice.Letter;
import org.toban.notice.Notice;
import org.toban.testbed.DunstServer;
import org.toban.testbed.Server;

/** Against a real dunst under an X server without a screen. */
@Tag("server")
class RealDaemonTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path folder;

  @Test
  void dunstTakesItAndReadsTextAsText() throws Exception {
    try (DunstServer dunst = DunstServer.start(folder);
        DesktopChannel channel =
            new DesktopChannel(dunst.address(), DesktopChannel.Labels.japanese(), choice -> {})) {
      Notice notice =
          new Notice("INC-1", Severity.CRITICAL, "重大: Down", "a <b>bold</b> & <img src=x>", "", "");
      Letter letter = Letter.now("k", "desktop", notice, List.of("INC-1"), Instant.EPOCH);
      assertThat(channel.send(letter, null)).isEqualTo(Delivery.sent());
      Server.await("shown", SOON, () -> dunst.shown().contains("重大: Down"));
      assertThat(dunst.shown()).contains("&lt;b&gt;bold&lt;/b&gt;");
      assertThat(dunst.shown()).contains("acknowledge", "確認", "runbook", "snooze");
    }
  }
}
