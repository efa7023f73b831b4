package org.toban.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.source.SourceSettings.Http;
import org.toban.source.SourceSettings.Literal;
import org.toban.source.SourceSettings.Secret;
import org.toban.source.fault.Fault;
import org.toban.source.json.Answers;
import org.toban.source.tls.Tls;
import org.toban.testbed.ProxyServer;
import org.toban.testbed.Server;

/** Through real proxies, to servers with and without TLS. */
@Tag("server")
class ProxyTest {
  private static final byte[] ALERTS =
      AnswerWriter.alertmanager(SomeAlerts.numbered(3), SomeAlerts.START);

  @TempDir static Path folder;
  private static Certificates certificates;

  private final Map<String, String> environment = new HashMap<>(Map.of("PASS", "s3cret"));

  @BeforeAll
  static void makeCertificates() throws Exception {
    certificates = new Certificates(folder);
    certificates.make("good", "-ext", "san=ip:127.0.0.1,dns:localhost");
  }

  private static RawServer secure() throws Exception {
    return certificates.server(
        "good",
        out -> {
          out.write(Answers.bytes("HTTP/1.1 200 OK\r\nContent-Length: " + ALERTS.length));
          out.write(Answers.bytes("\r\n\r\n"));
          out.write(ALERTS);
        });
  }

  private static SignIn.Basic signIn(String name) {
    return new SignIn.Basic(new Literal(name), new Secret.InEnvironment("PASS"));
  }

  private Reading read(URI url, Proxying proxying) {
    SignIn own = SignIn.Token.bearer(new Secret.InEnvironment("PASS"));
    Http http = new Http(own, List.of(), Tls.ofAuthority(certificates.pem("good")), proxying);
    SourceSettings settings = HttpSourceTest.settings(Duration.ofMinutes(1), 1 << 20, http, url);
    return new HttpSource(settings, HttpSourceTest.secrets(environment))
        .read(InstantSource.system());
  }

  private Reading read(URI url, URI proxy, SignIn.@Nullable Basic signIn) {
    return read(url, Proxying.by(proxy, signIn));
  }

  private static void assertWorks(Reading reading) {
    assertThat(reading).isInstanceOf(Reading.Complete.class);
  }

  private static String proxyFault(Reading reading) {
    assertThat(reading).isInstanceOf(Reading.Failed.class);
    Fault fault = ((Reading.Failed) reading).fault();
    assertThat(fault).isInstanceOf(Fault.ProxyRefused.class);
    assertThat(fault.summary()).doesNotContain("s3cret");
    return fault.summary();
  }

  @Test
  void goesThroughAnHttpProxy() throws Exception {
    try (RawServer plain = RawServer.answering(ALERTS);
        RawServer secure = secure();
        ProxyServer proxy = ProxyServer.http(folder)) {
      assertWorks(read(plain.url(), proxy.url(), null));
      assertThat(plain.lastRequest()).contains("Via:").doesNotContain("Proxy-Authorization");
      assertWorks(read(secure.url(), proxy.url(), null));
      Server.await(
          "a line of the log",
          Duration.ofMinutes(1),
          () -> proxy.log().contains("CONNECT 127.0.0.1:" + secure.url().getPort()));
    }
  }

  @Test
  void signsInToAnHttpProxyAndOnlyThere() throws Exception {
    try (RawServer plain = RawServer.answering(ALERTS);
        RawServer secure = secure();
        ProxyServer proxy = ProxyServer.http(folder, "BasicAuth desk s3cret")) {
      for (RawServer server : List.of(plain, secure)) {
        assertWorks(read(server.url(), proxy.url(), signIn("desk")));
        assertThat(server.lastRequest())
            .contains("Authorization: Bearer s3cret")
            .doesNotContain("Proxy-Authorization");
        assertThat(read(server.url(), proxy.url(), null)).isInstanceOf(Reading.Failed.class);
        assertThat(read(server.url(), proxy.url(), signIn("other")))
            .isInstanceOf(Reading.Failed.class);
        assertThat(server.requests())
            .filteredOn(it -> it.startsWith("GET /api/v2/alerts "))
            .hasSize(1);
      }
      assertThat(proxyFault(read(secure.url(), proxy.url(), signIn("other"))))
          .contains(proxy.url().getAuthority(), "does not accept the name and the password");
      assertThat(proxyFault(read(secure.url(), proxy.url(), null))).contains("wants a sign-in");
    }
  }

  @Test
  void anHttpProxyThatForbidsItIsAFaultOfTheProxy() throws Exception {
    try (RawServer secure = secure();
        ProxyServer proxy = ProxyServer.http(folder, "ConnectPort 1")) {
      assertThat(proxyFault(read(secure.url(), proxy.url(), null)))
          .contains("the proxy " + proxy.url().getAuthority() + ": it answered 403 to CONNECT");
      assertThat(secure.requests()).isEmpty();
    }
  }

  @Test
  void goesThroughASocksProxyWhichLooksNamesUp() throws Exception {
    try (RawServer plain = RawServer.answering(ALERTS);
        RawServer secure = secure();
        ProxyServer proxy = ProxyServer.socks(folder)) {
      assertWorks(read(plain.url(), proxy.url(), null));
      assertWorks(read(secure.url(), proxy.url(), null));
      URI named = URI.create("http://localhost:" + plain.url().getPort());
      assertWorks(read(named, proxy.url(), null));
      Server.await(
          "a line of the log",
          Duration.ofMinutes(1),
          () -> proxy.log().contains("connected to localhost:" + named.getPort()));
      URI unknown = URI.create("http://no-such-host.invalid:9093");
      assertThat(proxyFault(read(unknown, proxy.url(), null)))
          .contains("it cannot reach no-such-host.invalid:9093");
    }
  }

  @Test
  void signsInToASocksProxy() throws Exception {
    try (RawServer secure = secure();
        ProxyServer proxy = ProxyServer.socks(folder, "-u", "desk", "-P", "s3cret")) {
      assertWorks(read(secure.url(), proxy.url(), signIn("desk")));
      assertThat(proxyFault(read(secure.url(), proxy.url(), null))).contains("wants a sign-in");
      assertThat(proxyFault(read(secure.url(), proxy.url(), signIn("other"))))
          .contains("does not accept the name and the password");
    }
  }

  @Test
  void aProxyThatIsNotThereIsAFaultOfTheProxy() throws Exception {
    int port = Server.freePort();
    try (RawServer plain = RawServer.answering(ALERTS)) {
      for (String scheme : List.of("http", "socks5")) {
        URI proxy = URI.create(scheme + "://127.0.0.1:" + port);
        assertThat(proxyFault(read(plain.url(), proxy, null)))
            .contains("the proxy 127.0.0.1:" + port, "refused");
        URI unknown = URI.create(scheme + "://no-such-proxy.invalid:3128");
        assertThat(proxyFault(read(plain.url(), unknown, null)))
            .contains("the proxy no-such-proxy.invalid:3128: ");
      }
      Proxying round =
          new Proxying(URI.create("http://127.0.0.1:" + port), null, List.of("127.0.0.0/8"), false);
      assertWorks(read(plain.url(), round));
    }
  }

  @Test
  void theEnvironmentNamesTheProxy() throws Exception {
    try (RawServer plain = RawServer.answering(ALERTS);
        ProxyServer proxy = ProxyServer.http(folder, "BasicAuth desk s3cret")) {
      String there = proxy.url().getAuthority();
      environment.put("http_proxy", "http://desk:s3cret@" + there);
      Proxying proxying = new Proxying(null, null, List.of(), true);
      assertWorks(read(plain.url(), proxying));
      assertThat(plain.lastRequest()).as("loopback is reached at once").doesNotContain("Via:");
      URI unknown = URI.create("http://am.invalid:9093");
      assertThat(((Reading.Failed) read(unknown, proxying)).fault().summary())
          .as("the proxy's own words")
          .contains("answered 500");
      environment.put("NO_PROXY", "invalid");
      assertThat(((Reading.Failed) read(unknown, proxying)).fault().summary())
          .contains("unknown host am.invalid");
      environment.put("http_proxy", "http://desk:s3cret@ bad");
      assertThat(((Reading.Failed) read(URI.create("http://am.test"), proxying)).fault().summary())
          .contains("environment variable HTTP_PROXY is not a proxy's address")
          .doesNotContain("s3cret");
    }
  }
}
