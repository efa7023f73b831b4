package org.toban.notice.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.toban.alert.Severity;
import org.toban.notice.Delivery;
import org.toban.notice.Earlier;
import org.toban.notice.Letter;
import org.toban.notice.Notice;
import org.toban.notice.Reader;
import org.toban.source.SourceSettings.Http;
import org.toban.source.SourceSettings.Secret;
import org.toban.testbed.SlackServer;
import org.toban.testbed.SlackServer.Answer;
import org.toban.testbed.SlackServer.Said;

/** Against a server on loopback that keeps Slack's documented contract. */
class SlackTest {
  private static final Reader READER = new Reader(Locale.ENGLISH, ZoneId.of("Asia/Tokyo"));

  @TempDir Path folder;

  private SlackServer server;
  private List<Said> said;
  private Queue<Answer> answers;

  @BeforeEach
  void start() throws IOException {
    server = SlackServer.start();
    said = server.said;
    answers = server.answers;
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private SlackWebhook webhook() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("url"), server.url().resolve("services/T0/B0/secret") + "\n");
    return new SlackWebhook("slack", new Secret.InFile(file), Http.plain(), READER);
  }

  private SlackBot bot() throws IOException {
    Path file = Files.writeString(folder.resolve("token"), "xoxb-secret\n");
    return new SlackBot(
        "slack", new Secret.InFile(file), "C0123456789", Http.plain(), server.url(), READER);
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
    Delivery later =
        bot().send(letter("Unanswered: Down", ""), new Earlier("C0123456789:17.1", null));
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

  private static Notice standing(String title) {
    return new Notice("INC-1", Severity.CRITICAL, title, "aoki, since 12:05", "", "");
  }

  private static Letter edit(String title) {
    List<String> incident = List.of("INC-1");
    Instant at = Instant.EPOCH;
    return new Letter("e", "slack", standing(title), incident, at, at, true);
  }

  @Test
  void aLaterNoticeStandsInTheThreadAndTheMessageSaysHowItStands() throws IOException {
    bot().send(letter("New: Down", ""), null);
    Earlier earlier = new Earlier("C0123456789:17.1", standing("Acknowledged: Down"));
    bot().send(letter("Recovery overdue: Down", ""), earlier);
    assertThat(server.inChannel())
        .containsExactly("[Critical] Acknowledged: Down\naoki, since 12:05");
    assertThat(said.getLast().text()).startsWith("[Critical] Recovery overdue: Down");
    assertThat(said.getLast().json().path("thread_ts").asText()).isEqualTo("17.1");
  }

  @Test
  void anEditSaysNothingNewInTheChannel() throws IOException {
    bot().send(letter("New: Down", ""), null);
    Earlier earlier = new Earlier("C0123456789:17.1", null);
    assertThat(bot().send(edit("Acknowledged: Down"), earlier))
        .isEqualTo(new Delivery.Sent("C0123456789:17.1"));
    assertThat(said).extracting(Said::path).containsExactly("/chat.postMessage", "/chat.update");
    assertThat(server.messages).hasSize(1);
    answers.add(new Answer(429, "42", ""));
    assertThat(bot().send(edit("Closed: Down"), earlier))
        .isEqualTo(new Delivery.Temporary("Slack asks to wait (429)", Duration.ofSeconds(42)));
  }

  @Test
  void anEditOfWhatIsGoneMakesNoMessage() throws IOException {
    assertThat(bot().send(edit("Closed: Down"), new Earlier("C0123456789:9.9", null)))
        .isEqualTo(Delivery.sent());
    assertThat(said).extracting(Said::path).containsExactly("/chat.update");
    assertThat(server.messages).isEmpty();
  }

  @Test
  void aMessageThatIsGoneIsBegunAnew() throws IOException {
    assertThat(bot().send(letter("a", ""), new Earlier("C0123456789:9.9", null)))
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
    server.close();
    assertThat(webhook().send(letter("a", ""), null))
        .isInstanceOf(Delivery.Temporary.class)
        .asString()
        .doesNotContain("secret");
  }

  @Test
  void aWebhookIsNotSaidInTheOpen() throws IOException {
    Path file = Files.writeString(folder.resolve("open"), "http://hooks.example.com/T/B/X");
    assertThat(
            new SlackWebhook("slack", new Secret.InFile(file), Http.plain(), READER)
                .send(letter("a", ""), null))
        .isInstanceOf(Delivery.Permanent.class)
        .asString()
        .contains("no https address")
        .doesNotContain("T/B/X");
  }
}
