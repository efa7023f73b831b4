package org.toban.notice.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.toban.notice.Channel;
import org.toban.notice.Delivery;
import org.toban.notice.Earlier;
import org.toban.notice.Letter;
import org.toban.notice.Plain;
import org.toban.notice.Reader;
import org.toban.source.Secrets;
import org.toban.source.fault.PollFailure;
import org.toban.source.tls.ServerTrust;

/** Notices by e-mail: one connection a message, for they are rare and servers end idle ones. */
public final class EmailChannel implements Channel {
  private static final Logger LOG = LoggerFactory.getLogger(EmailChannel.class);
  private static final String MILLIS = "15000";
  private static final int SHOWN = 200;

  private final String name;
  private final MailSettings settings;
  private final Reader reader;
  private final Secrets secrets = Secrets.ofSystem();

  public EmailChannel(String name, MailSettings settings, Reader reader) {
    this.name = name;
    this.settings = settings;
    this.reader = reader;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String meaning() {
    return settings.host()
        + " took the message over for "
        + String.join(", ", settings.to())
        + "; whether it arrived, nobody knows";
  }

  @Override
  public Delivery send(Letter letter, @Nullable Earlier earlier) {
    try {
      String password = settings.password() == null ? null : secrets.read(settings.password());
      return handIn(letter, password);
    } catch (PollFailure e) {
      return Delivery.temporary(e.fault().summary());
    } catch (IOException | GeneralSecurityException e) {
      return Delivery.temporary("no certificate can be checked: " + e.getMessage());
    } catch (MessagingException e) {
      return judge(e);
    }
  }

  private Delivery handIn(Letter letter, @Nullable String password)
      throws MessagingException, IOException, GeneralSecurityException {
    Session session = Session.getInstance(properties());
    MailText mail = MailText.of(letter, settings, reader, session);
    try (Transport transport = session.getTransport("smtp")) {
      transport.connect(settings.host(), settings.port(), settings.user(), password);
      transport.sendMessage(mail, mail.getAllRecipients());
    } catch (SendFailedException e) {
      if (e.getValidSentAddresses() == null || e.getValidSentAddresses().length == 0) {
        throw e;
      }
      LOG.warn("an e-mail went out, but not to everybody: {}", deepest(e));
    }
    return new Delivery.Sent(mail.getMessageID());
  }

  /** The names are Angus Mail's. */
  private Properties properties() throws IOException, GeneralSecurityException {
    Properties it = new Properties();
    it.setProperty("mail.smtp.auth", String.valueOf(settings.user() != null));
    it.setProperty("mail.smtp.connectiontimeout", MILLIS);
    it.setProperty("mail.smtp.timeout", MILLIS);
    it.setProperty("mail.smtp.writetimeout", MILLIS);
    it.setProperty("mail.smtp.sendpartial", "true");
    it.setProperty("mail.smtp.quitwait", "false");
    boolean first = settings.security() == MailSettings.Security.TLS;
    boolean later = settings.security() == MailSettings.Security.STARTTLS;
    it.setProperty("mail.smtp.ssl.enable", String.valueOf(first));
    it.setProperty("mail.smtp.starttls.enable", String.valueOf(later));
    it.setProperty("mail.smtp.starttls.required", String.valueOf(later));
    if (first || later) {
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(null, new TrustManager[] {ServerTrust.of(settings.tls())}, null);
      it.put("mail.smtp.ssl.socketFactory", tls.getSocketFactory());
      it.setProperty("mail.smtp.ssl.socketFactory.fallback", "false");
      it.setProperty("mail.smtp.ssl.checkserveridentity", "true");
      it.setProperty("mail.smtp.ssl.protocols", "TLSv1.2 TLSv1.3");
    }
    return it;
  }

  /** RFC 5321, 4.2.1: 4yz passes, 5yz does not. What is no answer of the server may pass. */
  private static Delivery judge(MessagingException e) {
    String said = deepest(e);
    if (e instanceof AuthenticationFailedException) {
      boolean passes = said.startsWith("4");
      String reason = "the server does not accept the sign-in: " + said;
      return passes ? Delivery.temporary(reason) : new Delivery.Permanent(reason);
    }
    if (cause(e, SSLException.class) != null) {
      return Delivery.temporary("TLS not trusted: " + said);
    }
    boolean refused = code(e) / 100 == 5 || said.startsWith("STARTTLS is required");
    return refused ? new Delivery.Permanent(said) : Delivery.temporary(said);
  }

  /** The server's answer, the one that says most; 0 for none. */
  private static int code(MessagingException e) {
    int code = 0;
    for (Throwable it = e; it != null; it = next(it)) {
      code =
          switch (it) {
            case SMTPAddressFailedException address -> address.getReturnCode();
            case SMTPSenderFailedException sender -> sender.getReturnCode();
            case SMTPSendFailedException send -> send.getReturnCode();
            default -> code;
          };
    }
    return code;
  }

  private static @Nullable Throwable next(Throwable it) {
    return it instanceof MessagingException mail ? mail.getNextException() : it.getCause();
  }

  private static String deepest(Throwable e) {
    Throwable deepest = e;
    for (Throwable it = e; it != null; it = next(it)) {
      deepest = it;
    }
    return Plain.line(String.valueOf(deepest.getMessage()), SHOWN);
  }

  private static <T extends Throwable> @Nullable T cause(Throwable e, Class<T> type) {
    for (Throwable it = e; it != null; it = next(it)) {
      if (type.isInstance(it)) {
        return type.cast(it);
      }
    }
    return null;
  }

  @Override
  public void close() {}
}
