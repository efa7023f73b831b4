package org.toban.source;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
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

/**
 * One request with the source's sign-in, deadline and cap. Redirects are not followed, for they
 * would carry the sign-in to a place that nobody configured; compressed answers are not asked for
 * and not read, for they can grow a thousandfold.
 */
public final class Exchange {
  private static final MediaType JSON = MediaType.get("application/json");

  private final SourceSettings settings;
  private final Secrets secrets;
  private final Authorizer authorizer;
  private final Wire wire;

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

  Exchange(SourceSettings settings, Secrets secrets) {
    Http http = settings.http();
    this.settings = settings;
    this.secrets = secrets;
    this.authorizer = new Authorizer(http.signIn(), secrets, settings.timeout());
    Clients clients = new Clients(http.tls(), settings.timeout(), settings.urls().size());
    this.wire = new Wire(clients, http.proxy(), secrets);
  }

  /**
   * Asks and reads to the end; no fault holds a secret.
   *
   * @throws PollFailure for everything that goes wrong
   */
  public void get(URI url, Body reader) throws PollFailure {
    exchange(new Question("GET", url, null), reader);
  }

  /**
   * Sends JSON and reads the answer to the end; no fault holds a secret.
   *
   * @throws PollFailure for everything that goes wrong
   */
  public void post(URI url, byte[] json, Body reader) throws PollFailure {
    exchange(new Question("POST", url, RequestBody.create(json, JSON)), reader);
  }

  /**
   * Sends JSON that changes something: once, without another try.
   *
   * @throws PollFailure for everything that goes wrong; it may have been done nevertheless when
   *     there was no answer
   */
  void postOnce(URI url, byte[] json, Body reader) throws PollFailure {
    exchange(new Question("POST", url, new OneShot(json)), reader);
  }

  /**
   * Deletes and reads the answer to the end.
   *
   * @throws PollFailure for everything that goes wrong
   */
  void delete(URI url, Body reader) throws PollFailure {
    exchange(new Question("DELETE", url, null), reader);
  }

  private record Question(String method, URI url, @Nullable RequestBody body) {}

  /**
   * Opens a websocket with the source's sign-in; gives what ends it. The time limit holds for what
   * is needed to sign in.
   *
   * @throws PollFailure when it cannot be begun
   */
  public Runnable follow(URI url, Frames frames) throws PollFailure {
    Deadline deadline = new Deadline(settings.timeout());
    Mask mask = new Mask();
    try {
      String authorization = authorizer.header(deadline, mask);
      Question question = new Question("GET", url, null);
      Request request = request(question, authorization, deadline, mask);
      return wire.follow(url, request, deadline, mask, frames)::cancel;
    } catch (PollFailure e) {
      throw new PollFailure(mask.masked(e.fault()));
    }
  }

  private void exchange(Question question, Body reader) throws PollFailure {
    Deadline deadline = new Deadline(settings.timeout());
    Mask mask = new Mask();
    try {
      ask(question, reader, deadline, mask);
    } catch (PollFailure e) {
      throw new PollFailure(mask.masked(e.fault()));
    }
  }

  /** A token may end before its time: then the source is asked once more with another. */
  private void ask(Question question, Body reader, Deadline deadline, Mask mask)
      throws PollFailure {
    String authorization = authorizer.header(deadline, mask);
    try {
      send(question, request(question, authorization, deadline, mask), reader, deadline, mask);
    } catch (PollFailure e) {
      boolean refused = e.fault() instanceof Fault.Refused it && it.status() == 401;
      if (!refused || !authorizer.renews(authorization)) {
        throw e;
      }
      String renewed = authorizer.header(deadline, mask);
      send(question, request(question, renewed, deadline, mask), reader, deadline, mask);
    }
  }

  private void send(
      Question question, Request request, Body reader, Deadline deadline, Mask mask)
      throws PollFailure {
    wire.exchange(question.url(), request, deadline, mask, answer -> read(answer, reader, mask));
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
    if (body.contentLength() > settings.maxBytes()) {
      throw new PollFailure(new Fault.OverLimit(settings.maxBytes()));
    }
    reader.read(new CheckedBody(body.byteStream(), settings.maxBytes()));
  }

  private Request request(
      Question question, @Nullable String authorization, Deadline deadline, Mask mask)
      throws PollFailure {
    Request.Builder request = new Request.Builder();
    try {
      request.url(question.url().toString());
      request.method(question.method(), question.body());
      request.header("Accept", "application/json");
      request.header("Accept-Encoding", "identity");
      request.header("User-Agent", "Toban");
      for (Header header : settings.http().headers()) {
        request.header(header.name(), value(header, secrets.within(deadline.left()), mask));
      }
      if (authorization != null) {
        request.header("Authorization", authorization);
      }
    } catch (IllegalArgumentException e) {
      throw new PollFailure(
          new Fault.Misconfigured(
              "the URL or a header of source " + settings.name() + " is wrong"));
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
