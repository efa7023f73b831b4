package org.toban.app.handover;

import java.time.Instant;
import java.util.List;
import org.toban.alert.Severity;
import org.toban.notice.Delivery;
import org.toban.notice.Letter;
import org.toban.notice.Notice;
import org.toban.notice.Reader;
import org.toban.notice.mail.EmailChannel;
import org.toban.notice.mail.MailSettings;
import org.toban.review.Documents;
import org.toban.review.Handover;

/** A handover by an e-mail channel of the configuration, in the language of those who read that. */
public record HandoverMail(String name, MailSettings settings, Reader reader) {
  /** Whom it goes to. */
  public List<String> to() {
    return settings.to();
  }

  /** What is known when it was sent, in one sentence. */
  public String meaning() {
    return new EmailChannel(name, settings, reader).meaning();
  }

  /** Tries once; blocks. */
  public Delivery send(Handover handover) {
    Instant at = handover.shift().at();
    Notice notice =
        new Notice(
            null,
            Severity.INFO,
            Documents.title(handover, reader.language(), reader.zone()),
            Documents.text(handover, reader.language(), reader.zone()),
            "",
            "handover");
    String key = "handover-" + at.toEpochMilli();
    try (EmailChannel channel = new EmailChannel(name, settings, reader)) {
      return channel.send(Letter.now(key, channel.name(), notice, List.of(), at), null);
    }
  }
}
