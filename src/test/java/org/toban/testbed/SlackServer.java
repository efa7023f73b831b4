package org.toban.testbed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A server on loopback that keeps Slack's documented contract: webhooks under {@code /services},
 * {@code chat.postMessage} and {@code chat.update}, of which the last knows only what is there.
 */
public final class SlackServer implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** What Slack was told. */
  public record Said(String path, @Nullable String authorization, JsonNode json) {
    public String text() {
      return json.path("blocks").path(0).path("text").path("text").asText();
    }
  }

  /** An answer in place of the usual one. */
  public record Answer(int status, @Nullable String retryAfter, String body) {}

  /** Everything that was said, in order. */
  public final List<Said> said = new CopyOnWriteArrayList<>();

  /** The next answers; the usual ones when there are none. */
  public final Queue<Answer> answers = new ConcurrentLinkedQueue<>();

  /** The messages as they stand now, by their time stamps. */
  public final Map<String, JsonNode> messages = new ConcurrentSkipListMap<>();

  private final HttpServer server;

  private SlackServer(HttpServer server) {
    this.server = server;
  }

  public static SlackServer start() throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    SlackServer slack = new SlackServer(http);
    http.createContext("/", slack::answer);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.start();
    return slack;
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /** The messages of the channel itself, not of threads. */
  public List<String> inChannel() {
    return messages.values().stream()
        .filter(it -> !it.has("thread_ts"))
        .map(it -> new Said("", null, it).text())
        .toList();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    JsonNode json = JSON.readTree(exchange.getRequestBody().readAllBytes());
    said.add(new Said(path, exchange.getRequestHeaders().getFirst("Authorization"), json));
    Answer answer = answers.poll();
    if (answer == null) {
      answer = new Answer(200, null, path.startsWith("/services") ? "ok" : done(path, json));
    }
    if (answer.retryAfter() != null) {
      exchange.getResponseHeaders().add("Retry-After", answer.retryAfter());
    }
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private synchronized String done(String path, JsonNode json) {
    String ts = json.path("ts").asText();
    boolean posts = path.equals("/chat.postMessage");
    if (!posts && !messages.containsKey(ts)) {
      return "{\"ok\":false,\"error\":\"message_not_found\"}";
    }
    String at = posts ? "17." + said.size() : ts;
    messages.put(at, json);
    ObjectNode ok = JSON.createObjectNode().put("ok", true);
    return ok.put("channel", json.path("channel").asText()).put("ts", at).toString();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
