package org.toban.notice.slack;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.toban.notice.Channel;
import org.toban.notice.Delivery;
import org.toban.notice.Earlier;
import org.toban.notice.Letter;
import org.toban.notice.Reader;
import org.toban.source.Exchange;
import org.toban.source.Secrets;
import org.toban.source.SourceSettings.Http;
import org.toban.source.SourceSettings.Secret;
import org.toban.source.fault.PollFailure;

/** Notices by an incoming webhook of Slack: each is a message of its own, for it gives no names. */
public final class SlackWebhook implements Channel {
  private final String name;
  private final Secret address;
  private final Reader reader;
  private final Secrets secrets = Secrets.ofSystem();
  private final Exchange exchange;

  /**
   * A webhook.
   *
   * @param name of this channel of notices
   * @param address its URL, which is a secret: who knows it can post
   * @param http the way to it
   */
  public SlackWebhook(String name, Secret address, Http http, Reader reader) {
    this.name = name;
    this.address = address;
    this.reader = reader;
    this.exchange = Exchange.with("slack", http, SlackDoor.TIMEOUT);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String meaning() {
    return "Slack took the message over for the webhook's channel; whether it was read, nobody knows";
  }

  @Override
  public Delivery send(Letter letter, @Nullable Earlier earlier) {
    try {
      URI url = url(secrets.read(address));
      if (url == null) {
        return new Delivery.Permanent("the secret in " + address.place() + " is no https address");
      }
      Exchange.Reply reply =
          exchange.tell(url, SlackDoor.bytes(SlackText.message(letter.notice(), reader)));
      Delivery fault = SlackDoor.fault(reply);
      return fault == null ? Delivery.sent() : fault;
    } catch (PollFailure e) {
      return Delivery.temporary(e.fault().summary());
    }
  }

  private static @Nullable URI url(String text) {
    try {
      URI url = URI.create(text);
      return SlackDoor.isSafe(url) ? url : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  @Override
  public void close() {}
}
