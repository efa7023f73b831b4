package org.toban.source;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import org.toban.source.SourceSettings.Header;
import org.toban.source.SourceSettings.Http;
import org.toban.source.SourceSettings.Secret;
import org.toban.source.SourceSettings.Value;
import org.toban.source.fault.Fault;
import org.toban.source.fault.PollFailure;

/**
 * One request with the source's sign-in, deadline and cap. Redirects are not followed, for they
 * would carry the sign-in to a place that nobody configured; compressed answers are not asked for
 * and not read, for they can grow a thousandfold.
 */
public final class Exchange {
  private static final MediaType JSON = MediaType.get("application/json");

  /** More of an answer to something that was said is not read. */
  private static final long REPLY_BYTES = 64 << 10;

  private final String name;
  private final Http http;
  private final Duration timeout;
  private final long maxBytes;
  private final Secrets secrets;
  private final Authorizer authorizer;
  private final Wire wire;
  private final String accepts;

  /**
   * A whole answer was read.
   *
   * @param date what time the server thought it was; null when it did not say
   * @param at when it said so, of System.nanoTime
   */
  public record Heard(@Nullable Instant date, long at) {}

  /** Takes a 200 answer's bytes, already counted and held to UTF-8. */
  @FunctionalInterface
  public interface Body {
    void read(InputStream bytes) throws IOException;
  }

  /** Takes what comes over a websocket, on threads of its own. */
  public interface Frames {
    void opened();

    void frame(byte[] text);

    /** Nothing comes any more; may be said more than once. */
    void ended(Fault why);
  }

  /** Exchanges with the server of these settings; nothing is opened before the first. */
  public static Exchange of(SourceSettings settings) {
    return new Exchange(settings, Secrets.ofSystem());
  }

  public Exchange(SourceSettings settings, Secrets secrets) {
    this(
        settings.name(),
        settings.http(),
        settings.timeout(),
        settings.maxBytes(),
        settings.urls().size(),
        settings.kind().accepts(),
        secrets);
  }

  private Exchange(
      String name,
      Http http,
      Duration timeout,
      long maxBytes,
      int servers,
      String accepts,
      Secrets secrets) {
    this.accepts = accepts;
    this.name = name;
    this.http = http;
    this.timeout = timeout;
    this.maxBytes = maxBytes;
    this.secrets = secrets;
    this.authorizer = new Authorizer(http.signIn(), secrets, timeout);
    this.wire = new Wire(new Clients(http.tls(), timeout, servers), http.proxy(), secrets);
  }

  /** Exchanges with a server that is no source of alerts but is told something. */
  public static Exchange with(String name, Http http, Duration timeout) {
    return new Exchange(
        name, http, timeout, REPLY_BYTES, 1, "application/json", Secrets.ofSystem());
  }

  /**
   * Asks and reads to the end; no fault holds a secret.
   *
   * @throws PollFailure for everything that goes wrong
   */
  public Heard get(URI url, Body reader) throws PollFailure {
    return get(url, timeout, reader);
  }

  /** The same, with a limit of its own for the whole exchange. */
  Heard get(URI url, Duration limit, Body reader) throws PollFailure {
    return exchange(new Message("GET", url, null), limit, reader);
  }

  /**
   * Sends JSON and reads the answer to the end; no fault holds a secret.
   *
   * @throws PollFailure for everything that goes wrong
   */
  public Heard post(URI url, byte[] json, Body reader) throws PollFailure {
    Message message = new Message("POST", url, RequestBody.create(json, JSON));
    return exchange(message, timeout, reader);
  }

  /**
   * Sends JSON that changes something: once, without another try.
   *
   * @throws PollFailure for everything that goes wrong; it may have been done nevertheless when
   *     there was no answer
   */
  public void postOnce(URI url, byte[] json, Body reader) throws PollFailure {
    exchange(new Message("POST", url, new OneShot(json)), timeout, reader);
  }

  /**
   * Deletes and reads the answer to the end.
   *
   * @throws PollFailure for everything that goes wrong
   */
  public void delete(URI url, Body reader) throws PollFailure {
    exchange(new Message("DELETE", url, null), timeout, reader);
  }

  /**
   * What a server answered to something that it was told.
   *
   * @param retryAfter the header of that name; null for none
   * @param body its beginning
   */
  public record Reply(int status, @Nullable String retryAfter, String body) {}

  /**
   * Tells a server something, once, and gives whatever it answers.
   *
   * @throws PollFailure when there was no answer; it may have been heard nevertheless
   */
  public Reply tell(URI url, byte[] json) throws PollFailure {
    Deadline deadline = new Deadline(timeout);
    Mask mask = new Mask();
    AtomicReference<@Nullable Reply> reply = new AtomicReference<>();
    try {
      String authorization = authorizer.header(deadline, mask);
      Message message = new Message("POST", url, new OneShot(json));
      Request request = request(message, authorization, deadline, mask);
      wire.exchange(url, request, deadline, mask, answer -> reply.set(reply(answer)));
    } catch (PollFailure e) {
      throw new PollFailure(mask.masked(e.fault()));
    }
    return Objects.requireNonNull(reply.get());
  }

  private static Reply reply(Response answer) throws IOException {
    return new Reply(
        answer.code(), answer.header("Retry-After"), answer.peekBody(REPLY_BYTES).string());
  }

  private record Message(String method, URI url, @Nullable RequestBody body) {}

  /**
   * Opens a websocket with the source's sign-in; gives what ends it. The time limit holds for what
   * is needed to sign in.
   *
   * @throws PollFailure when it cannot be begun
   */
  public Runnable follow(URI url, Frames frames) throws PollFailure {
    Deadline deadline = new Deadline(timeout);
    Mask mask = new Mask();
    try {
      String authorization = authorizer.header(deadline, mask);
      Message message = new Message("GET", url, null);
      Request request = request(message, authorization, deadline, mask);
      return wire.follow(url, request, deadline, mask, frames)::cancel;
    } catch (PollFailure e) {
      throw new PollFailure(mask.masked(e.fault()));
    }
  }

  private Heard exchange(Message message, Duration limit, Body reader) throws PollFailure {
    Deadline deadline = new Deadline(limit);
    Mask mask = new Mask();
    try {
      return ask(message, reader, deadline, mask);
    } catch (PollFailure e) {
      throw new PollFailure(mask.masked(e.fault()));
    }
  }

  /** A token may end before its time: then the source is asked once more with another. */
  private Heard ask(Message message, Body reader, Deadline deadline, Mask mask) throws PollFailure {
    String authorization = authorizer.header(deadline, mask);
    try {
      return send(message, request(message, authorization, deadline, mask), reader, deadline, mask);
    } catch (PollFailure e) {
      boolean refused = e.fault() instanceof Fault.Refused it && it.status() == 401;
      if (!refused || !authorizer.renews(authorization)) {
        throw e;
      }
      String renewed = authorizer.header(deadline, mask);
      return send(message, request(message, renewed, deadline, mask), reader, deadline, mask);
    }
  }

  private Heard send(Message message, Request request, Body reader, Deadline deadline, Mask mask)
      throws PollFailure {
    AtomicReference<Heard> heard = new AtomicReference<>(new Heard(null, System.nanoTime()));
    wire.exchange(
        message.url(),
        request,
        deadline,
        mask,
        answer -> {
          heard.set(new Heard(answer.headers().getInstant("Date"), System.nanoTime()));
          read(answer, reader, mask);
        });
    return Objects.requireNonNull(heard.get());
  }

  private void read(Response response, Body reader, Mask mask) throws IOException {
    if (response.code() != 200) {
      throw new PollFailure(new Fault.Refused(response.code(), Wire.reason(response, mask)));
    }
    String encoding = response.header("Content-Encoding", "identity");
    if (!"identity".equalsIgnoreCase(encoding)) {
      String found = "compressed as '" + Wire.excerpt(encoding, mask) + "', unasked";
      throw new PollFailure(new Fault.Unreadable("header Content-Encoding", found));
    }
    ResponseBody body = response.body();
    if (body.contentLength() > maxBytes) {
      throw new PollFailure(new Fault.OverLimit(maxBytes));
    }
    reader.read(new CheckedBody(body.byteStream(), maxBytes));
  }

  private Request request(
      Message message, @Nullable String authorization, Deadline deadline, Mask mask)
      throws PollFailure {
    Request.Builder request = new Request.Builder();
    try {
      request.url(message.url().toString());
      request.method(message.method(), message.body());
      request.header("Accept", accepts);
      request.header("Accept-Encoding", "identity");
      request.header("User-Agent", "Toban");
      for (Header header : http.headers()) {
        request.header(header.name(), value(header, secrets.within(deadline.left()), mask));
      }
      if (authorization != null) {
        request.header("Authorization", authorization);
      }
    } catch (IllegalArgumentException e) {
      throw new PollFailure(
          new Fault.Misconfigured("the URL or a header of source " + name + " is wrong"));
    }
    return request.build();
  }

  private static String value(Header header, Secrets secrets, Mask mask) throws PollFailure {
    StringBuilder joined = new StringBuilder();
    for (Value value : header.values()) {
      String text = secrets.read(value);
      if (value instanceof Secret) {
        mask.hide(text);
      }
      joined.append(joined.isEmpty() ? "" : ", ").append(text);
    }
    return joined.toString();
  }
}
