package org.toban.notice.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.toban.alert.Severity;
import org.toban.notice.Delivery;
import org.toban.notice.Letter;
import org.toban.notice.Notice;
import org.toban.notice.Reader;
import org.toban.source.SourceSettings.Http;
import org.toban.source.SourceSettings.Secret;

/** Against a server on loopback that keeps Slack's documented contract. */
class SlackTest {
  private static final Reader READER = new Reader(Locale.ENGLISH, ZoneId.of("Asia/Tokyo"));
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path folder;

  private final List<Said> said = new CopyOnWriteArrayList<>();
  private final Deque<Answer> answers = new ArrayDeque<>();
  private HttpServer server;
  private URI url;

  /** What Slack was told. */
  private record Said(String path, @Nullable String authorization, JsonNode json) {}

  private record Answer(int status, @Nullable String retryAfter, String body) {}

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    JsonNode json = JSON.readTree(exchange.getRequestBody().readAllBytes());
    said.add(new Said(path, exchange.getRequestHeaders().getFirst("Authorization"), json));
    Answer answer = answers.poll();
    if (answer == null) {
      String ok =
          "{\"ok\":true,\"channel\":\"C0123456789\",\"ts\":\"17.%d\"}".formatted(said.size());
      answer = new Answer(200, null, path.startsWith("/services") ? "ok" : ok);
    }
    if (answer.retryAfter() != null) {
      exchange.getResponseHeaders().add("Retry-After", answer.retryAfter());
    }
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private SlackWebhook webhook() throws IOException {
    Path file =
        Files.writeString(folder.resolve("url"), url.resolve("services/T0/B0/secret") + "\n");
    return new SlackWebhook(new Secret.InFile(file), Http.plain(), READER);
  }

  private SlackBot bot() throws IOException {
    Path file = Files.writeString(folder.resolve("token"), "xoxb-secret\n");
    return new SlackBot(new Secret.InFile(file), "C0123456789", Http.plain(), url, READER);
  }

  private static Letter letter(String title, String body) {
    Notice notice = new Notice("INC-1", Severity.CRITICAL, title, body, "SRE", "new incident");
    return Letter.now("k", "slack", notice, List.of("INC-1"), Instant.EPOCH);
  }

  /** T16: nothing of an alert mentions anybody or hides an address. */
  @Test
  void textIsTextAndNothingElse() throws IOException {
    String evil = "<!channel> <@U1> <https://evil|ok> & `x` *b*\u202E\u0007";
    assertThat(webhook().send(letter(evil, evil), null)).isEqualTo(Delivery.sent());
    JsonNode json = said.getFirst().json();
    String escaped = "&lt;!channel&gt; &lt;@U1&gt; &lt;https://evil|ok&gt; &amp; `x` *b*";
    assertThat(json.path("text").asText()).isEqualTo("[Critical] " + escaped);
    assertThat(json.path("mrkdwn").asBoolean(true)).isFalse();
    assertThat(json.path("unfurl_links").asBoolean(true)).isFalse();
    assertThat(json.has("link_names")).isFalse();
    JsonNode text = json.path("blocks").path(0).path("text");
    assertThat(text.path("type").asText()).isEqualTo("plain_text");
    assertThat(text.path("text").asText())
        .isEqualTo("[Critical] " + escaped + "\n" + escaped + "\n→ SRE");
    assertThat(json.toString()).doesNotContain("<");
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid_payload, Permanent",
    "403, action_prohibited, Permanent",
    "404, channel_not_found, Permanent",
    "410, channel_is_archived, Permanent",
    "302, elsewhere, Permanent",
    "500, rollup_error, Temporary",
    "503, '', Temporary"
  })
  void aStatusSaysWhetherItMayWorkLater(int status, String body, String kind) throws IOException {
    answers.add(new Answer(status, null, body));
    Delivery delivery = webhook().send(letter("a", ""), null);
    assertThat(delivery.getClass().getSimpleName()).isEqualTo(kind);
    assertThat(delivery.problem()).contains("" + status, body).doesNotContain("secret");
  }

  @Test
  void waitsAsLongAsSlackAsks() throws IOException {
    answers.add(new Answer(429, "42", "rate_limited"));
    answers.add(new Answer(429, null, ""));
    answers.add(new Answer(200, "7", "{\"ok\":false,\"error\":\"ratelimited\"}"));
    assertThat(webhook().send(letter("a", ""), null))
        .isEqualTo(new Delivery.Temporary("Slack asks to wait (429)", Duration.ofSeconds(42)));
    assertThat(webhook().send(letter("a", ""), null))
        .isEqualTo(new Delivery.Temporary("Slack asks to wait (429)", Duration.ofSeconds(30)));
    assertThat(bot().send(letter("a", ""), null))
        .isEqualTo(new Delivery.Temporary("chat.postMessage: ratelimited", Duration.ofSeconds(7)));
    assertThat(webhook().send(letter("a", ""), null)).isEqualTo(Delivery.sent());
  }

  @Test
  void oneMessageForAnIncidentEditedInPlaceWithAThread() throws IOException {
    Delivery first = bot().send(letter("New: Down", "15 min left"), null);
    assertThat(first).isEqualTo(new Delivery.Sent("C0123456789:17.1"));
    Delivery later = bot().send(letter("Unanswered: Down", ""), "C0123456789:17.1");
    assertThat(later).isEqualTo(first);
    assertThat(said)
        .extracting(Said::path)
        .containsExactly("/chat.postMessage", "/chat.update", "/chat.postMessage");
    assertThat(said).extracting(Said::authorization).containsOnly("Bearer xoxb-secret");
    JsonNode edit = said.get(1).json();
    assertThat(edit.path("ts").asText()).isEqualTo("17.1");
    assertThat(edit.path("text").asText()).isEqualTo("[Critical] Unanswered: Down");
    JsonNode reply = said.get(2).json();
    assertThat(reply.path("thread_ts").asText()).isEqualTo("17.1");
    assertThat(reply.path("reply_broadcast").asBoolean()).isTrue();
  }

  @Test
  void aMessageThatIsGoneIsBegunAnew() throws IOException {
    answers.add(new Answer(200, null, "{\"ok\":false,\"error\":\"message_not_found\"}"));
    assertThat(bot().send(letter("a", ""), "C0123456789:9.9"))
        .isEqualTo(new Delivery.Sent("C0123456789:17.2"));
  }

  @ParameterizedTest
  @CsvSource({
    "invalid_auth, Permanent",
    "not_in_channel, Permanent",
    "is_archived, Permanent",
    "internal_error, Temporary",
    "service_unavailable, Temporary"
  })
  void anErrorSaysWhetherItMayWorkLater(String error, String kind) throws IOException {
    answers.add(new Answer(200, null, "{\"ok\":false,\"error\":\"" + error + "\"}"));
    Delivery delivery = bot().send(letter("a", ""), null);
    assertThat(delivery.getClass().getSimpleName()).isEqualTo(kind);
    assertThat(delivery.problem()).isEqualTo("chat.postMessage: " + error);
  }

  @Test
  void nobodyThereIsTemporaryAndShowsNoSecret() throws IOException {
    server.stop(0);
    assertThat(webhook().send(letter("a", ""), null))
        .isInstanceOf(Delivery.Temporary.class)
        .asString()
        .doesNotContain("secret");
  }

  @Test
  void aWebhookIsNotSaidInTheOpen() throws IOException {
    Path file = Files.writeString(folder.resolve("open"), "http://hooks.example.com/T/B/X");
    assertThat(
            new SlackWebhook(new Secret.InFile(file), Http.plain(), READER)
                .send(letter("a", ""), null))
        .isInstanceOf(Delivery.Permanent.class)
        .asString()
        .contains("no https address")
        .doesNotContain("T/B/X");
  }
}
