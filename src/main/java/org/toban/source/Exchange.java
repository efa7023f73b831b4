package org.toban.source;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import okhttp3.Call;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import org.toban.source.SourceSettings.Http;

/**
 * One GET with the source's sign-in, deadline and cap. Redirects are not followed, for they would
 * carry the sign-in to a place that nobody configured; compressed answers are not asked for and not
 * read, for they can grow a thousandfold.
 */
final class Exchange {
  private static final int EXCERPT = 200;

  private final SourceSettings settings;
  private final Secrets secrets;
  private final Clients clients;

  /**
   * A whole answer was read.
   *
   * @param date what time the server thought it was; null when it did not say
   * @param at when it said so, of System.nanoTime
   */
  record Heard(@Nullable Instant date, long at) {}

  /** Takes a 200 answer's bytes, already counted and held to UTF-8. */
  interface Body {
    void read(InputStream bytes) throws IOException;
  }

  Exchange(SourceSettings settings, Secrets secrets) {
    this.settings = settings;
    this.secrets = secrets;
    this.clients = new Clients(settings);
  }

  /**
   * Asks and reads to the end.
   *
   * @throws PollFailure for everything that goes wrong
   */
  Heard get(URI url, Body reader) throws PollFailure {
    return get(url, settings.timeout(), reader);
  }

  /** The same, with a limit of its own for the whole exchange. */
  Heard get(URI url, Duration limit, Body reader) throws PollFailure {
    long begun = System.nanoTime();
    try {
      Request request = request(url);
      Call call = clients.current().newCall(request);
      long left = limit.toNanos() - (System.nanoTime() - begun);
      call.timeout().timeout(Math.max(1, left), TimeUnit.NANOSECONDS);
      return ask(call, reader);
    } catch (IOException e) {
      Duration took = Duration.ofNanos(System.nanoTime() - begun);
      if (took.compareTo(limit) >= 0) {
        throw new PollFailure(new Fault.TimedOut(limit));
      }
      throw e instanceof PollFailure failure ? failure : new PollFailure(fault(url, e));
    }
  }

  private Heard ask(Call call, Body reader) throws IOException {
    try (Response response = call.execute()) {
      Heard heard = new Heard(response.headers().getInstant("Date"), System.nanoTime());
      try {
        read(response, reader);
        return heard;
      } catch (IOException e) {
        call.cancel(); // or closing would read on for a while
        throw e;
      }
    }
  }

  private void read(Response response, Body reader) throws IOException {
    if (response.code() != 200) {
      throw new PollFailure(new Fault.Refused(response.code(), reason(response)));
    }
    String encoding = response.header("Content-Encoding", "identity");
    if (!"identity".equalsIgnoreCase(encoding)) {
      throw new PollFailure(
          new Fault.Unreadable(
              "header Content-Encoding", "compressed as '" + excerpt(encoding) + "', unasked"));
    }
    ResponseBody body = response.body();
    if (body.contentLength() > settings.maxBytes()) {
      throw new PollFailure(new Fault.OverLimit(settings.maxBytes()));
    }
    reader.read(new CheckedBody(body.byteStream(), settings.maxBytes()));
  }

  private static String reason(Response response) {
    String location = response.header("Location");
    if (response.isRedirect() && location != null) {
      return "a redirect to " + excerpt(location) + ", which is not followed";
    }
    try {
      return excerpt(ErrorText.of(response.peekBody(16 * EXCERPT).string()));
    } catch (IOException e) {
      return "";
    }
  }

  /** The beginning of a foreign text on one line, without control characters. */
  private static String excerpt(@Nullable String text) {
    String line = String.valueOf(text).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.substring(0, Math.min(line.length(), EXCERPT));
  }

  private Request request(URI url) throws PollFailure {
    Http http = settings.http();
    Request.Builder request = new Request.Builder();
    try {
      request.url(url.toString());
      request.header("Accept", "application/json");
      request.header("Accept-Encoding", "identity");
      request.header("User-Agent", "Toban");
      for (Map.Entry<String, String> header : http.headers().entrySet()) {
        request.header(header.getKey(), header.getValue());
      }
      if (http.password() != null) {
        String pair = http.username() + ":" + secrets.read(http.password());
        byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
        request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
      } else if (http.bearer() != null) {
        request.header("Authorization", "Bearer " + secrets.readToken(http.bearer()));
      }
    } catch (IllegalArgumentException e) {
      throw new PollFailure(
          new Fault.Misconfigured(
              "the URL or a header of source " + settings.name() + " is wrong"));
    }
    return request.build();
  }

  private static Fault fault(URI url, IOException e) {
    String place = url.getAuthority();
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException || cause instanceof CertificateException) {
        return new Fault.Untrusted(place + ": " + deepest(e));
      }
      if (cause instanceof UnknownHostException) {
        return new Fault.Unreachable("unknown host " + url.getHost());
      }
    }
    return new Fault.Unreachable(place + ": " + deepest(e));
  }

  private static String deepest(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return excerpt(cause.getMessage() == null ? cause.toString() : cause.getMessage());
  }
}
