package org.toban.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.toban.remedy.Outcome.Reason;
import org.toban.testbed.SshdServer;

/** T39: host keys against a real sshd that has an RSA key, an Ed25519 key and a certificate. */
@Tag("server")
@Timeout(300)
class HostKeyTest {
  @TempDir static Path folder;
  private static SshdServer server;

  @BeforeAll
  static void start() throws IOException {
    Path rsa = key("rsa");
    Path authority = key("ed25519");
    Path certified = key("ecdsa");
    Ssh.program(
        "ssh-keygen",
        "-q",
        "-s",
        authority.toString(),
        "-I",
        "host",
        "-h",
        "-n",
        "127.0.0.1",
        certified + ".pub");
    server =
        SshdServer.start(
            folder.resolve("sshd"),
            "HostKey " + rsa,
            "HostKey " + certified,
            "HostCertificate " + certified + "-cert.pub");
  }

  private static Path key(String type) throws IOException {
    Path file = folder.resolve(type);
    Ssh.program("ssh-keygen", "-q", "-t", type, "-N", "", "-C", "test", "-f", file.toString());
    return file;
  }

  @AfterAll
  static void end() {
    server.close();
  }

  private static Outcome run(String... knownHosts) throws IOException {
    Path file = Files.createTempFile(folder, "known", "hosts");
    List<String> lines = List.of(knownHosts);
    Files.write(file, lines);
    try (SshRunner runner = new SshRunner(Ssh.settings(file, server.userKey()))) {
      return runner.run(Ssh.job(server, "echo in"), _ -> {});
    } finally {
      assertThat(Files.readAllLines(file)).as("known_hosts is only read").isEqualTo(lines);
    }
  }

  private static String line(Path publicKey) throws IOException {
    return "[127.0.0.1]:" + server.port() + " " + Files.readString(publicKey).strip();
  }

  private static Path publicKey(String type) {
    return folder.resolve(type + ".pub");
  }

  private static String fingerprint(Path publicKey) throws IOException {
    return Ssh.program("ssh-keygen", "-lf", publicKey.toString()).split(" ")[1];
  }

  private static void assertIn(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Exited.class);
    assertThat(outcome.output().text()).isEqualTo("in\n");
  }

  private static String refusal(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    Outcome.Failed failed = (Outcome.Failed) outcome;
    assertThat(failed.reason()).isEqualTo(Reason.HOST_KEY);
    assertThat(failed.output()).isEqualTo(Outcome.Output.none());
    return failed.detail();
  }

  @Test
  void anUnknownHostIsRefusedWithItsFingerprintAndTheWayToAcceptIt() throws IOException {
    String detail = refusal(run());
    assertThat(detail)
        .contains(
            "web-1", "is not known", "ssh-keyscan -t", "-p " + server.port() + " 127.0.0.1 >> ");
    assertThat(detail)
        .matches(text ->
            List.of("rsa", "ecdsa").stream().anyMatch(type -> has(text, publicKey(type)))
                || has(text, server.userKey().resolveSibling("host_key.pub")));
  }

  private static boolean has(String text, Path publicKey) {
    try {
      return text.contains(fingerprint(publicKey));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aFileThatIsNotThereKnowsNobody() throws IOException {
    Path nowhere = folder.resolve("nowhere/known_hosts");
    try (SshRunner runner = new SshRunner(Ssh.settings(nowhere, server.userKey()))) {
      assertThat(refusal(runner.run(Ssh.job(server, "true"), _ -> {}))).contains("is not known");
    }
    assertThat(nowhere).doesNotExist();
  }

  @Test
  void theKindOfKeyThatIsKnownIsAskedFor() throws IOException {
    for (Path known :
        List.of(
            publicKey("rsa"),
            publicKey("ecdsa"),
            server.userKey().resolveSibling("host_key.pub"))) {
      assertIn(run(line(known)));
    }
  }

  @Test
  void aHashedNameIsTheHosts() throws IOException {
    Path file = Files.write(folder.resolve("hashed"), List.of(line(publicKey("rsa"))));
    Ssh.program("ssh-keygen", "-q", "-H", "-f", file.toString());
    String hashed = Files.readString(file).strip();
    assertThat(hashed).startsWith("|1|");
    assertIn(run(hashed));
  }

  @Test
  void anotherKeyThanTheKnownOneIsRefusedWithBothFingerprintsAndTheLine() throws IOException {
    String wrong = line(server.userKey().resolveSibling("user_key.pub"));
    String detail = refusal(run("# a comment", wrong));
    assertThat(detail)
        .contains(
            fingerprint(server.userKey().resolveSibling("host_key.pub")),
            fingerprint(server.userKey().resolveSibling("user_key.pub")),
            "hosts:2)",
            "ssh-keygen -f ",
            " -R '[127.0.0.1]:" + server.port() + "'");
  }

  @Test
  void aKindOfKeyThatTheHostHasNoMoreIsAChangedKey() throws IOException {
    try (SshdServer other = SshdServer.start(folder.resolve("other"))) {
      String rsa = "[127.0.0.1]:" + other.port() + " " + Files.readString(publicKey("rsa"));
      Path file = Files.writeString(folder.resolve("only-rsa"), rsa);
      try (SshRunner runner = new SshRunner(Ssh.settings(file, other.userKey()))) {
        assertThat(refusal(runner.run(Ssh.job(other, "true"), _ -> {})))
            .contains("is not the known");
      }
    }
  }

  @Test
  void aRevokedKeyIsRefusedEvenWhenItIsKnown() throws IOException {
    String known = line(publicKey("rsa"));
    assertThat(refusal(run(known, "@revoked * " + Files.readString(publicKey("rsa")).strip())))
        .contains("is revoked", "hosts:2)", fingerprint(publicKey("rsa")));
  }

  @Test
  void anAuthoritysCertificateIsTrustedForItsHosts() throws IOException {
    String key = Files.readString(publicKey("ed25519")).strip();
    assertIn(run("@cert-authority [127.0.0.*]:" + server.port() + " " + key));
    assertThat(refusal(run("@cert-authority other.example " + key))).contains("is not known");
    assertThat(
            refusal(
                run(
                    "@cert-authority [127.0.0.1]:" + server.port() + " " + key,
                    "@revoked * " + key)))
        .contains("is revoked");
  }

  @Test
  void aKeyOfAnotherPortIsNotThisHosts() throws IOException {
    String key = Files.readString(publicKey("rsa")).strip();
    assertThat(refusal(run("127.0.0.1 " + key))).contains("is not known");
    assertThat(refusal(run("[127.0.0.1]:1 " + key))).contains("is not known");
    assertThat(refusal(run("!" + line(publicKey("rsa"))))).contains("is not known");
  }

  /** T39: an impostor that would let everybody in sees no key of ours and no name. */
  @Test
  void anImpostorInBetweenIsToldNothing() throws IOException {
    try (SshdServer impostor =
        SshdServer.start(
            folder.resolve("impostor"),
            "LogLevel DEBUG2",
            "Match all",
            "AuthorizedKeysFile " + server.userKey() + ".pub")) {
      String known = Files.readString(server.knownHosts());
      Path file = folder.resolve("the real one");
      Files.writeString(file, known.replaceFirst("^\\S+", "[127.0.0.1]:" + impostor.port()));
      try (SshRunner runner = new SshRunner(Ssh.settings(file, server.userKey()))) {
        String detail = refusal(runner.run(Ssh.job(impostor, "echo in"), _ -> {}));
        assertThat(detail).contains("is not the known one", "somebody may be in between");
      }
      assertThat(impostor.log()).contains("Connection from").doesNotContain("userauth-request");
      try (SshRunner runner =
          new SshRunner(Ssh.settings(impostor.knownHosts(), server.userKey()))) {
        assertIn(runner.run(Ssh.job(impostor, "echo in"), _ -> {}));
      }
      assertThat(impostor.log()).as("it does log who signs in").contains("userauth-request");
    }
  }

  /** T39 */
  @Test
  void aHostThatComesBackWithAnotherKeyIsRefused() throws IOException {
    try (SshdServer swapped = SshdServer.start(folder.resolve("swapped"));
        SshRunner runner = new SshRunner(Ssh.settings(swapped))) {
      assertThat(runner.run(Ssh.job(swapped, "true"), _ -> {})).isInstanceOf(Outcome.Exited.class);
      swapped.swapHostKey();
      assertThat(refusal(runner.run(Ssh.job(swapped, "true"), _ -> {})))
          .contains("is not the known one");
    }
  }

  /** T41 */
  @Test
  void aHostWithOnlyAlgorithmsOfThePastIsRefused() throws IOException {
    for (String past :
        List.of(
            "KexAlgorithms diffie-hellman-group14-sha1", "Ciphers aes128-cbc", "MACs hmac-sha1")) {
      Path place = Files.createTempDirectory(folder, "past");
      String cipher = past.startsWith("MACs") ? "Ciphers aes128-ctr" : "LogLevel INFO";
      try (SshdServer old = SshdServer.start(place, past, cipher);
          SshRunner runner = new SshRunner(Ssh.settings(old))) {
        assertThat(runner.run(Ssh.job(old, "true"), _ -> {}))
            .isInstanceOfSatisfying(
                Outcome.Failed.class,
                failed -> {
                  assertThat(failed.reason()).isEqualTo(Reason.CONNECT);
                  assertThat(failed.detail())
                      .contains("only offers algorithms of the past", "web-1");
                });
      }
    }
  }
}
