package org.toban.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.toban.source.SourceSettings.Http;
import org.toban.source.SourceSettings.Secret;
import org.toban.source.fault.Fault;
import org.toban.source.json.Answers;
import org.toban.source.tls.Tls;

/** Sign-in with OAuth 2 at a token server and a source that takes only its tokens. */
class TokenServerTest {
  private static final byte[] ALERTS =
      AnswerWriter.alertmanager(SomeAlerts.numbered(3), SomeAlerts.START);
  private static final String SECRET = "p+q/r s&t=%é";

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> shown = new CopyOnWriteArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private HttpServer server;
  private volatile Answering answering = this::give;
  private volatile boolean refusesAll;
  private volatile String lifetime = "3600";
  private final AtomicInteger given = new AtomicInteger();
  private volatile String valid = "";

  private interface Answering {
    void answer(HttpExchange question, String body) throws IOException;
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/token",
        question -> {
          String body =
              new String(question.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          asked.add(authorization(question) + " " + body);
          answering.answer(question, body);
        });
    server.createContext(
        "/api/v2/alerts",
        question -> {
          shown.add(authorization(question));
          boolean welcome = !refusesAll && authorization(question).equals("Bearer " + valid);
          send(question, welcome ? 200 : 401, welcome ? ALERTS : Answers.bytes("who are you"));
        });
    server.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
  }

  private static String authorization(HttpExchange question) {
    return String.valueOf(question.getRequestHeaders().getFirst("Authorization"));
  }

  private static void send(HttpExchange question, int status, byte[] body) throws IOException {
    question.sendResponseHeaders(status, body.length);
    question.getResponseBody().write(body);
    question.close();
  }

  private void give(HttpExchange question, String body) throws IOException {
    valid = "token-" + given.incrementAndGet();
    send(
        question,
        200,
        Answers.bytes(
            "{\"token_type\":\"bearer\",\"more\":[{}],\"expires_in\":"
                + lifetime
                + ",\"access_token\":\""
                + valid
                + "\"}"));
  }

  private URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private Source source(Duration timeout, URI... urls) {
    SignIn.OAuth2 signIn =
        new SignIn.OAuth2(
            "toban desk",
            new Secret.InEnvironment("TOKEN"),
            url("/token"),
            List.of("alerts", "read"),
            Map.of("audience", "a&b"),
            Tls.usual(),
            Proxying.none());
    SourceSettings settings = HttpSourceTest.settings(timeout, 1 << 20, Http.of(signIn), urls);
    return new HttpSource(settings, HttpSourceTest.secrets(Map.of("TOKEN", SECRET)));
  }

  private Source source() {
    return source(Duration.ofMinutes(1), url(""));
  }

  private static void assertWorks(Source source) {
    assertThat(source.read(InstantSource.system())).isInstanceOf(Reading.Complete.class);
  }

  private static Fault fault(Source source) {
    Reading reading = source.read(InstantSource.system());
    assertThat(reading).isInstanceOf(Reading.Failed.class);
    return ((Reading.Failed) reading).fault();
  }

  private String failure() {
    Fault fault = fault(source());
    assertThat(fault).isInstanceOf(Fault.SignInFailed.class);
    assertThat(shown).as("nothing is asked of the source").isEmpty();
    return ((Fault.SignInFailed) fault).detail();
  }

  @Test
  void asksOnceAndUsesTheToken() {
    Source source = source();
    assertWorks(source);
    assertWorks(source);
    assertThat(shown).containsExactly("Bearer token-1", "Bearer token-1");
    String pair = "toban+desk:p%2Bq%2Fr+s%26t%3D%25%C3%A9";
    assertThat(asked)
        .containsExactly(
            "Basic "
                + Base64.getEncoder().encodeToString(Answers.bytes(pair))
                + " grant_type=client_credentials&scope=alerts+read&audience=a%26b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "\"0\"", "-5"})
  void asksAgainWhenTheTokenHasEnded(String ended) {
    lifetime = ended;
    Source source = source();
    assertWorks(source);
    assertWorks(source);
    assertThat(shown).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void asksOnceAgainWhenTheSourceRefusesTheToken() {
    Source source = source();
    assertWorks(source);
    valid = "another";
    assertWorks(source);
    assertThat(shown).containsExactly("Bearer token-1", "Bearer token-1", "Bearer token-2");
    shown.clear();
    refusesAll = true;
    assertThat(fault(source)).isEqualTo(new Fault.Refused(401, "who are you"));
    assertThat(shown).containsExactly("Bearer token-2", "Bearer token-3");
  }

  @Test
  void replicasShareOneToken() {
    assertWorks(source(Duration.ofMinutes(1), url(""), url("/"), url("")));
    assertThat(asked).hasSize(1);
    assertThat(shown).hasSize(3);
  }

  @Test
  void sendsTheSecretInTheFormToAServerThatWantsIt() {
    answering =
        (question, body) -> {
          if (body.contains("client_id=toban+desk&client_secret=p%2Bq%2Fr+s%26t%3D%25%C3%A9")) {
            give(question, body);
          } else {
            send(question, 401, Answers.bytes("{\"error\":\"invalid_client\"}"));
          }
        };
    lifetime = "0";
    Source source = source();
    assertWorks(source);
    assertWorks(source);
    assertThat(asked)
        .filteredOn(it -> it.startsWith("Basic "))
        .as("the way is remembered")
        .hasSize(1);
  }

  @Test
  void aRefusalIsAFaultOfItsOwnWithoutTheSecret() {
    answering =
        (question, body) ->
            send(question, 401, Answers.bytes("no: " + authorization(question) + body + SECRET));
    assertThat(failure())
        .startsWith("the token server 127.0.0.1:" + server.getAddress().getPort())
        .contains("answered 401: no: Basic ***")
        .doesNotContain(SECRET);
    assertThat(asked).hasSize(2);
  }

  @Test
  void aSlowOneEndsAtTheDeadlineOfThePoll() {
    answering =
        (question, body) -> {
          try {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    Fault fault = fault(source(Duration.ofMillis(700), url("")));
    assertThat(fault.summary()).contains("the token server", "gave no token within 700 ms");
  }

  @Test
  void aRedirectIsNotFollowed() {
    try (RawServer target = RawServer.answering(Answers.bytes("{\"access_token\":\"x\"}"))) {
      answering =
          (question, body) -> {
            question.getResponseHeaders().add("Location", target.url().toString());
            send(question, 307, Answers.bytes(""));
          };
      assertThat(failure()).contains("answered 307: a redirect to", "which is not followed");
      assertThat(target.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>",
        "",
        "[]",
        "{}",
        "{\"access_token\":7}",
        "{\"access_token\":\"a b\"}",
        "{\"access_token\":\"a\",\"token_type\":\"mac\"}",
        "{\"access_token\":\"a\""
      })
  void somethingElseThanATokenIsAFault(String body) {
    answering = (question, _) -> send(question, 200, Answers.bytes(body));
    assertThat(failure()).startsWith("the token server 127.0.0.1:");
  }

  @Test
  void oneThatIsNotThereIsAFault() {
    server.stop(0);
    assertThat(failure()).contains("the token server", "refused");
  }
}
