package org.toban.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.toban.source.SourceSettings.Http;
import org.toban.source.fault.Fault;
import org.toban.source.json.Answers;
import org.toban.source.tls.Tls;

/** Servers with certificates of every bad kind, and with good ones (T32). */
class TlsTest {
  private static final byte[] ALERTS =
      AnswerWriter.alertmanager(SomeAlerts.numbered(3), SomeAlerts.START);
  private static final String HERE = "san=ip:127.0.0.1,dns:localhost";

  @TempDir static Path folder;
  private static Certificates certificates;

  @BeforeAll
  static void makeCertificates() throws Exception {
    certificates = new Certificates(folder);
    certificates.make("good", "-ext", HERE);
    certificates.make("other-host", "-ext", "san=dns:elsewhere.example.com");
    certificates.make("expired", "-ext", HERE, "-startdate", "-10d", "-validity", "1");
    certificates.make("early", "-ext", HERE, "-startdate", "+2d");
    certificates.make(
        "weak", "-ext", HERE, "-keyalg", "RSA", "-keysize", "512", "-sigalg", "MD5withRSA");
    certificates.make("authority", "-ext", "bc:c", "-ext", "ku:c=keyCertSign");
    certificates.sign("signed", "authority", "-ext", HERE);
    certificates.sign("client", "authority");
  }

  private static RawServer server(String certificate) throws Exception {
    return certificates.server(certificate, answering());
  }

  private static RawServer.Script answering() {
    return out -> {
      out.write(Answers.bytes("HTTP/1.1 200 OK\r\nContent-Length: " + ALERTS.length + "\r\n\r\n"));
      out.write(ALERTS);
    };
  }

  private static Source source(URI url, Tls tls) {
    return source(url, tls, Duration.ofMinutes(1));
  }

  private static Source source(URI url, Tls tls, Duration limit) {
    Http http = new Http(new SignIn.None(), List.of(), tls, Proxying.none());
    return new HttpSource(HttpSourceTest.settings(limit, 1 << 20, http, url), Secrets.ofSystem());
  }

  private static Reading read(URI url, Tls tls) {
    return source(url, tls).read(InstantSource.system());
  }

  private static Reading read(URI url, @Nullable String authority) {
    return read(url, Tls.ofAuthority(authority == null ? null : certificates.pem(authority)));
  }

  private static Tls pinned(@Nullable String authority, String... keys) {
    Path file = authority == null ? null : certificates.pem(authority);
    return new Tls(file, null, null, "TLSv1.2", List.of(keys));
  }

  private static Fault.Untrusted untrusted(RawServer server, Reading reading) {
    assertThat(server.requests()).as("nothing is said to it").isEmpty();
    assertThat(reading).isInstanceOf(Reading.Failed.class);
    assertThat(((Reading.Failed) reading).fault()).isInstanceOf(Fault.Untrusted.class);
    return (Fault.Untrusted) ((Reading.Failed) reading).fault();
  }

  private static void assertWorks(Reading reading) {
    assertThat(reading).isInstanceOf(Reading.Complete.class);
  }

  @Test
  void anOwnAuthorityIsTrusted() throws Exception {
    try (RawServer server = server("signed");
        RawServer own = server("good")) {
      assertWorks(read(server.url(), "authority"));
      assertWorks(read(own.url(), "good"));
    }
  }

  @Test
  void aSelfSignedCertificateIsNotAndSaysWhatToPin() throws Exception {
    try (RawServer server = server("good")) {
      Fault.Untrusted fault = untrusted(server, read(server.url(), (String) null));
      assertThat(fault.detail()).endsWith("it is signed by itself");
      assertThat(fault.certificate().subject()).isEqualTo("CN=good");
      assertThat(fault.certificate().issuer()).isEqualTo("CN=good");
      assertThat(fault.certificate().notAfter()).isAfter(InstantSource.system().instant());
      assertThat(fault.certificate().key()).isEqualTo(certificates.pin("good"));
      assertWorks(read(server.url(), pinned(null, fault.certificate().key())));
    }
  }

  @Test
  void anUnknownAuthorityIsNot() throws Exception {
    try (RawServer server = server("signed")) {
      assertThat(untrusted(server, read(server.url(), (String) null)).detail())
          .endsWith("its authority is not trusted");
      assertThat(untrusted(server, read(server.url(), "good")).detail())
          .endsWith("its authority is not trusted");
    }
  }

  @Test
  void anExpiredCertificateIsNotEvenWhenItsKeyIsPinned() throws Exception {
    try (RawServer server = server("expired")) {
      assertThat(untrusted(server, read(server.url(), "expired")).detail()).endsWith("has expired");
      Tls pinned = pinned(null, certificates.pin("expired"));
      assertThat(untrusted(server, read(server.url(), pinned)).detail()).endsWith("has expired");
    }
  }

  @Test
  void aCertificateThatIsNotYetValidIsNot() throws Exception {
    try (RawServer server = server("early")) {
      assertThat(untrusted(server, read(server.url(), "early")).detail())
          .endsWith("it is not valid yet");
    }
  }

  @Test
  void aWeakCertificateIsNot() throws Exception {
    try (RawServer server = server("weak")) {
      untrusted(server, read(server.url(), "weak"));
      untrusted(server, read(server.url(), pinned(null, certificates.pin("weak"))));
    }
  }

  @Test
  void aCertificateOfAnotherHostIsNotUnlessThatNameIsWritten() throws Exception {
    try (RawServer server = server("other-host")) {
      Fault.Untrusted fault = untrusted(server, read(server.url(), "other-host"));
      assertThat(fault.detail()).endsWith("not for 127.0.0.1 but for elsewhere.example.com");
      assertThat(fault.certificate().key()).isEqualTo(certificates.pin("other-host"));
      Path authority = certificates.pem("other-host");
      Tls named = new Tls(authority, null, "elsewhere.example.com", "TLSv1.2", List.of());
      assertWorks(read(server.url(), named));
      Tls misnamed = new Tls(authority, null, "localhost", "TLSv1.2", List.of());
      assertThat(read(server.url(), misnamed)).isInstanceOf(Reading.Failed.class);
    }
  }

  @Test
  void aPinnedKeyAloneStandsForNameAndAuthority() throws Exception {
    try (RawServer server = server("other-host")) {
      String other = certificates.pin("good");
      assertThat(untrusted(server, read(server.url(), pinned(null, other))).detail())
          .endsWith("its key is not the pinned one");
      assertWorks(read(server.url(), pinned(null, other, certificates.pin("other-host"))));
    }
  }

  @Test
  void aPinnedKeyBesideAnAuthorityIsCheckedToo() throws Exception {
    try (RawServer server = server("signed")) {
      assertWorks(read(server.url(), pinned("authority", certificates.pin("signed"))));
    }
    try (RawServer server = server("signed")) {
      untrusted(server, read(server.url(), pinned("authority", certificates.pin("good"))));
      untrusted(server, read(server.url(), pinned("good", certificates.pin("signed"))));
    }
  }

  /** It waits for a request that it could read, and the client for a greeting. */
  @Test
  void aPlainServerIsNot() {
    try (RawServer server = RawServer.start(out -> out.close())) {
      URI url = URI.create(server.url().toString().replace("http:", "https:"));
      Source source = source(url, Tls.ofAuthority(null), Duration.ofSeconds(2));
      assertThat(source.read(InstantSource.system())).isInstanceOf(Reading.Failed.class);
    }
  }

  @Test
  void aMissingOrWrongAuthorityFileIsMisconfigured() throws IOException {
    Files.writeString(folder.resolve("wrong.pem"), "no certificate");
    for (String file : List.of("missing", "wrong")) {
      assertThat(misconfigured(read(URI.create("https://127.0.0.1:1"), file)))
          .contains(file + ".pem");
    }
  }

  private static String misconfigured(Reading reading) {
    assertThat(reading).isInstanceOf(Reading.Failed.class);
    assertThat(((Reading.Failed) reading).fault()).isInstanceOf(Fault.Misconfigured.class);
    return ((Reading.Failed) reading).fault().summary();
  }

  // --- our own certificate -----------------------------------------------------------------------

  private static Tls showing(String client) {
    Tls.ClientFiles files = new Tls.ClientFiles(certificates.pem(client), certificates.key(client));
    return new Tls(certificates.pem("authority"), files, null, "TLSv1.2", List.of());
  }

  @Test
  void showsItsCertificateToAServerThatWantsOne() throws Exception {
    certificates.writeKey("client");
    try (RawServer server = certificates.server("signed", "authority", answering())) {
      assertWorks(read(server.url(), showing("client")));
    }
  }

  @Test
  void withoutOneAServerThatWantsOneIsAFaultThatSaysSo() throws Exception {
    try (RawServer server = certificates.server("signed", "authority", answering())) {
      Reading reading = read(server.url(), "authority");
      assertThat(reading).isInstanceOf(Reading.Failed.class);
      assertThat(((Reading.Failed) reading).fault().summary()).contains("client certificate");
      assertThat(server.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"EC", "RSA", "Ed25519"})
  void readsThePemFormsThatPeopleHave(String algorithm) throws Exception {
    String name = "client-" + algorithm;
    certificates.make(name, "-keyalg", algorithm);
    try (RawServer server = certificates.server("signed", name, answering())) {
      certificates.writeKey(name);
      assertWorks(read(server.url(), showing(name)));
      if (algorithm.equals("EC")) {
        certificates.writeKey(name, "ec"); // SEC 1
        assertThat(certificates.key(name)).content().contains("BEGIN EC PRIVATE KEY");
        assertWorks(read(server.url(), showing(name)));
        Files.writeString(
            certificates.key(name),
            "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n"
                + Files.readString(certificates.key(name)));
        assertWorks(read(server.url(), showing(name)));
      } else if (algorithm.equals("RSA")) {
        certificates.writeKey(name, "rsa", "-traditional"); // PKCS#1
        assertThat(certificates.key(name)).content().contains("BEGIN RSA PRIVATE KEY");
        assertWorks(read(server.url(), showing(name)));
      }
    }
  }

  @Test
  void readsRotatedFilesAnew() throws Exception {
    certificates.sign("rotated", "authority");
    certificates.writeKey("rotated");
    certificates.make("later", "-ext", "bc:c");
    try (RawServer server = certificates.server("signed", "authority", answering());
        RawServer next = certificates.server("signed", "later", answering())) {
      Tls tls = showing("rotated");
      Source source = source(server.url(), tls);
      assertWorks(source.read(InstantSource.system()));
      Source other = source(next.url(), tls);
      assertThat(other.read(InstantSource.system())).isInstanceOf(Reading.Failed.class);
      certificates.sign("rotated", "later");
      assertThat(misconfigured(other.read(InstantSource.system())))
          .as("half rotated")
          .contains("is not that of the certificate");
      certificates.writeKey("rotated");
      assertWorks(other.read(InstantSource.system()));
    }
  }

  @Test
  void refusesAKeyThatOthersMayReadOrThatIsNoKey() throws Exception {
    certificates.sign("careless", "authority");
    certificates.writeKey("careless");
    Tls tls = showing("careless");
    URI url = URI.create("https://127.0.0.1:1");
    Files.setPosixFilePermissions(tls.client().key(), PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(misconfigured(read(url, tls))).contains("others may read the key", "chmod 600");
    Files.setPosixFilePermissions(tls.client().key(), PosixFilePermissions.fromString("rw-------"));
    certificates.writeKey("careless", "pkcs8", "-topk8", "-passout", "pass:s3cret");
    assertThat(misconfigured(read(url, tls))).contains("the key is encrypted");
    Files.writeString(tls.client().key(), "s3cret");
    assertThat(misconfigured(read(url, tls)))
        .contains("there is no PEM private key in it")
        .doesNotContain("s3cret");
    Files.writeString(
        tls.client().key(), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
    assertThat(misconfigured(read(url, tls))).contains("does not fit its certificate");
  }

  @Test
  void theLeastVersionHolds() throws Exception {
    Tls newest = new Tls(certificates.pem("good"), null, null, "TLSv1.3", List.of());
    try (RawServer server = server("good")) {
      assertWorks(read(server.url(), newest));
    }
    try (RawServer server = certificates.server("good", null, answering(), "TLSv1.2")) {
      assertWorks(read(server.url(), "good"));
    }
    try (RawServer server = certificates.server("good", null, answering(), "TLSv1.2")) {
      untrusted(server, read(server.url(), newest));
    }
  }
}
