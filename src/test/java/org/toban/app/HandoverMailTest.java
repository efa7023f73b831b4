package org.toban.app;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.drill.Estate;
import org.toban.testbed.AlertmanagerServer;
import org.toban.testbed.MailServer;
import org.toban.testbed.Server;

/** The page with real servers beside it: an exim that wants a sign-in, an Alertmanager. */
@Tag("server")
class HandoverMailTest {
  @TempDir Path folder;

  private Path secret(String name, String text) throws Exception {
    Path file = Files.writeString(folder.resolve(name), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void thePageArrivesInTheLanguageOfItsReaders() throws Exception {
    try (MailServer server = MailServer.start();
        Estate estate = new Estate(InstantSource.system(), Duration.ofMillis(50))) {
      Path config =
          secret(
              "toban.yml",
              """
              sources: [{name: prod, alertmanager: '%s', timeout: 30s}]
              team: {zone: Asia/Tokyo}
              language: ja
              notices:
                desktop: false
                email:
                  smtp: 'localhost:%d'
                  username: %s
                  password_file: '%s'
                  ca_file: '%s'
                  from: toban@example.com
                  to: [aoki@example.com, baba@example.com]
              """
                  .formatted(
                      estate.alertmanager(),
                      server.port(),
                      MailServer.USER,
                      secret("mail.pass", MailServer.PASSWORD),
                      server.authority()));
      Shell shell = new Shell(folder, InstantSource.system());
      int exit = shell.run("handover", "--email", "--lang", "en", "--config", config.toString());
      assertThat(exit).as(shell.err).isZero();
      assertThat(shell.out)
          .startsWith("sent to aoki@example.com, baba@example.com: ")
          .contains("whether it arrived, nobody knows")
          .doesNotContain("Shift handover");

      Server.await("the mail", Duration.ofSeconds(20), () -> !server.mails().isEmpty());
      MimeMessage mail =
          new MimeMessage(
              Session.getInstance(new Properties()),
              new ByteArrayInputStream(
                  server.mails().getFirst().getBytes(StandardCharsets.ISO_8859_1)));
      assertThat(mail.getSubject()).startsWith("[情報] 当番の引き継ぎ · ");
      assertThat(mail.getAllRecipients()).hasSize(2);
      assertThat(mail.getContentType()).startsWith("text/plain");
      assertThat(mail.getContent().toString().replace("\r", ""))
          .contains("■ 当番の引き継ぎ\n", "□ 対応中\n", "対応中のインシデントはありません。", "Asia/Tokyo")
          .doesNotContain("**");
    }
  }

  /** The list of silences comes a little after the alerts; the page waits for it. */
  @Test
  void thePageHasTheSilencesOfARealAlertmanager() throws Exception {
    try (AlertmanagerServer server = AlertmanagerServer.start(folder.resolve("am"))) {
      server.silence("job", "batch");
      Path config =
          secret("toban.yml", "sources: [{name: prod, alertmanager: '" + server.uri() + "'}]\n");
      Shell shell = new Shell(folder, InstantSource.system());
      assertThat(shell.run("handover", "--config", config.toString())).as(shell.err).isZero();
      assertThat(shell.out)
          .contains("## Silences", "`{job=\"batch\"}` · test · “test” · prod")
          .doesNotContain("silences cannot be read");
    }
  }
}
