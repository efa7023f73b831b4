package org.toban.source.logs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A log server on loopback that answers every search with what a test gives it. */
public final class StandIn implements AutoCloseable {
  private final HttpServer server;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private volatile byte[] body = new byte[0];

  public StandIn() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  public StandIn gives(int newStatus, byte[] newBody) {
    status = newStatus;
    body = newBody;
    return this;
  }

  public StandIn gives(String recorded) {
    return gives(200, Recorded.bytes(recorded));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String uri = exchange.getRequestURI().toString();
      boolean fields = uri.contains("_field_caps");
      if (!fields) {
        asked.add(URLDecoder.decode(uri, StandardCharsets.UTF_8) + "\n" + request);
      }
      byte[] answer = fields ? Recorded.bytes("elastic/fields.json") : body;
      exchange.sendResponseHeaders(fields ? 200 : status, answer.length == 0 ? -1 : answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  /** Searches so far: decoded URI, line end, body. */
  public List<String> asked() {
    return asked;
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
