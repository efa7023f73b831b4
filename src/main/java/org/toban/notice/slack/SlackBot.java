package org.toban.notice.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Severity;
import org.toban.notice.Channel;
import org.toban.notice.Delivery;
import org.toban.notice.Earlier;
import org.toban.notice.Letter;
import org.toban.notice.Notice;
import org.toban.notice.Plain;
import org.toban.notice.Reader;
import org.toban.source.Exchange;
import org.toban.source.SignIn;
import org.toban.source.SourceSettings.Http;
import org.toban.source.SourceSettings.Secret;
import org.toban.source.fault.PollFailure;

/**
 * Notices by a bot of Slack (scope {@code chat:write}): one message for an incident, edited in
 * place whenever it stands otherwise, and each later notice in its thread, shown in the channel too
 * when it is critical.
 */
public final class SlackBot implements Channel {
  public static final URI API = URI.create("https://slack.com/api/");

  /** Errors of the Web API that pass by themselves. */
  private static final Set<String> PASSING =
      Set.of(
          "ratelimited",
          "rate_limited",
          "message_limit_exceeded",
          "internal_error",
          "fatal_error",
          "service_unavailable",
          "request_timeout",
          "team_added_to_org");

  /** The message of the incident is not there any more, or may not be edited: a new one begins. */
  private static final Set<String> GONE =
      Set.of(
          "message_not_found",
          "thread_not_found",
          "cant_update_message",
          "edit_window_closed",
          "channel_not_found");

  private final String name;
  private final String channel;
  private final URI api;
  private final Reader reader;
  private final Exchange exchange;

  /** Where a message of an incident stands. */
  private record Place(String channel, String ts) {
    static @Nullable Place of(String reference) {
      int at = reference.indexOf(':');
      return at < 0 ? null : new Place(reference.substring(0, at), reference.substring(at + 1));
    }

    Delivery sent() {
      return new Delivery.Sent(channel + ":" + ts);
    }
  }

  /** One call of the Web API: its answer, or why there is none. */
  private record Answer(@Nullable JsonNode node, @Nullable Delivery fault, String error) {}

  /**
   * A bot.
   *
   * @param name of this channel of notices
   * @param token its token ({@code xoxb-...})
   * @param channel the channel's id, such as {@code C0123456789}
   * @param http the way to Slack; its sign-in is the token's
   * @param api {@link #API}
   */
  public SlackBot(String name, Secret token, String channel, Http http, URI api, Reader reader) {
    if (!SlackDoor.isSafe(api)) {
      throw new IllegalArgumentException("a token is not sent to " + api);
    }
    Http signedIn = new Http(SignIn.Token.bearer(token), http.headers(), http.tls(), http.proxy());
    this.name = name;
    this.channel = channel;
    this.api = api;
    this.reader = reader;
    this.exchange = Exchange.with("slack", signedIn, SlackDoor.TIMEOUT);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean edits() {
    return true;
  }

  @Override
  public String meaning() {
    return "Slack stored the message in " + channel + "; whether it was read, nobody knows";
  }

  @Override
  public Delivery send(Letter letter, @Nullable Earlier earlier) {
    Place place = earlier == null ? null : Place.of(earlier.reference());
    if (letter.edit()) {
      return place == null ? Delivery.sent() : edit(letter, place);
    }
    if (earlier != null && place != null) {
      Notice standing = earlier.standing();
      Delivery continued = goOn(letter, standing == null ? letter.notice() : standing, place);
      if (continued != null) {
        return continued;
      }
    }
    ObjectNode message = SlackText.message(letter.notice(), reader);
    message.put("channel", channel);
    Answer answer = call("chat.postMessage", message);
    if (answer.fault() != null) {
      return answer.fault();
    }
    JsonNode node = java.util.Objects.requireNonNull(answer.node());
    return new Place(node.path("channel").asText(channel), node.path("ts").asText("")).sent();
  }

  /** Says in the incident's message how it stands; nothing is left to do when that is gone. */
  private Delivery edit(Letter letter, Place place) {
    Answer edited = update(letter.notice(), place);
    if (edited.fault() != null) {
      return GONE.contains(edited.error()) ? Delivery.sent() : edited.fault();
    }
    return place.sent();
  }

  private Answer update(Notice says, Place place) {
    ObjectNode edit = SlackText.message(says, reader);
    edit.put("channel", place.channel()).put("ts", place.ts());
    return call("chat.update", edit);
  }

  /** Edits the incident's message and adds to its thread; null when that message is gone. */
  private @Nullable Delivery goOn(Letter letter, Notice standing, Place place) {
    Answer edited = update(standing, place);
    if (edited.fault() != null) {
      return GONE.contains(edited.error()) ? null : edited.fault();
    }
    ObjectNode reply = SlackText.message(letter.notice(), reader);
    reply.put("channel", place.channel()).put("thread_ts", place.ts());
    reply.put("reply_broadcast", letter.notice().severity() == Severity.CRITICAL);
    Answer replied = call("chat.postMessage", reply);
    if (replied.fault() != null) {
      return GONE.contains(replied.error()) ? null : replied.fault();
    }
    return place.sent();
  }

  private Answer call(String method, ObjectNode message) {
    try {
      Exchange.Reply reply = exchange.tell(api.resolve(method), SlackDoor.bytes(message));
      Delivery fault = SlackDoor.fault(reply);
      return fault != null ? new Answer(null, fault, "") : judge(method, reply);
    } catch (PollFailure e) {
      return new Answer(null, Delivery.temporary(e.fault().summary()), "");
    }
  }

  private static Answer judge(String method, Exchange.Reply reply) {
    try {
      JsonNode node = SlackText.JSON.readTree(reply.body());
      if (node.path("ok").asBoolean(false)) {
        return new Answer(node, null, "");
      }
      String error = Plain.line(node.path("error").asText("no reason"), 80);
      String said = method + ": " + error;
      Delivery fault =
          PASSING.contains(error)
              ? new Delivery.Temporary(
                  said, reply.retryAfter() == null ? null : SlackDoor.wait(reply.retryAfter()))
              : new Delivery.Permanent(said);
      return new Answer(null, fault, error);
    } catch (JsonProcessingException e) {
      return new Answer(null, Delivery.temporary(method + ": the answer is no JSON"), "");
    }
  }

  @Override
  public void close() {}
}
