package org.toban.source.silence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.toban.source.json.Answers.bytes;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.toban.alert.Matcher;
import org.toban.alert.Matchers;
import org.toban.source.Answer;
import org.toban.source.HttpSourceTest;
import org.toban.source.RawServer;
import org.toban.source.Secrets;
import org.toban.source.SignIn;
import org.toban.source.SourceSettings.Http;
import org.toban.source.SourceSettings.Secret;
import org.toban.source.fault.Fault;
import org.toban.testbed.Server;

/** Silences over the wire, from good servers and bad. */
class SilencesTest {
  private static final Instant NOW = Instant.parse("2026-11-23T21:13:30Z");
  private static final String START = "\"startsAt\":\"2026-11-23T21:13:30.314Z\",";
  private static final String REST =
      "\"endsAt\":\"2026-11-23T22:13:30Z\",\"status\":{\"state\":\"active\"}}]";

  private static Silences silences(Http http, URI... urls) {
    Secrets secrets = HttpSourceTest.secrets(Map.of("TOKEN", "s3cret"));
    return Silences.of(
        HttpSourceTest.settings(Duration.ofMinutes(1), 1 << 20, http, urls), secrets);
  }

  private static Silences silences(URI... urls) {
    return silences(Http.plain(), urls);
  }

  private static <T> T given(Answer<T> answer) {
    assertThat(answer).isInstanceOf(Answer.Given.class);
    return ((Answer.Given<T>) answer).value();
  }

  private static Fault fault(Answer<?> answer) {
    assertThat(answer).isInstanceOf(Answer.Failed.class);
    return ((Answer.Failed<?>) answer).fault();
  }

  private static Silence.Draft draft(String id) {
    return new Silence.Draft(
        id,
        Matchers.parse("{alertname=\"A\", \"utf8 näme\"!~\"a|b\"}"),
        NOW,
        NOW.plusSeconds(7200),
        "佐藤",
        "作業 \"x\"");
  }

  private static List<Silence> read(String json) throws IOException {
    return new SilenceFormat("prod").readAll(new ByteArrayInputStream(bytes(json)));
  }

  private static byte[] payload(String name) throws IOException {
    try (InputStream in =
        SilencesTest.class.getResourceAsStream("/source/alertmanager-0.25/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  @Test
  void readsWhatAlertmanagerWrote() throws IOException {
    try (RawServer server = RawServer.answering(payload("silences.json"))) {
      List<Silence> all = given(silences(server.url().resolve("/am/")).list());
      assertThat(server.lastRequest()).startsWith("GET /am/api/v2/silences HTTP/1.1\n");
      assertThat(all).hasSize(2).extracting(Silence::state).containsOnly(Silence.State.ACTIVE);
      Silence second = all.get(1);
      assertThat(second.id()).isEqualTo("d9dc5cdd-5a55-44e7-96c9-33491928fe8b");
      assertThat(second.matchers()).isEqualTo(Matchers.parse("alertname=ServiceDown, host=web1"));
      assertThat(second.createdBy()).isEqualTo("oncall");
      assertThat(second.comment()).isEqualTo("maintenance by toban");
      assertThat(second.endsAt()).isEqualTo(Instant.parse("2026-11-23T21:23:30.289Z"));
      assertThat(all.get(0).matchers()).isEqualTo(Matchers.parse("alertname=~\"High.*\""));
    }
    List<Silence> over =
        new SilenceFormat("prod")
            .readAll(new ByteArrayInputStream(payload("silences_expired.json")));
    assertThat(over).extracting(Silence::state).containsOnly(Silence.State.EXPIRED);
  }

  @Test
  void anOlderMatcherWithoutIsEqualIsPositive() throws IOException {
    String matchers = "\"matchers\":[{\"name\":\"a\",\"value\":\"b\",\"isRegex\":false}],";
    assertThat(read("[{\"id\":\"x\"," + matchers + START + REST).getFirst().matchers())
        .isEqualTo(Matchers.of(Matcher.of("a", Matcher.Operator.EQUAL, "b")));
  }

  /** A silence whose matchers cannot be known must never look like one that hits everything. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"matchers\":null,",
        "\"matchers\":[],",
        "\"matchers\":[{\"name\":\"a\",\"value\":\"(\",\"isRegex\":true,\"isEqual\":true}],"
      })
  void matchersMayBeMissingOrUnreadable(String matchers) throws IOException {
    Silence silence = read("[{\"id\":\"x\"," + matchers + START + REST).getFirst();
    assertThat(silence.matchers()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[{}]",
        "null",
        "",
        "[",
        "<html>",
        "[{\"id\":\"../../x\"," + START + REST,
        "[{\"id\":\"x\"," + REST,
        "[{\"id\":\"x\"," + START + "\"endsAt\":\"soon\",\"status\":{\"state\":\"active\"}}]",
        "[{\"id\":\"x\"," + START + "\"endsAt\":\"2026-11-23T22:13:30Z\"}]",
        "[{\"id\":\"x\"," + START + "\"matchers\":[{\"name\":\"a\"}]," + REST,
        "[{\"id\":\"x\"," + START + REST + "x"
      })
  void aListIsWholeOrAFault(String body) {
    try (RawServer server = RawServer.answering(bytes(body))) {
      assertThat(fault(silences(server.url()).list())).isInstanceOf(Fault.Unreadable.class);
    }
  }

  @Test
  void sendsEveryFieldOnceWithTheSignIn() throws IOException {
    Http http = Http.of(SignIn.Token.bearer(new Secret.InEnvironment("TOKEN")));
    try (RawServer server = RawServer.answering(payload("silence_post_response.json"))) {
      String id = given(silences(http, server.url()).put(draft("old-1")));
      assertThat(id).isNotEmpty();
      assertThat(server.requests()).hasSize(1);
      assertThat(server.lastRequest())
          .startsWith("POST /api/v2/silences HTTP/1.1\n")
          .contains("Authorization: Bearer s3cret\n", "Content-Type: application/json\n");
    }
    assertThat(
            new String(
                SilenceFormat.write(draft("old-1")), java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"id\":\"old-1\",\"matchers\":["
                + "{\"name\":\"alertname\",\"value\":\"A\",\"isRegex\":false,\"isEqual\":true},"
                + "{\"name\":\"utf8 näme\",\"value\":\"a|b\",\"isRegex\":true,\"isEqual\":false}],"
                + "\"startsAt\":\"2026-11-23T21:13:30Z\",\"endsAt\":\"2026-11-23T23:13:30Z\","
                + "\"createdBy\":\"佐藤\",\"comment\":\"作業 \\\"x\\\"\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "silence not found"                          | silence not found
          {"code":601,"message":"comment is required"} | comment is required
          {"status":"error","error":"bad matcher"}     | bad matcher
          bad gateway                                  | bad gateway
          {"code":                                     | {"code":
          """)
  void anErrorIsABareStringOrAnObject(String body, String said) {
    try (RawServer server = RawServer.answering("400 Bad Request", "", bytes(body))) {
      assertThat(fault(silences(server.url()).put(draft(null))))
          .isEqualTo(new Fault.Refused(400, said));
      assertThat(fault(silences(server.url()).expire("x"))).isEqualTo(new Fault.Refused(400, said));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "{\"silenceID\":\"\"}", "{\"silenceID\":7}", "<html>"})
  void anAnswerWithoutAnIdIsAFault(String body) {
    try (RawServer server = RawServer.answering(bytes(body))) {
      assertThat(fault(silences(server.url()).put(draft(null))))
          .isInstanceOf(Fault.Unreadable.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "a/b", "a?b", "ä"})
  void whatIsNoIdIsNotSent(String id) {
    try (RawServer server = RawServer.answering(bytes("[]"))) {
      assertThat(fault(silences(server.url()).expire(id))).isInstanceOf(Fault.Refused.class);
      assertThat(fault(silences(server.url()).get(id))).isInstanceOf(Fault.Refused.class);
      assertThat(server.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          200 OK        | older than 0.16
          410 Gone      | lacks the path
          404 Not Found | look at the URL
          """)
  void saysWhatAServerWithoutVersion2Is(String version1, String said) {
    String v2 = "HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
    String v1 = "HTTP/1.1 " + version1 + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
    int[] asked = {0};
    try (RawServer server = RawServer.start(out -> out.write(bytes(asked[0]++ == 0 ? v2 : v1)))) {
      assertThat(fault(silences(server.url()).list()).summary()).contains(said);
    }
  }

  @Test
  void oneReplicaThatAnswersIsEnough() throws IOException {
    URI dead = URI.create("http://127.0.0.1:" + Server.freePort());
    try (RawServer server = RawServer.answering(payload("silences.json"))) {
      assertThat(given(silences(dead, server.url()).list())).hasSize(2);
      assertThat(given(silences(server.url(), dead).list())).hasSize(2);
    }
    try (RawServer server = RawServer.answering(payload("silence_post_response.json"))) {
      assertThat(given(silences(dead, server.url()).put(draft(null)))).isNotEmpty();
      assertThat(server.requests()).hasSize(2);
      assertThat(given(silences(server.url(), dead).put(draft(null)))).isNotEmpty();
      assertThat(server.requests().stream().filter(it -> it.startsWith("POST"))).hasSize(2);
      assertThat(fault(silences(dead, dead).put(draft(null))))
          .isInstanceOf(Fault.Unreachable.class);
    }
  }

  /** A connection that breaks after the request was taken must not make a second silence. */
  @Test
  void aChangeIsSentOnlyOnce() {
    try (RawServer server = RawServer.start(out -> out.close())) {
      assertThat(fault(silences(server.url()).put(draft(null)))).isNotNull();
      assertThat(server.requests()).hasSize(1);
    }
  }
}
