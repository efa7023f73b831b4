package org.toban.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.toban.source.json.Answers.bytes;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.toban.alert.Alert;
import org.toban.alert.Alerts;
import org.toban.alert.Labels;
import org.toban.source.SourceSettings.Header;
import org.toban.source.SourceSettings.Http;
import org.toban.source.SourceSettings.Kind;
import org.toban.source.SourceSettings.Literal;
import org.toban.source.SourceSettings.Secret;
import org.toban.source.fault.Fault;
import org.toban.source.keyring.Keyring;
import org.toban.source.tls.Tls;
import org.toban.testbed.Server;

public class HttpSourceTest {
  private static final InstantSource CLOCK = InstantSource.fixed(SomeAlerts.START);
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
  private static final byte[] ALERTS =
      AnswerWriter.alertmanager(SomeAlerts.numbered(3), SomeAlerts.START);

  @TempDir Path folder;

  public static SourceSettings settings(Duration timeout, long maxBytes, Http http, URI... urls) {
    return new SourceSettings(
        "prod",
        Kind.ALERTMANAGER,
        List.of(urls),
        Duration.ofSeconds(15),
        timeout,
        maxBytes,
        null,
        http);
  }

  /** Of an environment and nothing else. */
  public static Secrets secrets(Map<String, String> environment) {
    return new Secrets(
        environment::get, Duration.ofMinutes(1), (_, _, _) -> new Keyring.Answer.Absent());
  }

  private static HttpSource source(Http http, URI... urls) {
    Secrets secrets = secrets(Map.of("TOKEN", "s3cret"));
    return new HttpSource(settings(Duration.ofMinutes(1), 64 << 20, http, urls), secrets);
  }

  private static Source source(URI... urls) {
    return source(Http.plain(), urls);
  }

  private static Fault fault(Source source) {
    Reading reading = source.read(CLOCK);
    assertThat(reading).isInstanceOf(Reading.Failed.class);
    return ((Reading.Failed) reading).fault();
  }

  private static Alerts alerts(Source source) {
    Reading reading = source.read(CLOCK);
    assertThat(reading).isInstanceOf(Reading.Complete.class);
    return ((Reading.Complete) reading).alerts();
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(bytes(text));
    out.flush();
  }

  @Test
  void aCompleteAnswerIsAReading() {
    try (RawServer server = RawServer.answering(ALERTS)) {
      Source source = source(server.url().resolve("/am/"));
      assertThat(List.copyOf(alerts(source))).isEqualTo(SomeAlerts.numbered(3));
      assertThat(server.requests()).hasSize(2);
      assertThat(server.requests().getLast()).startsWith("GET /am/api/v2/status HTTP/1.1\n");
      assertThat(server.requests().getFirst())
          .startsWith("GET /am/api/v2/alerts HTTP/1.1\n")
          .contains("Accept-Encoding: identity\n", "Host: 127.0.0.1");
      assertThat(alerts(source)).isSameAs(alerts(source));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>sign in</html>", "", "null", "{}"})
  void anythingElseWith200IsUnreadable(String body) {
    try (RawServer server = RawServer.answering(bytes(body))) {
      assertThat(fault(source(server.url()))).isInstanceOf(Fault.Unreadable.class);
    }
  }

  @Test
  void aShorterBodyThanAnnouncedIsUnreadable() {
    try (RawServer server =
        RawServer.start(out -> write(out, OK + "Content-Length: 100\r\n\r\n[]"))) {
      assertThat(fault(source(server.url())))
          .isInstanceOfSatisfying(
              Fault.Unreadable.class, it -> assertThat(it.where()).isEqualTo("byte 2"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2\r\n[]\r\n", "2\r\n[", "zz\r\n[]\r\n0\r\n\r\n", "2\r\n[]\r\n0\r\n"})
  void aBrokenChunkedBodyIsUnreadable(String chunks) {
    try (RawServer server =
        RawServer.start(out -> write(out, OK + "Transfer-Encoding: chunked\r\n\r\n" + chunks))) {
      assertThat(fault(source(server.url()))).isInstanceOf(Fault.Unreadable.class);
    }
  }

  @Test
  void aConnectionThatEndsBeforeAnAnswerIsUnreachable() {
    try (RawServer server = RawServer.start(OutputStream::close)) {
      assertThat(fault(source(server.url()))).isInstanceOf(Fault.Unreachable.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 1000})
  void aDrippedBodyEndsAtTheDeadline(int millisAByte) {
    try (RawServer server =
        RawServer.start(out -> {
          write(out, OK + "Content-Length: 1000000\r\n\r\n[");
          while (true) {
            Thread.sleep(millisAByte);
            write(out, " ");
          }
        })) {
      Duration limit = Duration.ofSeconds(2);
      Source source =
          new HttpSource(settings(limit, 1 << 20, Http.plain(), server.url()), Secrets.ofSystem());
      long begun = System.nanoTime();
      assertThat(fault(source)).isEqualTo(new Fault.TimedOut(limit));
      assertThat(Duration.ofNanos(System.nanoTime() - begun))
          .isBetween(Duration.ofMillis(1990), Duration.ofSeconds(30)); // the body would take hours
    }
  }

  @Test
  void silenceAfterConnectingEndsAtTheDeadline() throws IOException {
    try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Duration limit = Duration.ofMillis(500);
      URI url = URI.create("http://127.0.0.1:" + deaf.getLocalPort());
      Source source =
          new HttpSource(settings(limit, 1 << 20, Http.plain(), url), Secrets.ofSystem());
      assertThat(fault(source)).isEqualTo(new Fault.TimedOut(limit));
    }
  }

  @Test
  void anEndlessBodyIsOverTheLimitAndTakesNoMemory() {
    byte[] spaces = new byte[64 * 1024];
    Arrays.fill(spaces, (byte) ' ');
    try (RawServer server =
        RawServer.start(out -> {
          write(out, OK + "Connection: close\r\n\r\n[");
          while (true) {
            out.write(spaces);
          }
        })) {
      long limit = 200 << 20;
      Source source =
          new HttpSource(
              settings(Duration.ofSeconds(60), limit, Http.plain(), server.url()),
              Secrets.ofSystem());
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long before = threads.getCurrentThreadAllocatedBytes();
      assertThat(fault(source)).isEqualTo(new Fault.OverLimit(limit));
      assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(16 << 20);
    }
  }

  /** T23: two gigabytes of valid alerts; the source reads its limit, and the server is cut off. */
  @Test
  void twoGigabytesOfAlertsAreReadUpToTheLimitOnly() {
    byte[] alert =
        bytes(
            new String(ALERTS, 1, ALERTS.length - 2, java.nio.charset.StandardCharsets.UTF_8)
                + ",");
    java.util.concurrent.atomic.AtomicLong sent = new java.util.concurrent.atomic.AtomicLong();
    try (RawServer server =
        RawServer.start(out -> {
          write(out, OK + "Connection: close\r\n\r\n[");
          while (sent.addAndGet(alert.length) < 2L << 30) {
            out.write(alert);
          }
        })) {
      long limit = 64 << 20;
      Source source =
          new HttpSource(
              settings(Duration.ofSeconds(60), limit, Http.plain(), server.url()),
              Secrets.ofSystem());
      assertThat(fault(source)).isEqualTo(new Fault.OverLimit(limit));
      assertThat(sent.get()).isLessThan(limit + (16 << 20));
    }
  }

  @Test
  void anAnnouncedBodyOverTheLimitIsNotRead() {
    try (RawServer server =
        RawServer.start(out -> write(out, OK + "Content-Length: 999999999999\r\n\r\n["))) {
      assertThat(fault(source(server.url()))).isEqualTo(new Fault.OverLimit(64 << 20));
    }
  }

  @Test
  void unaskedCompressionIsRefused() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bomb)) {
      for (int i = 0; i < 100; i++) {
        gzip.write(new byte[1 << 20]);
      }
    }
    try (RawServer server =
        RawServer.answering("200 OK", "Content-Encoding: gzip\r\n", bomb.toByteArray())) {
      assertThat(fault(source(server.url())).summary()).contains("compressed as 'gzip'");
    }
  }

  @ParameterizedTest
  @CsvSource({"401", "403", "404", "410", "500", "503", "206"})
  void anotherStatusIsRefusedWithItsReason(int status) {
    byte[] body = bytes("<p>no\u0007\n   way</p>" + "x".repeat(5000));
    try (RawServer server = RawServer.answering(status + " No", "Retry-After: 0\r\n", body)) {
      assertThat(fault(source(server.url())))
          .isInstanceOfSatisfying(
              Fault.Refused.class,
              it -> {
                assertThat(it.status()).isEqualTo(status);
                assertThat(it.body()).hasSizeLessThanOrEqualTo(200);
                assertThat(it.body()).startsWith("<p>no way</p>xxx");
              });
    }
  }

  @Test
  void anAnswerWithoutContentIsRefused() {
    try (RawServer server = RawServer.answering("204 No Content", "", bytes(""))) {
      assertThat(fault(source(server.url()))).isEqualTo(new Fault.Refused(204, ""));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void aRedirectIsNotFollowed(int status) {
    try (RawServer target = RawServer.answering(ALERTS);
        RawServer server =
            RawServer.answering(
                status + " Moved", "Location: " + target.url() + "/\r\n", bytes(""))) {
      Http http =
          Http.of(new SignIn.Basic(new Literal("toban"), new Secret.InEnvironment("TOKEN")));
      assertThat(fault(source(http, server.url())).summary())
          .contains(status + "", target.url().toString(), "not followed");
      assertThat(target.requests()).isEmpty();
    }
  }

  @Test
  void aRefusedPortIsUnreachable() {
    int port = Server.freePort();
    assertThat(fault(source(URI.create("http://127.0.0.1:" + port))))
        .isInstanceOfSatisfying(
            Fault.Unreachable.class,
            it -> assertThat(it.detail()).contains("127.0.0.1:" + port, "refused"));
  }

  @Test
  void anUnknownHostIsUnreachable() {
    assertThat(fault(source(URI.create("http://no-such-host.invalid:9093"))))
        .isEqualTo(new Fault.Unreachable("unknown host no-such-host.invalid"));
  }

  @Test
  void signsInAndReadsTheSecretAnewEachTime() throws IOException {
    Path password = Files.writeString(folder.resolve("password"), "first\n");
    Http http =
        new Http(
            new SignIn.Basic(new Literal("toban"), new Secret.InFile(password)),
            List.of(new Header("X-Scope-OrgID", List.of(new Literal("a")))),
            Tls.usual(),
            Proxying.none());
    try (RawServer server = RawServer.answering(ALERTS)) {
      Source source = source(http, server.url());
      alerts(source);
      assertThat(server.lastRequest())
          .contains("Authorization: Basic dG9iYW46Zmlyc3Q=\n", "X-Scope-OrgID: a\n");
      Files.writeString(password, "second");
      alerts(source);
      assertThat(server.lastRequest()).contains("Authorization: Basic dG9iYW46c2Vjb25k\n");
      Files.delete(password);
      assertThat(fault(source)).isInstanceOf(Fault.Misconfigured.class);
      assertThat(server.requests()).hasSize(4);
    }
  }

  @Test
  void sendsABearerToken() {
    Http http = Http.of(SignIn.Token.bearer(new Secret.InEnvironment("TOKEN")));
    try (RawServer server = RawServer.answering(ALERTS)) {
      alerts(source(http, server.url()));
      assertThat(server.lastRequest()).contains("Authorization: Bearer s3cret\n");
    }
  }

  @Test
  void aHeaderThatCannotBeIsMisconfigured() {
    Http http =
        new Http(
            new SignIn.None(),
            List.of(new Header("X-Team", List.of(new Literal("当番\r\nX: y")))),
            Tls.usual(),
            Proxying.none());
    assertThat(fault(source(http, URI.create("http://127.0.0.1:1"))))
        .isInstanceOf(Fault.Misconfigured.class);
  }

  @Test
  void oneCompleteReplicaIsEnough() throws IOException {
    try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        RawServer broken = RawServer.answering(bytes("[{"));
        RawServer server = RawServer.answering(ALERTS)) {
      URI silent = URI.create("http://127.0.0.1:" + deaf.getLocalPort());
      Source source =
          new HttpSource(
              settings(
                  Duration.ofSeconds(4), 1 << 20, Http.plain(), broken.url(), silent, server.url()),
              Secrets.ofSystem());
      assertThat(List.copyOf(alerts(source))).isEqualTo(SomeAlerts.numbered(3));
    }
  }

  @Test
  void withoutACompleteReplicaTheSourceFails() {
    try (RawServer one = RawServer.answering(bytes("[{"));
        RawServer other = RawServer.answering("500 Oops", "", bytes("oops"))) {
      assertThat(fault(source(one.url(), other.url()))).isInstanceOf(Fault.Unreadable.class);
    }
  }

  @Test
  void replicasAreMergedAndStayTheSameObjects() {
    List<Alert> first = SomeAlerts.numbered(5);
    AtomicReference<List<Alert>> second = new AtomicReference<>(SomeAlerts.numbered(3));
    AtomicReference<List<Alert>> onlyThere = new AtomicReference<>(List.of(alone("a")));
    try (RawServer one = serving(() -> first, 0);
        RawServer other = serving(() -> concat(second.get(), onlyThere.get()), 3)) {
      Source source = source(one.url(), other.url());
      Alerts merged = alerts(source);
      assertThat(merged).hasSize(6);
      assertThat(merged).containsAll(first).contains(alone("a"));
      assertThat(alerts(source)).isSameAs(merged);
      onlyThere.set(List.of(alone("b")));
      Alerts next = alerts(source);
      assertThat(next).hasSize(6).contains(alone("b")).doesNotContain(alone("a"));
      for (Alert alert : first) {
        assertThat(next.get(alert.fingerprint())).isSameAs(merged.get(alert.fingerprint()));
      }
    }
  }

  private static Alert alone(String name) {
    return SomeAlerts.alert(Labels.of("alertname", name), Map.of(), SomeAlerts.START);
  }

  private static List<Alert> concat(List<Alert> one, List<Alert> other) {
    return java.util.stream.Stream.concat(one.stream(), other.stream()).toList();
  }

  private interface Listing {
    List<Alert> alerts();
  }

  /** A replica that was told of each alert some seconds later. */
  private static RawServer serving(Listing listing, int later) {
    return RawServer.start(out -> {
      List<Alert> alerts =
          listing.alerts().stream()
              .map(it ->
                  SomeAlerts.alert(
                      it.labels(),
                      it.annotations(),
                      it.name().equals("ServiceDown")
                          ? it.startsAt().plusSeconds(later)
                          : it.startsAt()))
              .toList();
      byte[] body = AnswerWriter.alertmanager(alerts, SomeAlerts.START);
      write(out, OK + "Connection: close\r\nContent-Length: " + body.length + "\r\n\r\n");
      out.write(body);
    });
  }
}
