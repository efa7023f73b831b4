package org.toban.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.toban.alert.Labels;
import org.toban.remedy.Outcome.Reason;
import org.toban.testbed.Server;
import org.toban.testbed.SshdServer;

/** A real host behind one and two real jump hosts, each with a key of its own. */
@Tag("server")
@Timeout(300)
class JumpHostTest {
  @TempDir static Path folder;
  private static SshdServer gate;
  private static SshdServer inner;
  private static SshdServer web;

  @BeforeAll
  static void start() throws IOException {
    gate = SshdServer.start(folder.resolve("gate"), "LogLevel VERBOSE");
    inner = SshdServer.start(folder.resolve("inner"));
    web = SshdServer.start(folder.resolve("web"));
  }

  @AfterAll
  static void end() {
    web.close();
    inner.close();
    gate.close();
  }

  private static SignIn signIn(SshdServer server, Path knownHosts, String keyName) {
    return new SignIn(
        List.of(knownHosts),
        keyName,
        List.of(server.userKey()),
        folder,
        List.of(),
        null,
        true,
        Duration.ofSeconds(30),
        null);
  }

  private static Target target(String name, SshdServer server, @Nullable Target via) {
    return target(name, server, via, server.knownHosts(), "");
  }

  private static Target target(
      String name, SshdServer server, @Nullable Target via, Path knownHosts, String keyName) {
    return new Target(
        name, server.user(), "127.0.0.1", server.port(), signIn(server, knownHosts, keyName), via);
  }

  private static SshRunner runner() {
    return new SshRunner(Ssh.settings(folder.resolve("nobody is known here")));
  }

  private static Outcome run(SshRunner runner, Target target, String script) {
    return runner.run(
        new Job(
            UUID.randomUUID().toString(), target, script, Labels.empty(), Duration.ofMinutes(1)),
        _ -> {});
  }

  private static Outcome run(Target target) {
    try (SshRunner runner = runner()) {
      return run(runner, target, "echo in");
    }
  }

  private static String refusal(Outcome outcome, Reason reason) {
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    Outcome.Failed failed = (Outcome.Failed) outcome;
    assertThat(failed.reason()).as(failed.detail()).isEqualTo(reason);
    assertThat(failed.output()).isEqualTo(Outcome.Output.none());
    return failed.detail();
  }

  private static void assertIn(Outcome outcome) {
    assertThat(outcome.output().text()).as(outcome.toString()).isEqualTo("in\n");
  }

  /** The two ports of the connection that the host's sshd sees. */
  private static String caller(SshRunner runner, Target target) {
    return run(runner, target, "set -- $SSH_CONNECTION; echo \"$4 $2\"").output().text();
  }

  @Test
  void reachesAHostThroughOneJumpHostAndThroughTwo() {
    Target first = target("gate", gate, null);
    Target second = target("inner", inner, first);
    assertIn(run(target("web-1", web, first)));
    assertIn(run(target("web-1", web, second)));
  }

  @Test
  void carriesMuchBothWays() {
    try (SshRunner runner = runner()) {
      Target target = target("web-1", web, target("inner", inner, target("gate", gate, null)));
      String script =
          "# " + "x".repeat(900_000) + "\nhead -c 30000000 /dev/zero | tr '\\0' y; echo end";
      Outcome outcome = run(runner, target, script);
      assertThat(outcome).as(outcome.output().tail()).isInstanceOf(Outcome.Exited.class);
      assertThat(outcome.output().omitted()).isGreaterThan(29_000_000);
      assertThat(outcome.output().tail()).endsWith("yend\n");
    }
  }

  /** T39: each hop's key is judged by the known_hosts of that hop, under its own name. */
  @Test
  void everyHopIsJudgedByItsOwnName() throws IOException {
    Path nobody = Files.writeString(folder.resolve("nobody"), "");
    Target known = target("gate", gate, null);
    Target unknown = target("gate", gate, null, nobody, "");
    String atGate = refusal(run(target("web-1", web, unknown)), Reason.HOST_KEY);
    assertThat(atGate)
        .startsWith("Jump host gate on the way to web-1: The host key of gate ")
        .contains("is not known", "-p " + gate.port() + " 127.0.0.1 >> " + nobody);
    String atWeb = refusal(run(target("web-1", web, known, nobody, "")), Reason.HOST_KEY);
    assertThat(atWeb)
        .startsWith("The host key of web-1 ")
        .contains("echo '[127.0.0.1]:" + web.port() + " ssh-ed25519 AAAA", ">> " + nobody);
    String changed =
        refusal(
            run(target("web-1", web, target("gate", gate, null, as(gate, web), ""))),
            Reason.HOST_KEY);
    assertThat(changed).contains("Jump host gate", "is not the known one");
  }

  /** A file that knows one host by another's key. */
  private static Path as(SshdServer host, SshdServer other) throws IOException {
    String line =
        Files.readString(other.knownHosts()).replaceFirst("^\\S+", "[127.0.0.1]:" + host.port());
    return Files.writeString(Files.createTempFile(folder, "known", ""), line);
  }

  @Test
  void aHostIsKnownByItsAlias() throws IOException {
    String line = Files.readString(web.knownHosts()).replaceFirst("^\\S+", "web.internal");
    Path file = Files.writeString(folder.resolve("by alias"), line);
    assertIn(run(target("web-1", web, null, file, "web.internal")));
    assertIn(run(target("web-1", web, target("gate", gate, null), file, "web.internal")));
    assertThat(refusal(run(target("web-1", web, null, file, "other")), Reason.HOST_KEY))
        .contains("is not known", "echo 'other ssh-ed25519");
  }

  /** T39: a certificate is one of the host's name, not of the name of a tunnel's end. */
  @Test
  void aCertificateBehindAJumpHostIsOfTheHostsName() throws IOException {
    Path authority = folder.resolve("authority");
    Path key = folder.resolve("certified");
    for (Path file : List.of(authority, key)) {
      Ssh.program("ssh-keygen", "-q", "-t", "ecdsa", "-N", "", "-f", file.toString());
    }
    Ssh.program(
        "ssh-keygen",
        "-q",
        "-s",
        authority.toString(),
        "-I",
        "h",
        "-h",
        "-n",
        "web.internal",
        key + ".pub");
    Path known = folder.resolve("by authority");
    Files.writeString(known, "@cert-authority * " + Files.readString(Path.of(authority + ".pub")));
    try (SshdServer certified =
        SshdServer.start(
            folder.resolve("certified-sshd"),
            "HostKey " + key,
            "HostCertificate " + key + "-cert.pub")) {
      Target first = target("gate", gate, null);
      assertIn(run(target("web-1", certified, first, known, "web.internal")));
      assertThat(refusal(run(target("web-1", certified, first, known, "")), Reason.HOST_KEY))
          .contains("is not known");
      assertThat(
              refusal(run(target("web-1", certified, first, known, "localhost")), Reason.HOST_KEY))
          .contains("is not known");
    }
  }

  @Test
  void aFaultNamesTheHopThatFailed() throws IOException {
    int nothing = Server.freePort();
    Target first = target("gate", gate, null);
    Target closed = new Target("inner", "ops", "127.0.0.1", nothing, first.signIn(), first);
    assertThat(refusal(run(target("web-1", web, closed)), Reason.CONNECT))
        .contains("Jump host inner on the way to web-1", "through gate", "refused");
    Target gone = new Target("gate", "ops", "127.0.0.1", nothing, first.signIn(), null);
    assertThat(refusal(run(target("web-1", web, gone)), Reason.CONNECT))
        .contains("Jump host gate on the way to web-1", "nothing listens on port " + nothing);
    Target behind = new Target("web-2", "ops", "127.0.0.1", nothing, first.signIn(), first);
    assertThat(refusal(run(behind), Reason.CONNECT))
        .contains("to web-2", "through gate", "refused");
    try (SshdServer shut = SshdServer.start(folder.resolve("shut"), "AllowTcpForwarding no")) {
      assertThat(refusal(run(target("web-1", web, target("shut", shut, null))), Reason.CONNECT))
          .contains("to web-1", "through shut", "does not allow it");
    }
  }

  @Test
  void aJumpHostHasOneConnectionForAllBehindIt() throws Exception {
    Target first = target("gate", gate, null);
    List<Target> many = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      many.add(target("web-" + i, i % 2 == 0 ? web : inner, first));
    }
    try (SshRunner runner = runner()) {
      List<Thread> threads = new ArrayList<>();
      List<Outcome> outcomes = java.util.Collections.synchronizedList(new ArrayList<>());
      for (Target one : many) {
        threads.add(Thread.startVirtualThread(() -> outcomes.add(run(runner, one, "echo in"))));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(outcomes).hasSize(12).allSatisfy(JumpHostTest::assertIn);
      assertThat(runner.connections()).isEqualTo(13);
      String before = caller(runner, many.getFirst());
      assertThat(caller(runner, many.getFirst())).as("the connection is kept").isEqualTo(before);
    }
  }

  @Test
  void comesBackAfterTheJumpHostWasGone() throws IOException {
    try (SshdServer restarted = SshdServer.start(folder.resolve("restarted"));
        SshRunner runner = runner()) {
      Target target = target("web-1", web, target("gate", restarted, null));
      assertIn(run(runner, target, "echo in"));
      restarted.comeBack();
      assertIn(run(runner, target, "echo in"));
    }
  }

  @Test
  void theConnectionsEndWithTheirUse() throws IOException {
    SshSettings settings =
        new SshSettings(
            folder.resolve("none"), List.of(), null, Duration.ofSeconds(30), Duration.ZERO, 1000);
    try (SshRunner runner = new SshRunner(settings)) {
      assertIn(run(runner, target("web-1", web, target("gate", gate, null)), "echo in"));
      Server.await("no connection is open", Duration.ofMinutes(1), () -> runner.connections() == 0);
    }
  }

  /** T40: nothing of this machine can be reached from a host, jump host or not. */
  @Test
  void nothingIsForwardedBack() {
    try (SshRunner runner = runner()) {
      Target target = target("web-1", web, target("gate", gate, null));
      assertThat(run(runner, target, "echo \"[$SSH_AUTH_SOCK$DISPLAY]\"").output().text())
          .isEqualTo("[]\n");
    }
  }
}
