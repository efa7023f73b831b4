package org.toban.source.keyring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.toban.testbed.KeyringServer;

/** Against a real GNOME Keyring: open, then locked, then one that does not answer (T45). */
@Tag("server")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SecretServiceBusTest {
  private static final String SECRET = "a.*b$1\\E[x]\"&当番";
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @TempDir static Path folder;
  private static KeyringServer server;
  private static Keyring keyring;

  @BeforeAll
  static void start() throws Exception {
    server = KeyringServer.start(folder);
    server.store(SECRET, "service", "toban", "account", "prod");
    server.store("of Python", "service", "toban", "username", "other");
    keyring = new SecretServiceBus(server.address());
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  @Test
  @Order(1)
  void findsASecretByServiceAndAccount() {
    assertThat(keyring.find("toban", "prod", LIMIT)).isEqualTo(new Keyring.Answer.Found(SECRET));
    assertThat(keyring.find("toban", "other", LIMIT))
        .isEqualTo(new Keyring.Answer.Found("of Python"));
    assertThat(keyring.find("toban", "none", LIMIT)).isEqualTo(new Keyring.Answer.Absent());
    assertThat(keyring.find("toban", "prod", LIMIT).toString()).doesNotContain(SECRET);
  }

  @Test
  @Order(2)
  void aLockedOneSaysSoWithoutAPrompt() throws Exception {
    server.lock();
    assertThat(keyring.find("toban", "prod", LIMIT)).isEqualTo(new Keyring.Answer.Locked());
    assertThat(keyring.find("toban", "none", LIMIT)).isEqualTo(new Keyring.Answer.Absent());
  }

  @Test
  @Order(3)
  void oneThatDoesNotAnswerIsUnavailable() throws Exception {
    server.freeze();
    Keyring patient = new RestingKeyring(keyring, System::nanoTime);
    Keyring.Answer answer = patient.find("toban", "prod", Duration.ofMillis(500));
    assertThat(answer).isInstanceOf(Keyring.Answer.Unavailable.class);
    assertThat(patient.find("toban", "prod", Duration.ofMillis(500))).isSameAs(answer);
  }

  @Test
  @Order(4)
  void withoutABusItIsUnavailable() {
    Keyring none = new SecretServiceBus("unix:path=" + folder.resolve("no-bus"));
    assertThat(none.find("toban", "prod", Duration.ofSeconds(2)))
        .isInstanceOfSatisfying(
            Keyring.Answer.Unavailable.class,
            it -> assertThat(it.why()).contains("no keyring answers", "KeePassXC"));
  }
}
