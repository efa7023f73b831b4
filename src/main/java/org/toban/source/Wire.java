package org.toban.source;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.toban.source.fault.Fault;
import org.toban.source.fault.PollFailure;
import org.toban.source.json.ErrorText;
import org.toban.source.proxy.SocksSocket;
import org.toban.source.tls.ServerTrust;

/**
 * The way of requests to one server and of its answers back: through its proxy, with its
 * certificates, until a deadline. What goes wrong on the way is a fault that says where.
 */
final class Wire {
  private static final int EXCERPT = 200;

  /** A connection that is silently gone is noticed by a ping without an answer. */
  private static final int PING_SECONDS = 20;

  private final Clients clients;
  private final Proxying proxying;
  private final Secrets secrets;

  /** Takes an answer while it comes in. */
  interface Reader {
    void read(Response response) throws IOException;
  }

  Wire(Clients clients, Proxying proxying, Secrets secrets) {
    this.clients = clients;
    this.proxying = proxying;
    this.secrets = secrets;
  }

  /**
   * Sends and reads to the end.
   *
   * @throws PollFailure for everything that goes wrong
   */
  void exchange(URI url, Request request, Deadline deadline, Mask mask, Reader reader)
      throws PollFailure {
    Route route = Route.to(url, proxying, secrets.within(deadline.left()));
    hide(route, mask);
    try {
      OkHttpClient client = clients.current(route, request.isHttps());
      Call call = (isOnce(request) ? unpooled(client) : client).newCall(request);
      call.timeout().timeout(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
      ask(call, route, reader);
    } catch (IOException e) {
      if (deadline.isOver()) {
        throw new PollFailure(new Fault.TimedOut(deadline.limit()));
      }
      throw e instanceof PollFailure failure
          ? failure
          : new PollFailure(fault(url, route, e, mask));
    }
  }

  /**
   * Opens a websocket.
   *
   * @throws PollFailure when a secret or a file for it cannot be had
   */
  WebSocket follow(URI url, Request request, Deadline deadline, Mask mask, Exchange.Frames frames)
      throws PollFailure {
    Route route = Route.to(url, proxying, secrets.within(deadline.left()));
    hide(route, mask);
    OkHttpClient client =
        clients
            .current(route, request.isHttps())
            .newBuilder()
            .pingInterval(PING_SECONDS, TimeUnit.SECONDS)
            .build();
    return client.newWebSocket(
        request,
        new WebSocketListener() {
          @Override
          public void onOpen(WebSocket socket, Response response) {
            frames.opened();
          }

          @Override
          public void onMessage(WebSocket socket, String text) {
            frames.frame(text.getBytes(StandardCharsets.UTF_8));
          }

          @Override
          public void onMessage(WebSocket socket, ByteString bytes) {
            frames.frame(bytes.toByteArray());
          }

          @Override
          public void onClosing(WebSocket socket, int code, String reason) {
            String said = reason.isBlank() ? "" : ": " + excerpt(reason, mask);
            frames.ended(new Fault.Unreachable("the server ended it" + said));
          }

          @Override
          public void onFailure(WebSocket socket, Throwable failure, @Nullable Response answer) {
            if (answer != null && answer.code() != 101) {
              frames.ended(new Fault.Refused(answer.code(), reason(answer, mask)));
            } else {
              IOException e = failure instanceof IOException io ? io : new IOException(failure);
              frames.ended(mask.masked(fault(url, route, e, mask)));
            }
          }
        });
  }

  private static boolean isOnce(Request request) {
    return request.body() != null && request.body().isOneShot();
  }

  /** What is sent only once must not meet a kept connection that the server has just closed. */
  private static OkHttpClient unpooled(OkHttpClient client) {
    return client.newBuilder().connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS)).build();
  }

  private static void hide(Route route, Mask mask) {
    Route.Pair pair =
        switch (route) {
          case Route.Direct _ -> null;
          case Route.ByHttp it -> it.signIn();
          case Route.BySocks it -> it.signIn();
        };
    if (pair != null) {
      mask.hide(pair.username() + ":" + pair.password());
      mask.hide(pair.password());
    }
  }

  private static void ask(Call call, Route route, Reader reader) throws IOException {
    try (Response response = call.execute()) {
      try {
        if (response.code() == 407 && route instanceof Route.ByHttp it) {
          throw new PollFailure(signInWanted(it));
        }
        reader.read(response);
      } catch (IOException e) {
        call.cancel(); // or closing would read on for a while
        throw e;
      }
    }
  }

  private static Fault signInWanted(Route.ByHttp route) {
    return new Fault.ProxyRefused(
        String.valueOf(route.proxy()),
        route.signIn() == null
            ? "it wants a sign-in, and there is none for it"
            : "it does not accept the name and the password");
  }

  /** Why an answer was refused: where it leads, or how its text begins. */
  static String reason(Response response, Mask mask) {
    String location = response.header("Location");
    if (response.isRedirect() && location != null) {
      return "a redirect to " + excerpt(location, mask) + ", which is not followed";
    }
    try {
      return excerpt(ErrorText.of(response.peekBody(16 * EXCERPT).string()), mask);
    } catch (IOException e) {
      return "";
    }
  }

  /** The beginning of a foreign text on one line, without control characters and secrets. */
  static String excerpt(@Nullable String text, Mask mask) {
    String hidden = mask.maskedBeginning(String.valueOf(text));
    String line = hidden.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.substring(0, Math.min(line.length(), EXCERPT));
  }

  private Fault fault(URI url, Route route, IOException e, Mask mask) {
    String place = url.getAuthority();
    ServerTrust.Distrust distrust = cause(e, ServerTrust.Distrust.class);
    if (distrust == null && cause(e, SSLPeerUnverifiedException.class) != null) {
      distrust = clients.misnamed(url.getHost());
    }
    if (distrust != null) {
      return distrusted(place, distrust);
    }
    if (cause(e, SSLException.class) != null) {
      return new Fault.Untrusted(place + ": " + handshake(deepest(e, mask)), null);
    }
    Fault proxied = route instanceof Route.Direct ? null : atProxy(route, e, mask);
    if (proxied != null) {
      return proxied;
    }
    return cause(e, UnknownHostException.class) != null
        ? new Fault.Unreachable("unknown host " + url.getHost())
        : new Fault.Unreachable(place + ": " + ended(url, deepest(e, mask)));
  }

  /** With TLS 1.3 the end of the connection can be seen before the server's reason for it. */
  private static String ended(URI url, String message) {
    return "https".equals(url.getScheme()) && message.matches("Broken pipe|Connection reset.*")
        ? message + "; a server that wants a client certificate, or another, may end so"
        : message;
  }

  private static Fault distrusted(String place, ServerTrust.Distrust distrust) {
    String reason = String.valueOf(distrust.getMessage());
    return new Fault.Untrusted(
        place + ": the certificate is not trusted: " + reason, distrust.certificate());
  }

  /** The alerts of RFC 8446, 6.2, by which a server says what it misses in us. */
  private static String handshake(String message) {
    if (message.contains("certificate_required")) {
      return "the server wants a client certificate; write tls_config: {cert_file, key_file}";
    }
    return message.matches(".*fatal alert: (bad_certificate|unknown_ca|certificate_\\w+).*")
        ? "the server does not accept our client certificate, or got none (" + message + ")"
        : message;
  }

  /** What went wrong at the proxy; null when it went wrong behind it. */
  private static @Nullable Fault atProxy(Route route, IOException e, Mask mask) {
    String proxy = String.valueOf(route.proxy());
    String message = String.valueOf(e.getMessage());
    String answered = "Unexpected response code for CONNECT: ";
    boolean signIn = message.contains("authenticate with proxy") || message.equals(answered + 401);
    if (signIn && route instanceof Route.ByHttp it) {
      return signInWanted(it);
    }
    if (message.startsWith(answered)) {
      return new Fault.ProxyRefused(
          proxy, "it answered " + message.substring(answered.length()) + " to CONNECT");
    }
    if (cause(e, ConnectException.class) != null || cause(e, SocksSocket.Refused.class) != null) {
      return new Fault.ProxyRefused(proxy, deepest(e, mask));
    }
    return cause(e, UnknownHostException.class) != null
        ? new Fault.ProxyRefused(proxy, "unknown host")
        : null;
  }

  private static <T extends Throwable> @Nullable T cause(Throwable e, Class<T> type) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return type.cast(cause);
      }
    }
    return null;
  }

  private static String deepest(Throwable e, Mask mask) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return excerpt(cause.getMessage() == null ? cause.toString() : cause.getMessage(), mask);
  }
}
