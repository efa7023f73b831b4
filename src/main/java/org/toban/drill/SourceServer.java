package org.toban.drill;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** An HTTP server on loopback that answers as an alert source does, or as a broken one. */
final class SourceServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile Blindness blindness = Blindness.NONE;

  /** How the alerts are answered. */
  enum Blindness {
    NONE,
    ERROR,
    HTML,
    CUT_OFF
  }

  private SourceServer(HttpServer server) {
    this.server = server;
  }

  static SourceServer start() throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    SourceServer server = new SourceServer(http);
    http.setExecutor(server.threads);
    server.serve("/-/ready", "text/plain", () -> "OK");
    server.serve("/-/healthy", "text/plain", () -> "OK");
    http.start();
    return server;
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  InetSocketAddress address() {
    return server.getAddress();
  }

  void blind(Blindness how) {
    blindness = how;
  }

  /** Answers GET at exactly this path. */
  void serve(String path, String type, Supplier<String> body) {
    server.createContext(path, exchange -> answer(exchange, path, type, body));
  }

  /** Answers GET with alerts, unless the source is blind. */
  void serveAlerts(String path, Supplier<String> body) {
    server.createContext(
        path,
        exchange -> {
          switch (blindness) {
            case NONE -> answer(exchange, path, "application/json", body);
            case ERROR -> send(exchange, 500, "text/plain", "practice: internal error\n");
            case HTML ->
                send(
                    exchange,
                    200,
                    "text/html",
                    "<!DOCTYPE html><title>Sign in</title>practice: a proxy in between\n");
            case CUT_OFF -> cutOff(exchange, body.get());
          }
        });
  }

  /** What a client asked for after the question mark, decoded. */
  void serveQuery(String path, java.util.function.UnaryOperator<String> body) {
    server.createContext(
        path,
        exchange -> {
          String query = exchange.getRequestURI().getQuery();
          String wanted =
              query == null
                  ? ""
                  : Arrays.stream(query.split("&"))
                      .filter(it -> it.startsWith("query="))
                      .map(it -> it.substring(6))
                      .findFirst()
                      .orElse("");
          send(exchange, 200, "application/json", body.apply(wanted));
        });
  }

  private static void answer(HttpExchange exchange, String path, String type, Supplier<String> body)
      throws IOException {
    if (!exchange.getRequestURI().getPath().equals(path)) {
      send(exchange, 404, "text/plain", "404 page not found\n");
    } else if (!exchange.getRequestMethod().equals("GET")) {
      send(exchange, 405, "text/plain", "practice: read only\n");
    } else {
      send(exchange, 200, type, body.get());
    }
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  /** Ends in the middle of the text, but as a whole answer: what a broken proxy sends. */
  private static void cutOff(HttpExchange exchange, String body) throws IOException {
    send(exchange, 200, "application/json", body.substring(0, body.length() * 2 / 3));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
