package org.toban.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.toban.alert.Labels;
import org.toban.remedy.Outcome.Reason;
import org.toban.testbed.Server;
import org.toban.testbed.SshdServer;

/** Every kind of key, with and without passphrase, certificates and the agent, at a real sshd. */
@Tag("server")
@Timeout(300)
class KeysTest {
  private static final String WORDS = "open sesame 開け";

  @TempDir static Path folder;
  private static SshdServer server;
  private static Path authority;

  @BeforeAll
  static void start() throws IOException {
    authority = key("authority", "ed25519", "");
    server =
        SshdServer.start(
            folder.resolve("sshd"), "LogLevel VERBOSE", "TrustedUserCAKeys " + authority + ".pub");
  }

  @AfterAll
  static void end() {
    server.close();
  }

  private static Path key(String name, String type, String passphrase) throws IOException {
    Path file = folder.resolve(name);
    Ssh.program(
        "ssh-keygen", "-q", "-t", type, "-N", passphrase, "-C", name, "-f", file.toString());
    return file;
  }

  private static Path letIn(Path key) throws IOException {
    Files.writeString(
        server.knownHosts().resolveSibling("authorized_keys"),
        Files.readString(Path.of(key + ".pub")),
        StandardOpenOption.APPEND);
    return key;
  }

  private static void certify(Path key, String... validity) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "ssh-keygen", "-q", "-s", authority.toString(), "-I", "me", "-n", server.user()));
    command.addAll(List.of(validity));
    command.add(key + ".pub");
    Ssh.program(command.toArray(String[]::new));
  }

  private static SignIn signIn(
      @Nullable Path agent,
      boolean onlyFiles,
      @Nullable Passphrase passphrase,
      Path... identities) {
    return new SignIn(
        List.of(server.knownHosts()),
        "",
        List.of(identities),
        folder.resolve("usual"),
        List.of(),
        agent,
        onlyFiles,
        Duration.ofSeconds(30),
        passphrase);
  }

  private static Outcome run(SignIn signIn, String script) {
    Target target = new Target("web-1", server.user(), "127.0.0.1", server.port(), signIn, null);
    try (SshRunner runner = new SshRunner(Ssh.settings(server))) {
      return runner.run(
          new Job(
              UUID.randomUUID().toString(), target, script, Labels.empty(), Duration.ofMinutes(1)),
          _ -> {});
    }
  }

  private static void assertIn(SignIn signIn) {
    Outcome outcome = run(signIn, "echo in");
    assertThat(outcome.output().text()).as(outcome.toString()).isEqualTo("in\n");
  }

  private static String refusal(SignIn signIn) {
    Outcome outcome = run(signIn, "echo in");
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.reason()).isEqualTo(Reason.AUTHENTICATION));
    return ((Outcome.Failed) outcome).detail();
  }

  @ParameterizedTest
  @CsvSource({"ed25519,", "ecdsa,", "rsa,", "ed25519, x", "ecdsa, x", "rsa, x"})
  void everyKindOfKeySignsIn(String type, @Nullable String locked) throws IOException {
    boolean secret = locked != null;
    Path key = letIn(key("kind-" + type + locked, type, secret ? WORDS : ""));
    AtomicInteger asked = new AtomicInteger();
    Passphrase passphrase =
        () -> {
          asked.incrementAndGet();
          return WORDS;
        };
    assertIn(signIn(null, true, passphrase, key));
    assertThat(asked).hasValue(secret ? 1 : 0);
  }

  @Test
  void aPassphraseThatIsWrongOrCannotBeHadIsSaid() throws IOException {
    Path key = letIn(key("locked", "ed25519", WORDS));
    assertThat(refusal(signIn(null, true, () -> "wrong", key)))
        .contains("The passphrase that is given for " + key + " is not the one of this key.")
        .doesNotContain("wrong ");
    assertThat(refusal(signIn(null, true, null, key)))
        .contains(key + " has a passphrase", "ssh-add");
    Passphrase absent =
        () -> {
          throw new IOException("there is no secret in the keyring under toban/key");
        };
    assertThat(refusal(signIn(null, true, absent, key)))
        .contains(
            "The passphrase of " + key + " cannot be had: there is no secret in the keyring under");
  }

  @Test
  void aCertificateBesideItsKeyOrNamedSignsIn() throws IOException {
    for (String passphrase : List.of("", WORDS)) {
      Path key = key("certified" + passphrase.length(), "ecdsa", passphrase);
      assertThat(refusal(signIn(null, true, () -> WORDS, key))).contains("refused every key");
      certify(key);
      assertIn(signIn(null, true, () -> WORDS, key));
      Path moved =
          Files.move(Path.of(key + "-cert.pub"), folder.resolve("moved" + passphrase.length()));
      SignIn plain = signIn(null, true, () -> WORDS, key);
      assertThat(refusal(plain)).contains("refused every key");
      assertIn(
          new SignIn(
              plain.knownHosts(),
              "",
              plain.identities(),
              plain.usual(),
              List.of(moved),
              null,
              true,
              plain.connectTimeout(),
              plain.passphrase()));
    }
  }

  @Test
  void aCertificateWhoseTimeIsOverIsSaid() throws IOException {
    Path key = key("over", "ed25519", "");
    certify(key, "-V", "20200101:20200102");
    assertThat(refusal(signIn(null, true, null, key)))
        .contains("The certificate " + key + "-cert.pub is not valid now: have it renewed.");
    Files.writeString(Path.of(key + "-cert.pub"), "nothing");
    assertThat(refusal(signIn(null, true, null, key)))
        .contains("The file " + key + "-cert.pub holds no certificate.");
  }

  /**
   * T40: the agent is asked for the chosen key alone, its certificate included; never forwarded.
   */
  @Test
  void theAgentIsAskedForTheChosenKeyAlone() throws IOException {
    Path chosen = letIn(key("chosen", "ed25519", ""));
    Path other = letIn(key("other", "rsa", ""));
    Path certified = key("certified-in-agent", "ed25519", "");
    certify(certified);
    Path certifiedRsa = key("certified-rsa-in-agent", "rsa", "");
    certify(certifiedRsa);
    try (RecordedAgent agent = RecordedAgent.start(folder.resolve("agents"))) {
      for (Path key : List.of(other, certified, certifiedRsa, chosen)) {
        agent.add(key);
      }
      Path withoutPrivate = Files.copy(Path.of(chosen + ".pub"), folder.resolve("only-public"));
      Outcome outcome =
          run(signIn(agent.socket(), true, null, withoutPrivate), "echo \"in [$SSH_AUTH_SOCK]\"");
      assertThat(outcome.output().text()).as(outcome.toString()).isEqualTo("in []\n");
      assertThat(agent.asked()).containsExactly(blob(chosen + ".pub"));
      Path public2 = Files.copy(Path.of(certified + ".pub"), folder.resolve("only-public-2"));
      assertIn(signIn(agent.socket(), true, null, public2));
      Path public3 = Files.copy(Path.of(certifiedRsa + ".pub"), folder.resolve("only-public-3"));
      assertIn(signIn(agent.socket(), true, null, public3));
      assertThat(agent.asked())
          .contains(blob(certified + "-cert.pub"))
          .doesNotContain(blob(other + ".pub"));
      assertThat(agent.kinds()).containsOnly(11, 13);
      assertThat(refusal(signIn(agent.socket(), true, null))).contains("refused every key");
      assertThat(agent.asked()).doesNotContain(blob(other + ".pub"));
      assertIn(signIn(agent.socket(), false, null));
    }
  }

  private static String blob(String publicKey) throws IOException {
    return Files.readString(Path.of(publicKey)).split(" ")[1];
  }

  /** T43: noise before the marker is no output, and a slow start is not the script's time. */
  @Test
  void aNoisyAndSlowRcFileIsTolerated() throws IOException {
    Path home = Files.createDirectory(folder.resolve("noisy-home"));
    Files.writeString(
        home.resolve(".bashrc"),
        "printf '\\033[31mWelcome\\n'; echo 'bash: warning' >&2; head -c 20000 /dev/zero | tr '\\0' n;"
            + " sleep 0.5; alias echo='echo aliased'; set -o noglob\n");
    try (SshdServer noisy =
        SshdServer.start(
            folder.resolve("noisy"),
            "ForceCommand exec env HOME=" + home + " SHLVL=0 bash -c \"$SSH_ORIGINAL_COMMAND\"")) {
      try (SshRunner runner = new SshRunner(Ssh.settings(noisy))) {
        Outcome outcome = runner.run(Ssh.job(noisy, "echo in; echo /et[c]"), _ -> {});
        assertThat(outcome.output().text()).as(outcome.toString()).isEqualTo("in\n/etc\n");
        assertThat(outcome.took()).isGreaterThan(Duration.ofMillis(500)); // the rc file was read
      }
    }
  }

  /** T46: a passphrase is in no argument and no environment, here or there, during a run. */
  @Test
  void aPassphraseIsInNoProcessList() throws IOException {
    Path key = letIn(key("secret", "ed25519", WORDS));
    Path file = Files.writeString(folder.resolve("passphrase"), WORDS);
    Passphrase passphrase = () -> Files.readString(file);
    String script =
        "cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2>/dev/null | tr '\\0' '\\n'"
            + " | grep -c 'ses[a]me'; true";
    assertThat(run(signIn(null, true, passphrase, key), script).output().text()).isEqualTo("0\n");
  }

  /** A real ssh-agent behind a socket that notes what it is asked. */
  private record RecordedAgent(Process agent, Path real, Path socket, List<byte[]> requests)
      implements AutoCloseable {
    static RecordedAgent start(Path place) throws IOException {
      Files.createDirectory(place);
      Path real = place.resolve("real");
      Process agent =
          new ProcessBuilder("ssh-agent", "-D", "-a", real.toString())
              .redirectErrorStream(true)
              .redirectOutput(place.resolve("log").toFile())
              .start();
      Server.await("the agent's socket", Duration.ofMinutes(1), () -> Files.exists(real));
      RecordedAgent recorded =
          new RecordedAgent(
              agent,
              real,
              place.resolve("recorded"),
              java.util.Collections.synchronizedList(new ArrayList<>()));
      var listening =
          java.nio.channels.ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX)
              .bind(java.net.UnixDomainSocketAddress.of(recorded.socket));
      Thread.ofVirtual().start(() -> recorded.serve(listening));
      return recorded;
    }

    void add(Path key) throws IOException {
      Ssh.program("env", "SSH_AUTH_SOCK=" + real, "ssh-add", "-q", key.toString());
    }

    private void serve(java.nio.channels.ServerSocketChannel listening) {
      try (listening) {
        while (true) {
          var client = listening.accept();
          Thread.ofVirtual().start(() -> pass(client));
        }
      } catch (IOException _) {
        // the test is over
      }
    }

    private void pass(java.nio.channels.SocketChannel client) {
      try (client;
          var there =
              java.nio.channels.SocketChannel.open(java.net.UnixDomainSocketAddress.of(real))) {
        while (true) {
          byte[] request = message(client);
          requests.add(request);
          send(there, request);
          send(client, message(there));
        }
      } catch (IOException _) {
        // one of them is gone
      }
    }

    private static byte[] message(java.nio.channels.SocketChannel from) throws IOException {
      byte[] message = new byte[read(from, 4).getInt()];
      read(from, message.length).get(message);
      return message;
    }

    private static ByteBuffer read(java.nio.channels.SocketChannel from, int length)
        throws IOException {
      ByteBuffer buffer = ByteBuffer.allocate(length);
      while (buffer.hasRemaining()) {
        if (from.read(buffer) < 0) {
          throw new IOException("closed");
        }
      }
      return buffer.flip();
    }

    private static void send(java.nio.channels.SocketChannel to, byte[] message)
        throws IOException {
      ByteBuffer buffer = ByteBuffer.allocate(4 + message.length);
      buffer.putInt(message.length).put(message).flip();
      while (buffer.hasRemaining()) {
        to.write(buffer);
      }
    }

    /**
     * The kinds of request (draft-miller-ssh-agent): 11 lists the keys, 13 asks for a signature.
     */
    List<Integer> kinds() {
      return List.copyOf(requests).stream().map(request -> (int) request[0]).toList();
    }

    /** The keys that signatures were asked of. */
    List<String> asked() {
      return List.copyOf(requests).stream()
          .filter(request -> request[0] == 13)
          .map(request -> {
            int length = ByteBuffer.wrap(request, 1, 4).getInt();
            return Base64.getEncoder().encodeToString(Arrays.copyOfRange(request, 5, 5 + length));
          })
          .toList();
    }

    @Override
    public void close() {
      agent.destroy();
    }
  }
}
