package org.toban.notice.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.alert.Severity;
import org.toban.notice.Delivery;
import org.toban.notice.Letter;
import org.toban.notice.Notice;
import org.toban.notice.Reader;
import org.toban.notice.mail.MailSettings.Security;
import org.toban.source.SourceSettings.Secret;
import org.toban.source.tls.Tls;
import org.toban.testbed.MailServer;
import org.toban.testbed.Server;

/** Against a real exim that wants STARTTLS and a sign-in. */
@Tag("server")
class EmailChannelTest {
  private static final Instant T0 = Instant.parse("2026-11-24T03:00:00Z");
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir static Path folder;

  private static MailServer server;
  private static Path password;
  private static Path wrongPassword;

  @BeforeAll
  static void start() throws Exception {
    server = MailServer.start();
    password = Files.writeString(folder.resolve("password"), MailServer.PASSWORD);
    wrongPassword = Files.writeString(folder.resolve("wrong"), "nonsense");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static EmailChannel channel(
      String host, Security security, @Nullable Path secret, @Nullable Path ca, String... to) {
    MailSettings settings =
        new MailSettings(
            host,
            server.port(),
            security,
            secret == null ? null : MailServer.USER,
            secret == null ? null : new Secret.InFile(secret),
            Tls.ofAuthority(ca),
            "toban@example.com",
            List.of(to));
    return new EmailChannel(
        "email", settings, new Reader(Locale.JAPANESE, ZoneId.of("Asia/Tokyo")));
  }

  private static EmailChannel usual(String... to) {
    return channel("localhost", Security.STARTTLS, password, server.authority(), to);
  }

  private static Letter letter(String key, @Nullable String incident, String title, String body) {
    Notice notice = new Notice(incident, Severity.CRITICAL, title, body, "当番", "new incident");
    return Letter.now(key, "email", notice, incident == null ? List.of() : List.of(incident), T0);
  }

  private static MimeMessage arrived(String key) throws Exception {
    Server.await(
        key, SOON, () -> server.mails().stream().anyMatch(it -> it.contains(key + ".toban@")));
    String mail =
        server.mails().stream().filter(it -> it.contains(key + ".toban@")).findFirst().get();
    return new MimeMessage(
        Session.getInstance(new Properties()),
        new ByteArrayInputStream(mail.getBytes(StandardCharsets.ISO_8859_1)));
  }

  @Test
  void japaneseArrivesAsItWasWritten() throws Exception {
    Delivery sent =
        usual("aoki@example.com", "baba@example.com")
            .send(letter("k1", "INC-1", "新規: ディスク使用率 (web-1)", "残り 5 %\nあと15分"), null);
    assertThat(sent).isEqualTo(new Delivery.Sent("<k1.toban@example.com>"));
    MimeMessage mail = arrived("k1");
    assertThat(mail.getSubject()).isEqualTo("[重大] 新規: ディスク使用率 (web-1)");
    assertThat(mail.getContent().toString().replace("\r", ""))
        .contains("残り 5 %\nあと15分", "→ 当番", "INC-1", "2026-11-24 12:00:00 +09:00");
    assertThat(mail.getAllRecipients()).hasSize(2);
    assertThat(mail.getHeader("Importance")).containsExactly("high");
    assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
  }

  @Test
  void allAboutOneIncidentIsOneThreadAndARepeatIsTheSameMessage() throws Exception {
    usual("aoki@example.com").send(letter("k2", "INC-7", "New: Down", ""), null);
    usual("aoki@example.com").send(letter("k3", "INC-7", "Unanswered: Down", ""), null);
    usual("aoki@example.com").send(letter("k3", "INC-7", "Unanswered: Down", ""), null);
    for (String key : List.of("k2", "k3")) {
      assertThat(arrived(key).getMessageID()).isEqualTo("<" + key + ".toban@example.com>");
      assertThat(arrived(key).getHeader("References")).containsExactly("<INC-7.toban@example.com>");
      assertThat(arrived(key).getHeader("In-Reply-To"))
          .containsExactly("<INC-7.toban@example.com>");
    }
  }

  /** T17: no text of an alert adds a header, and a long subject is cut. */
  @Test
  void textCannotAddAHeader() throws Exception {
    String evil = "x\r\nBcc: evil@example.com\r\n\r\nbody\u202Eable\u0000 " + "長".repeat(10_000);
    usual("aoki@example.com").send(letter("k4", "INC\r\nBcc: x", evil, evil), null);
    MimeMessage mail = arrived("k4");
    assertThat(mail.getHeader("Bcc")).isNull();
    assertThat(mail.getAllRecipients()).hasSize(1);
    assertThat(mail.getSubject())
        .hasSizeLessThanOrEqualTo(200)
        .doesNotContain("\r", "\n", "\u202E");
    assertThat(mail.getHeader("References")).hasSize(1);
  }

  /** Such as a handover with thirty incidents. */
  @Test
  void aLongPageArrivesToItsEnd() throws Exception {
    String page = "項目\n".repeat(15_000) + "the end";
    usual("aoki@example.com").send(letter("kc", null, "a page", page), null);
    assertThat(arrived("kc").getContent().toString().replace("\r", "")).contains(page);
  }

  @Test
  void aWrongPasswordAndAnUnknownAddressArePermanent() {
    assertThat(
            channel(
                    "localhost",
                    Security.STARTTLS,
                    wrongPassword,
                    server.authority(),
                    "a@b.example")
                .send(letter("k5", null, "a", ""), null))
        .isInstanceOf(Delivery.Permanent.class)
        .asString()
        .contains("does not accept the sign-in", "535")
        .doesNotContain("nonsense");
    assertThat(usual("nosuchuser@example.com").send(letter("k6", null, "a", ""), null))
        .isInstanceOf(Delivery.Permanent.class)
        .asString()
        .contains("no such user");
    assertThat(
            channel("localhost", Security.STARTTLS, null, server.authority(), "a@b.example")
                .send(letter("k7", null, "a", ""), null))
        .isInstanceOf(Delivery.Permanent.class)
        .asString()
        .contains("authentication required");
  }

  @Test
  void aFullMailboxAndADeadServerAreTemporary() {
    assertThat(usual("full@example.com").send(letter("k8", null, "a", ""), null))
        .isInstanceOf(Delivery.Temporary.class)
        .asString()
        .contains("mailbox full");
    MailSettings nowhere =
        new MailSettings(
            "localhost",
            Server.freePort(),
            Security.STARTTLS,
            null,
            null,
            Tls.usual(),
            "toban@example.com",
            List.of("a@b.example"));
    assertThat(
            new EmailChannel("email", nowhere, new Reader(Locale.ENGLISH, ZoneId.of("UTC")))
                .send(letter("k9", null, "a", ""), null))
        .isInstanceOf(Delivery.Temporary.class);
  }

  @Test
  void aCertificateThatIsNotTrustedGetsNoPassword() throws Exception {
    assertThat(
            channel("localhost", Security.STARTTLS, password, null, "a@b.example")
                .send(letter("ka", null, "a", ""), null))
        .asString()
        .contains("TLS not trusted");
    assertThat(
            channel("127.0.0.1", Security.STARTTLS, password, server.authority(), "a@b.example")
                .send(letter("kb", null, "a", ""), null))
        .as("the certificate is for another name")
        .isNotInstanceOf(Delivery.Sent.class);
    assertThat(server.mails())
        .noneMatch(it -> it.contains("<ka.toban") || it.contains("<kb.toban"));
  }
}
