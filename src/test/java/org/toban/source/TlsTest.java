package org.toban.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.source.SourceSettings.Http;

/** Servers with certificates of every bad kind, and one good one. */
class TlsTest {
  private static final byte[] ALERTS =
      AnswerWriter.alertmanager(SomeAlerts.numbered(3), SomeAlerts.START);

  @TempDir static Path folder;

  @BeforeAll
  static void makeCertificates() throws Exception {
    keytool("good", "-ext", "san=ip:127.0.0.1,dns:localhost");
    keytool("other-host", "-ext", "san=dns:elsewhere.example.com");
    keytool("expired", "-ext", "san=ip:127.0.0.1", "-startdate", "-10d", "-validity", "1");
  }

  private static void keytool(String name, String... more) throws Exception {
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    String store = folder.resolve(name + ".p12").toString();
    List<String> make =
        new ArrayList<>(
            List.of(keytool, "-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname"));
    make.addAll(List.of("CN=" + name, "-keystore", store, "-storepass", "changeit"));
    make.addAll(List.of(more));
    run(make);
    String pem = folder.resolve(name + ".pem").toString();
    run(
        List.of(
            keytool,
            "-exportcert",
            "-rfc",
            "-alias",
            "server",
            "-keystore",
            store,
            "-storepass",
            "changeit",
            "-file",
            pem));
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).as(output).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
  }

  private static RawServer server(String certificate) throws Exception {
    char[] password = "changeit".toCharArray();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve(certificate + ".p12"))) {
      store.load(in, password);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return RawServer.start(
        context
            .getServerSocketFactory()
            .createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
        "https",
        out -> {
          String head = "HTTP/1.1 200 OK\r\nContent-Length: " + ALERTS.length + "\r\n\r\n";
          out.write(Answers.bytes(head));
          out.write(ALERTS);
        });
  }

  private static Reading read(URI url, @Nullable String caFile) {
    Path path = caFile == null ? null : folder.resolve(caFile);
    Http http = new Http(null, null, null, Map.of("X-Secret", "abc"), path);
    return new HttpSource(
            HttpSourceTest.settings(Duration.ofSeconds(10), 1 << 20, http, url), Secrets.ofSystem())
        .read(InstantSource.system());
  }

  private static void assertUntrusted(RawServer server, @Nullable String caFile) {
    assertThat(read(server.url(), caFile))
        .isInstanceOfSatisfying(
            Reading.Failed.class,
            failed -> assertThat(failed.fault()).isInstanceOf(Fault.Untrusted.class));
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void anOwnAuthorityIsTrusted() throws Exception {
    try (RawServer server = server("good")) {
      assertThat(read(server.url(), "good.pem")).isInstanceOf(Reading.Complete.class);
    }
  }

  @Test
  void aSelfSignedCertificateIsNot() throws Exception {
    try (RawServer server = server("good")) {
      assertUntrusted(server, null);
    }
  }

  @Test
  void anotherAuthorityIsNot() throws Exception {
    try (RawServer server = server("good")) {
      assertUntrusted(server, "other-host.pem");
    }
  }

  @Test
  void anExpiredCertificateIsNot() throws Exception {
    try (RawServer server = server("expired")) {
      assertUntrusted(server, "expired.pem");
    }
  }

  @Test
  void aCertificateOfAnotherHostIsNot() throws Exception {
    try (RawServer server = server("other-host")) {
      assertUntrusted(server, "other-host.pem");
    }
  }

  @Test
  void aPlainServerIsNot() {
    try (RawServer server = RawServer.answering(ALERTS)) {
      URI url = URI.create(server.url().toString().replace("http:", "https:"));
      assertThat(read(url, null)).isInstanceOf(Reading.Failed.class);
    }
  }

  @Test
  void aMissingOrWrongAuthorityFileIsMisconfigured() throws IOException {
    Files.writeString(folder.resolve("wrong.pem"), "no certificate");
    for (String file : List.of("missing.pem", "wrong.pem")) {
      assertThat(read(URI.create("https://127.0.0.1:1"), file))
          .isInstanceOfSatisfying(
              Reading.Failed.class,
              failed -> {
                assertThat(failed.fault()).isInstanceOf(Fault.Misconfigured.class);
                assertThat(failed.fault().summary()).contains(file);
              });
    }
  }
}
