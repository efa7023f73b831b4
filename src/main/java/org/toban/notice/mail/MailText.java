package org.toban.notice.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Date;
import org.toban.alert.Severity;
import org.toban.notice.Letter;
import org.toban.notice.Notice;
import org.toban.notice.Plain;
import org.toban.notice.Reader;

/**
 * A letter as an e-mail: plain text only. Its Message-ID is made of the letter's key, so that a
 * repeat is the same message; all about one incident refer to one id, which makes them a thread.
 */
final class MailText extends MimeMessage {
  private static final int MAX_SUBJECT = 200;
  private static final int MAX_BODY = 100_000;
  private static final String UTF_8 = "UTF-8";

  private final String messageId;

  private MailText(Session session, String messageId) {
    super(session);
    this.messageId = messageId;
  }

  static MailText of(Letter letter, MailSettings settings, Reader reader, Session session)
      throws MessagingException {
    Notice notice = letter.notice();
    MailText mail = new MailText(session, id(letter.key(), settings));
    mail.setFrom(new InternetAddress(settings.from(), true));
    for (String to : settings.to()) {
      mail.addRecipient(Message.RecipientType.TO, new InternetAddress(to, true));
    }
    mail.setSubject(subject(notice, reader), UTF_8);
    mail.setSentDate(Date.from(letter.at()));
    mail.setHeader("Auto-Submitted", "auto-generated");
    if (notice.severity() == Severity.CRITICAL) {
      mail.setHeader("Importance", "high");
    }
    if (notice.incident() != null) {
      String thread = id(notice.incident().replaceAll("[^A-Za-z0-9-]", "_"), settings);
      mail.setHeader("References", thread);
      mail.setHeader("In-Reply-To", thread);
    }
    mail.setText(body(letter, reader), UTF_8);
    mail.saveChanges();
    return mail;
  }

  private static String subject(Notice notice, Reader reader) {
    return Plain.line(
        "[" + reader.severity(notice.severity()) + "] " + notice.title(), MAX_SUBJECT);
  }

  private static String body(Letter letter, Reader reader) {
    Notice notice = letter.notice();
    StringBuilder body = new StringBuilder(Plain.line(notice.title(), MAX_BODY)).append("\r\n\r\n");
    if (!notice.body().isBlank()) {
      body.append(Plain.text(notice.body(), MAX_BODY).replace("\n", "\r\n")).append("\r\n\r\n");
    }
    if (!notice.to().isBlank()) {
      body.append("→ ").append(Plain.line(notice.to(), MAX_SUBJECT)).append("\r\n");
    }
    if (notice.incident() != null) {
      body.append(notice.incident()).append("\r\n");
    }
    return body.append(reader.dayAndClock(letter.at())).append("\r\n").toString();
  }

  /** An id (RFC 5322, 3.6.4) in the domain of the sender. */
  private static String id(String left, MailSettings settings) {
    return "<"
        + left
        + ".toban"
        + settings.from().substring(settings.from().lastIndexOf('@'))
        + ">";
  }

  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", messageId);
  }
}
