package org.toban.notice.mail;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.toban.source.SourceSettings.Secret;
import org.toban.source.tls.Tls;

/**
 * How e-mail is handed in.
 *
 * @param user null for no sign-in; then {@code password} is null too
 * @param tls how the server's certificate is checked
 * @param from the sender's address, without a name
 * @param to addresses, without names; at least one
 */
public record MailSettings(
    String host,
    int port,
    Security security,
    @Nullable String user,
    @Nullable Secret password,
    Tls tls,
    String from,
    List<String> to) {
  public MailSettings {
    to = List.copyOf(to);
    if (to.isEmpty() || (user == null) != (password == null)) {
      throw new IllegalArgumentException("e-mail needs somebody to go to, and a whole sign-in");
    }
  }

  /** What the connection must be before anything is said on it. */
  public enum Security {
    /** TLS after STARTTLS (RFC 3207); without it nothing is sent. */
    STARTTLS,
    /** TLS from the first byte (RFC 8314). */
    TLS,
    /** Readable on the way; never with a sign-in. */
    NONE
  }
}
