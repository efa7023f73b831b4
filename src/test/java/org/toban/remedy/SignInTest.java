package org.toban.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
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

/** Keys from files and from a real ssh-agent, and hosts that cannot be reached. */
@Tag("server")
@Timeout(300)
class SignInTest {
  @TempDir static Path folder;
  private static SshdServer server;
  private static Process agent;
  private static Path socket;
  private static Path stranger;

  @BeforeAll
  static void start() throws IOException {
    server = SshdServer.start(folder.resolve("sshd"), "LogLevel VERBOSE");
    stranger = folder.resolve("stranger");
    Ssh.program("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", stranger.toString());
    socket = folder.resolve("agent");
    agent =
        new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("agent.log").toFile())
            .start();
    Server.await("the agent's socket", Duration.ofMinutes(1), () -> Files.exists(socket));
  }

  @AfterAll
  static void end() {
    agent.destroy();
    server.close();
  }

  private static void agentHolds(Path... keys) throws IOException {
    inAgent("ssh-add", "-q", "-D");
    for (Path key : keys) {
      inAgent("ssh-add", "-q", key.toString());
    }
  }

  private static void inAgent(String... command) throws IOException {
    String[] all = new String[command.length + 2];
    all[0] = "env";
    all[1] = "SSH_AUTH_SOCK=" + socket;
    System.arraycopy(command, 0, all, 2, command.length);
    Ssh.program(all);
  }

  private static Outcome run(@Nullable Path withAgent, Path... identities) {
    SshSettings settings =
        new SshSettings(
            server.knownHosts(),
            List.of(identities),
            withAgent,
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            1000);
    return run(settings, Ssh.target(server));
  }

  private static Outcome run(SshSettings settings, Target target) {
    try (SshRunner runner = new SshRunner(settings)) {
      return runner.run(
          new Job(
              UUID.randomUUID().toString(),
              target,
              "echo \"in [$SSH_AUTH_SOCK]\"",
              Labels.empty(),
              Duration.ofMinutes(1)),
          _ -> {});
    }
  }

  private static void assertIn(Outcome outcome) {
    assertThat(outcome.output().text()).as(outcome.toString()).isEqualTo("in []\n");
  }

  private static String refusal(Outcome outcome, Reason reason) {
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    Outcome.Failed failed = (Outcome.Failed) outcome;
    assertThat(failed.reason()).as(failed.detail()).isEqualTo(reason);
    return failed.detail();
  }

  @Test
  void aKeyThatTheHostDoesNotKnowIsRefused() {
    assertThat(refusal(run(null, stranger), Reason.AUTHENTICATION))
        .contains("web-1", "refused every key", "1 from a file", "authorized_keys");
  }

  /** T41: no password is ever sent, whatever the host asks for. */
  @Test
  void aHostThatOnlyTakesPasswordsIsRefused() throws IOException {
    try (SshdServer old =
        SshdServer.start(
            folder.resolve("passwords"),
            "LogLevel DEBUG2",
            "Match all",
            "PubkeyAuthentication no",
            "PasswordAuthentication yes")) {
      assertThat(refusal(run(Ssh.settings(old), Ssh.target(old)), Reason.AUTHENTICATION))
          .contains("web-1", "refused every key");
      assertThat(old.log()).contains("method none").doesNotContain("method password");
    }
  }

  /** T41 */
  @Test
  void withoutAnyKeyNothingElseIsTried() {
    // The folder of known_hosts holds none of the usual files.
    assertThat(refusal(run((Path) null), Reason.AUTHENTICATION)).contains("0 from files");
    assertThat(server.log()).doesNotContain("password").doesNotContain("keyboard-interactive");
  }

  @Test
  void theUsualFilesServeWhenNoneIsNamed() throws IOException {
    Path usual = Files.createDirectory(folder.resolve("usual"));
    Files.copy(server.knownHosts(), usual.resolve("known_hosts"));
    Files.copy(server.userKey(), usual.resolve("id_ed25519"));
    Files.setPosixFilePermissions(
        usual.resolve("id_ed25519"), PosixFilePermissions.fromString("rw-------"));
    assertIn(run(Ssh.settings(usual.resolve("known_hosts")), Ssh.target(server)));
  }

  /** T42 */
  @Test
  void aKeyThatOthersCanReadIsRefusedWithTheCommandThatMendsIt() throws IOException {
    for (String mode : List.of("rw-r--r--", "rw-r-----", "rw-----w-")) {
      Path open = folder.resolve("open key " + mode);
      Files.copy(server.userKey(), open);
      Files.setPosixFilePermissions(open, PosixFilePermissions.fromString(mode));
      assertThat(refusal(run(null, open), Reason.AUTHENTICATION))
          .contains(mode, "chmod 600 '" + open + "'");
    }
  }

  @Test
  void aKeyFileThatIsMissingOrNoKeyIsNamed() throws IOException {
    Path missing = folder.resolve("missing");
    assertThat(refusal(run(null, missing), Reason.AUTHENTICATION)).contains(missing.toString());
    Path text = Files.writeString(folder.resolve("text"), "not a key\n");
    Files.setPosixFilePermissions(text, PosixFilePermissions.fromString("rw-------"));
    assertThat(refusal(run(null, text), Reason.AUTHENTICATION)).contains(text.toString());
  }

  /** T40 */
  @Test
  void aKeyThatOnlyTheAgentHasSignsInAndIsNotForwarded() throws IOException {
    agentHolds(server.userKey());
    assertIn(run(socket));
  }

  @Test
  void aKeyWithAPassphraseIsTakenFromTheAgent() throws IOException {
    Path locked = folder.resolve("locked");
    Files.copy(server.userKey(), locked);
    Files.copy(server.userKey().resolveSibling("user_key.pub"), folder.resolve("locked.pub"));
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rw-------"));
    Ssh.program("ssh-keygen", "-q", "-p", "-P", "", "-N", "secret words", "-f", locked.toString());
    assertThat(refusal(run(null, locked), Reason.AUTHENTICATION))
        .contains("has a passphrase", "ssh-add " + locked);
    agentHolds(stranger, server.userKey());
    assertIn(run(socket, locked));
  }

  /** T40 */
  @Test
  void onlyTheNamedKeyIsOffered() throws IOException {
    agentHolds(server.userKey());
    assertThat(refusal(run(socket, stranger), Reason.AUTHENTICATION)).contains("refused every key");
    String[] shown = Ssh.program("ssh-keygen", "-lf", server.userKey().toString()).split(" ");
    long before = server.log().lines().filter(line -> line.contains(shown[1])).count();
    run(socket, stranger);
    assertThat(server.log().lines().filter(line -> line.contains(shown[1]))).hasSize((int) before);
  }

  @Test
  void anAgentThatIsGoneIsNoAgent() {
    assertIn(run(folder.resolve("no-such-socket"), server.userKey()));
  }

  @Test
  void hostsThatCannotBeReachedAreNamed() {
    SshSettings settings = Ssh.settings(server);
    int port = Server.freePort();
    Target closed = new Target("web-2", "ops", "127.0.0.1", port);
    assertThat(refusal(run(settings, closed), Reason.CONNECT))
        .contains("web-2", "nothing listens on port " + port);
    Target unknown = new Target("web-3", "ops", "no-such-host.invalid", 22);
    assertThat(refusal(run(settings, unknown), Reason.CONNECT))
        .contains("web-3", "no-such-host.invalid cannot be resolved");
  }

  @Test
  void aHostThatNeverAnswersIsGivenUp() throws IOException {
    try (var silent = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      SshSettings settings =
          new SshSettings(
              server.knownHosts(),
              List.of(server.userKey()),
              null,
              Duration.ofMillis(700),
              Duration.ofMinutes(5),
              1000);
      Target target = new Target("web-4", "ops", "127.0.0.1", silent.getLocalPort());
      long start = System.nanoTime();
      assertThat(refusal(run(settings, target), Reason.CONNECT))
          .contains("no answer within 700 ms");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(1));
    }
  }

  @Test
  void aLoginShellThatDoesNotServeIsRefusedBeforeAnythingIsSent() throws IOException {
    for (String forced : List.of("echo This account is closed.; exit 1", "exec sleep 30")) {
      Path place = Files.createTempDirectory(folder, "forced");
      try (SshdServer odd = SshdServer.start(place, "ForceCommand " + forced)) {
        SshSettings settings =
            new SshSettings(
                odd.knownHosts(),
                List.of(odd.userKey()),
                null,
                Duration.ofSeconds(5),
                Duration.ofMinutes(5),
                1000);
        assertThat(refusal(run(settings, Ssh.target(odd)), Reason.CONNECT))
            .contains("Nothing was run on web-1");
      }
    }
  }

  /** T43 */
  @Test
  void aNoisyLoginShellDoesNotSpoilTheOutput() throws IOException {
    Path place = Files.createTempDirectory(folder, "noisy");
    String noisy =
        "printf '\\033[1mWelcome!\\n\\n'; echo warning >&2; sleep 0.2; eval \"$SSH_ORIGINAL_COMMAND\"";
    try (SshdServer odd = SshdServer.start(place, "ForceCommand " + noisy)) {
      assertIn(run(Ssh.settings(odd), Ssh.target(odd)));
    }
  }
}
