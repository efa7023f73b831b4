package org.toban.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.toban.source.SourceSettings.Header;
import org.toban.source.SourceSettings.Http;
import org.toban.source.SourceSettings.Literal;
import org.toban.source.SourceSettings.Secret;
import org.toban.source.json.Answers;
import org.toban.source.keyring.Keyring;
import org.toban.source.tls.Tls;

/**
 * A server repeats what it was told, in every form: no fault, log line or text shows a secret
 * (T22).
 */
class NoSecretShowsTest {
  private static final String EACH = "a.*b$1\\E[x](?i)\"q\"&<|>+/^{2}";

  private final List<String> logged = Collections.synchronizedList(new ArrayList<>());
  private final Handler listener =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          logged.add(line.getMessage() + line.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @TempDir Path folder;

  @BeforeEach
  void listen() {
    Logger.getLogger("org.toban").addHandler(listener);
  }

  @AfterEach
  void stopListening() {
    Logger.getLogger("org.toban").removeHandler(listener);
  }

  private static List<String> forms(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    return List.of(
        secret,
        Base64.getEncoder().encodeToString(bytes),
        Base64.getEncoder().encodeToString(("toban:" + secret).getBytes(StandardCharsets.UTF_8)),
        URLEncoder.encode(secret, StandardCharsets.UTF_8),
        secret.replace("\\", "\\\\").replace("\"", "\\\""),
        secret.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
  }

  private void assertNothingShows(SourceSettings settings, String secret, Secrets secrets) {
    Reading reading = new HttpSource(settings, secrets).read(InstantSource.system());
    assertThat(reading).isInstanceOf(Reading.Failed.class);
    String all =
        logged + "\n" + reading + "\n" + ((Reading.Failed) reading).fault().summary() + settings;
    assertThat(logged).as("the fault is logged").isNotEmpty();
    for (String form : forms(secret)) {
      assertThat(all).doesNotContain(form);
    }
  }

  private static Secrets secrets(String secret) {
    return new Secrets(
        Map.of("TOKEN", secret)::get,
        Duration.ofMinutes(1),
        (_, _, _) -> new Keyring.Answer.Found(secret));
  }

  private static SourceSettings settings(Http http, URI url) {
    return HttpSourceTest.settings(Duration.ofMinutes(1), 1 << 20, http, url);
  }

  private List<Http> ways() throws Exception {
    Secret stored = new Secret.InEnvironment("TOKEN");
    Secret kept = new Secret.InKeyring("toban", "prod");
    Header header = new Header("X-Key", List.of(new Literal("open"), kept));
    return List.of(
        Http.of(new SignIn.Basic(new Literal("toban"), stored)),
        Http.of(new SignIn.Token("Custom", kept)),
        new Http(new SignIn.None(), List.of(header), Tls.usual(), Proxying.none()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {EACH, "$0", "\\Q", "(?<x>", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
  void whateverAServerRepeats(String secret) throws Exception {
    String echo = String.join(" ", forms(secret));
    for (Http http : ways()) {
      try (RawServer refusing = RawServer.answering("401 No", "", Answers.bytes(echo));
          RawServer leading =
              RawServer.answering("302 No", "Location: /" + echo + "\r\n", Answers.bytes(""));
          RawServer packing =
              RawServer.answering("200 OK", "Content-Encoding: " + echo + "\r\n", new byte[0]);
          RawServer raving = RawServer.start(out -> out.write(Answers.bytes(echo + "\r\n\r\n")));
          RawServer babbling = RawServer.answering(Answers.bytes(echo))) {
        for (RawServer server : List.of(refusing, leading, packing, raving, babbling)) {
          assertNothingShows(settings(http, server.url()), secret, secrets(secret));
        }
      }
    }
  }

  /** A long token is cut where the excerpt of an answer ends: not even its beginning may show. */
  @Test
  void notEvenTheBeginningOfALongOne() {
    String secret = "eyJhbGciOi" + "Zx9".repeat(1000);
    Http http = Http.of(SignIn.Token.bearer(new Secret.InEnvironment("TOKEN")));
    for (int before : List.of(0, 100, 190, 790)) {
      byte[] echo = Answers.bytes("x".repeat(before) + secret);
      try (RawServer server = RawServer.answering("403 No", "", echo)) {
        SourceSettings settings = settings(http, server.url());
        Reading reading = new HttpSource(settings, secrets(secret)).read(InstantSource.system());
        assertThat(reading.toString() + logged).doesNotContain("eyJ");
      }
      try (RawServer server = RawServer.answering(echo)) {
        SourceSettings settings = settings(http, server.url());
        Reading reading = new HttpSource(settings, secrets(secret)).read(InstantSource.system());
        assertThat(reading.toString() + logged).doesNotContain("eyJ");
      }
    }
  }

  /** T46: the secret that a command prints stands in no argument and no environment. */
  @Test
  void noProcessShowsTheSecretOfACommand() throws Exception {
    Path kept = Files.writeString(folder.resolve("kept"), EACH);
    Path seen = folder.resolve("seen");
    String script =
        "cat /proc/$$/cmdline /proc/$$/environ /proc/$PPID/cmdline /proc/$PPID/environ > '"
            + seen
            + "'; cat '"
            + kept
            + "'";
    Secret secret = new Secret.FromCommand(List.of("sh", "-c", script));
    assertThat(secrets("").read(secret)).isEqualTo(EACH);
    assertThat(Files.readString(seen, StandardCharsets.ISO_8859_1))
        .contains("sh", "PATH=")
        .doesNotContain(EACH);
    assertThat(secret.toString()).doesNotContain(EACH);
  }
}
