package org.toban.testbed;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * A small exporter: what a supplier says, in Prometheus' text format, or no answer at all when it
 * gives null.
 */
public final class Exporter implements AutoCloseable {
  private final HttpServer server;

  public Exporter(Supplier<String> metrics) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/metrics",
        exchange -> {
          String text = metrics.get();
          byte[] body = (text == null ? "" : text).getBytes(StandardCharsets.UTF_8);
          // Prometheus 3 reads no metrics of a type that it has to guess
          exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
          exchange.sendResponseHeaders(
              text == null ? 503 : 200, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  /** Host and port. */
  public String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
