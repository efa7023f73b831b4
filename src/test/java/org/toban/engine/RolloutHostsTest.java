package org.toban.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.toban.incident.Run;
import org.toban.testbed.SshdServer;

/** A step on several real hosts, each an sshd of its own: who ran it, and who did not. */
@Tag("server")
@Timeout(300)
class RolloutHostsTest {
  private static void nobody(String text) {}

  private final List<SshdServer> servers = new ArrayList<>();

  @TempDir Path folder;

  /** New ones for each test: what a killed console left running holds its host. */
  @BeforeEach
  void start() throws IOException {
    folder = folder.toRealPath();
    for (int i = 1; i <= 4; i++) {
      servers.add(SshdServer.start(folder.resolve("sshd-" + i), "SetEnv SHLVL=3"));
    }
    RolloutDesk.write(folder, servers);
  }

  @AfterEach
  void stop() throws IOException {
    Files.deleteIfExists(folder.resolve("hangs-web-1"));
    Files.deleteIfExists(folder.resolve("hangs-web-2"));
    servers.forEach(SshdServer::close);
  }

  private String mark(int host) {
    return "web-" + host + " " + servers.get(host - 1).port();
  }

  /** Each on its own host, with its own labels and output; the first failure is the last start. */
  @Test
  void theRestWaitsForAPersonAfterAFailure() throws IOException {
    Files.createFile(folder.resolve("fails-web-2"));
    try (RolloutDesk desk = RolloutDesk.open(folder, RolloutHostsTest::nobody)) {
      desk.fire();
      desk.awaitOpen().run("1");
      desk.awaitOver();
      assertThat(desk.standings()).isEqualTo("sfnn");
      assertThat(RolloutDesk.marks(folder)).containsExactly(mark(1), mark(2));
      desk.goOn();
      desk.await(it -> it.rollout().ended() == null || it.standings().equals("sfss")).awaitOver();
      assertThat(desk.standings()).isEqualTo("sfss");
      assertThat(RolloutDesk.marks(folder)).containsExactly(mark(1), mark(2), mark(3), mark(4));
      for (Run run : desk.incident().runs()) {
        assertThat(((Run.Exited) run.ended()).outputTail())
            .isEqualTo("begun on " + run.intent().host() + "\n");
      }
    }
  }

  /** A share runs at once; a stop ends what runs there, and the rest never starts. */
  @Test
  void aPersonStopsAShare() throws IOException {
    Files.createFile(folder.resolve("hangs-web-1"));
    Files.createFile(folder.resolve("hangs-web-2"));
    try (RolloutDesk desk = RolloutDesk.open(folder, RolloutHostsTest::nobody)) {
      desk.fire();
      desk.awaitOpen().run("50%");
      desk.await(it -> it.board().output().size() == 2);
      assertThat(desk.standings()).isEqualTo("rrww");
      desk.stop();
      desk.awaitOver();
      assertThat(desk.standings()).isEqualTo("ffnn");
      assertThat(RolloutDesk.marks(folder)).containsExactlyInAnyOrder(mark(1), mark(2));
      assertThat(desk.incident().runs())
          .extracting(it -> ((Run.Failed) it.ended()).reason())
          .containsOnly(Run.FailureReason.STOPPED);
    }
  }

  /** Killed with SIGKILL in the second host's turn: nothing goes on, and nothing is done twice. */
  @Test
  void afterAKillThePersonGoesOnWithTheRest() throws Exception {
    Files.createFile(folder.resolve("hangs-web-2"));
    Process console = KilledDesk.start(RolloutDesk.class, folder.toString(), "1");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(console.getInputStream(), StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (line != null && !line.contains("begun on web-2")) {
        line = lines.readLine();
      }
      assertThat(line).isNotNull();
    } finally {
      console.toHandle().destroyForcibly();
    }
    console.waitFor();
    try (RolloutDesk desk = RolloutDesk.open(folder, RolloutHostsTest::nobody)) {
      assertThat(desk.standings()).isEqualTo("sunn");
      desk.fire();
      desk.goOn();
      desk.await(it -> !it.standings().contains("n")).awaitOver();
      assertThat(desk.standings()).isEqualTo("suss");
      assertThat(RolloutDesk.marks(folder)).containsExactly(mark(1), mark(2), mark(3), mark(4));
    }
  }
}
