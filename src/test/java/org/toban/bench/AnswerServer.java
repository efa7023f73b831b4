package org.toban.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.toban.alert.Alert;
import org.toban.alert.Fingerprint;
import org.toban.alert.Labels;
import org.toban.source.AnswerWriter;

/**
 * Many Alertmanagers on loopback in a process of its own, so that their CPU is not the client's:
 * each answers with its own alerts, written out before, in turns as of two moments.
 */
final class AnswerServer {
  private static final Instant SENT = Instant.parse("2026-11-23T21:14:28.034Z");

  private AnswerServer() {}

  /**
   * Prints its port when it answers, and ends with its standard input.
   *
   * @param arguments how many sources, alerts of each, {@code steady} or {@code changed}, and
   *     {@code info} when nothing is worse than that
   */
  public static void main(String[] arguments) throws Exception {
    int sources = Integer.parseInt(arguments[0]);
    int alerts = Integer.parseInt(arguments[1]);
    boolean changed = arguments[2].equals("changed");
    boolean info = arguments[3].equals("info");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    for (int i = 0; i < sources; i++) {
      List<Alert> all = IntakeBench.alerts(alerts, i * alerts);
      List<Alert> of = info ? all.stream().map(AnswerServer::info).toList() : all;
      answer(server, "/" + i + "/", List.of(first(of), second(of, changed)));
    }
    server.start();
    System.out.println(server.getAddress().getPort());
    System.in.transferTo(OutputStream.nullOutputStream());
    System.exit(0);
  }

  /** Starts it. */
  static Process start(int sources, int alerts, boolean changed, boolean info) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx2g",
            "-cp",
            System.getProperty("java.class.path"),
            AnswerServer.class.getName(),
            Integer.toString(sources),
            Integer.toString(alerts),
            changed ? "changed" : "steady",
            info ? "info" : "as-is")
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static Alert info(Alert alert) {
    Map<String, String> all = new LinkedHashMap<>(alert.labels().asMap());
    all.put("severity", "info");
    all.put("alertname", "Noted" + all.get("alertname")); // no table of a runbook says otherwise
    Labels labels = Labels.of(all);
    return new Alert(
        labels,
        Fingerprint.of(labels),
        alert.annotations(),
        alert.startsAt(),
        alert.state(),
        alert.suppressedBy(),
        alert.generatorUrl(),
        alert.receivers());
  }

  private static byte[] first(List<Alert> alerts) {
    return AnswerWriter.alertmanager(alerts, SENT);
  }

  private static byte[] second(List<Alert> alerts, boolean changed) {
    return AnswerWriter.alertmanager(
        changed ? IntakeBench.changed(alerts) : new ArrayList<>(alerts), SENT.plusSeconds(15));
  }

  private static void answer(HttpServer server, String path, List<byte[]> bodies) {
    AtomicInteger turn = new AtomicInteger();
    server.createContext(
        path,
        exchange -> {
          boolean alerts = exchange.getRequestURI().getPath().endsWith("/alerts");
          byte[] body =
              alerts ? bodies.get(turn.getAndIncrement() % bodies.size()) : new byte[] {'{', '}'};
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }
}
