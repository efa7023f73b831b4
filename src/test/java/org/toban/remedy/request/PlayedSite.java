package org.toban.remedy.request;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A web server that keeps what it is asked and answers what it is told, in order. */
final class PlayedSite implements AutoCloseable {
  final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final Deque<Reply> replies = new ArrayDeque<>();
  private final HttpServer server;

  record Asked(String method, String target, Map<String, List<String>> head, String body) {
    String header(String name) {
      List<String> values =
          head.entrySet().stream()
              .filter(it -> it.getKey().equalsIgnoreCase(name))
              .flatMap(it -> it.getValue().stream())
              .toList();
      return String.join(",", values);
    }
  }

  record Reply(int status, Map<String, String> head, String body) {}

  PlayedSite() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  String origin() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  PlayedSite answers(int status, Map<String, String> head, String body) {
    synchronized (replies) {
      replies.add(new Reply(status, head, body));
    }
    return this;
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    asked.add(
        new Asked(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            Map.copyOf(exchange.getRequestHeaders()),
            new String(body, StandardCharsets.UTF_8)));
    Reply reply;
    synchronized (replies) {
      reply = replies.isEmpty() ? new Reply(500, Map.of(), "not played") : replies.poll();
    }
    reply.head().forEach(exchange.getResponseHeaders()::add);
    byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
