package org.toban.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.function.BooleanSupplier;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The estate behind its doors: real SSH, real HTTP, one key, and nothing left behind. */
class EstateTest {
  private Estate estate;
  private SshClients clients;

  @BeforeEach
  void open() throws IOException {
    estate = new Estate(InstantSource.system(), Duration.ofMillis(50));
    clients = new SshClients(estate);
  }

  @AfterEach
  void close() throws IOException {
    clients.close();
    estate.close();
  }

  static void await(String what, BooleanSupplier condition) {
    long limit = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("still waiting: " + what).isLessThan(limit);
      java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
    }
  }

  private boolean runs(String host, String command) {
    return estate.world().host(host).machine().processes().all().stream()
        .anyMatch(process -> process.command().startsWith(command));
  }

  @Test
  void commandsRunOverSsh() throws IOException {
    Ran ran =
        clients.run("web-1", "hostname; systemctl is-active mks-backend; echo problem >&2; exit 3");
    assertThat(ran).isEqualTo(new Ran(3, "web-1\nactive\n", "problem\n"));
    assertThat(clients.run("db-1", "cat /etc/motd").out()).contains("Practice host db-1");
  }

  @Test
  void standardInputComesThrough() throws IOException {
    try (ClientSession session = clients.session("web-1");
        ChannelExec channel = session.createExecChannel("sh -s")) {
      java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
      channel.setOut(out);
      channel.open().verify(Duration.ofMinutes(1));
      try (OutputStream in = channel.getInvertedIn()) {
        in.write("x='日本語 $HOME'\nprintf '%s' \"$x\"\n".getBytes(StandardCharsets.UTF_8));
      }
      channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), Duration.ofMinutes(1));
      assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("日本語 $HOME");
    }
  }

  @Test
  void onlyTheOneKeyAndUserMayEnter() {
    assertThatThrownBy(() -> clients.session("web-1", World.USER, Keys.generate()))
        .isInstanceOf(SshException.class);
    assertThatThrownBy(() -> clients.session("web-1", "root", SshClients.key(estate.identity())))
        .isInstanceOf(SshException.class);
  }

  @Test
  void eachHostHasAKeyOfItsOwnInKnownHosts() throws IOException {
    assertThat(Files.readAllLines(estate.knownHosts()))
        .isEqualTo(estate.knownHostsLines())
        .doesNotHaveDuplicates()
        .hasSize(4);
  }

  @Test
  void followingEndsWhenTheChannelCloses() throws IOException {
    try (ClientSession session = clients.session("web-1");
        ChannelExec channel =
            session.createExecChannel("tail -f /var/log/mks-backend/access.log")) {
      ByteArrayOutputStream seen = new ByteArrayOutputStream();
      channel.setOut(seen);
      channel.open().verify(Duration.ofMinutes(1));
      await(
          "lines of the live log",
          () -> seen.toString(StandardCharsets.UTF_8).contains("GET /api"));
      assertThat(runs("web-1", "tail")).isTrue();
    }
    await("tail has ended", () -> !runs("web-1", "tail") && !runs("web-1", "sh"));
  }

  @Test
  void aSilentCommandEndsWhenTheChannelCloses() throws IOException {
    try (ClientSession session = clients.session("web-1");
        ChannelExec channel = session.createExecChannel("sleep 86400")) {
      channel.open().verify(Duration.ofMinutes(1));
      await("it runs", () -> runs("web-1", "sleep"));
    }
    await("sleep has ended", () -> !runs("web-1", "sleep"));
  }

  @Test
  void aSecondChannelMayKillTheGroupOfTheFirst() throws IOException {
    try (ClientSession session = clients.session("web-1");
        ChannelExec channel =
            session.createExecChannel("sh -c 'trap \"\" HUP; while :; do sleep 86400; done'")) {
      channel.open().verify(Duration.ofMinutes(1));
      await("it runs", () -> runs("web-1", "sleep"));
      String group =
          clients.run("web-1", "ps -eo pgid,comm | grep sleep | awk '{ print $1 }'").out().strip();
      assertThat(clients.run("web-1", "kill -TERM -- -" + group).status()).isZero();
      channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), Duration.ofMinutes(1));
      assertThat(channel.getExitStatus()).isEqualTo(143);
    }
    await("nothing is left", () -> !runs("web-1", "sleep"));
  }

  @Test
  void aNewPracticeEndsWhatStillRuns() throws IOException {
    try (ClientSession session = clients.session("web-1");
        ChannelExec channel = session.createExecChannel("sleep 3600")) {
      channel.open().verify(Duration.ofMinutes(1));
      await("it runs", () -> runs("web-1", "sleep"));
      estate.reset();
      channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), Duration.ofMinutes(1));
      assertThat(channel.getExitStatus()).isEqualTo(137);
    }
  }

  @Test
  void theKeyIsPrivateAndGoesWithTheEstate() throws IOException {
    Path key = estate.identity();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key.getParent())))
        .isEqualTo("rwx------");
    int port = estate.hosts().getFirst().port();
    int http = estate.alertmanager().getPort();
    estate.close();
    assertThat(key.getParent()).doesNotExist();
    assertThatThrownBy(() -> new Socket("127.0.0.1", port)).isInstanceOf(ConnectException.class);
    assertThatThrownBy(() -> new Socket("127.0.0.1", http)).isInstanceOf(ConnectException.class);
  }
}
