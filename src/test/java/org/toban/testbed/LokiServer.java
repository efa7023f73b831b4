package org.toban.testbed;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A server with Loki's API: qryn on a ClickHouse inside of a second Node process. Loki itself is in
 * no package registry that tests may use; what it answers otherwise is in the test resources.
 */
public final class LokiServer extends Server {
  private static final Path MODULES = Path.of("target/servers/qryn").toAbsolutePath();

  private final Engine engine;
  private final URI uri;

  /** The store behind it. */
  private static final class Engine extends Server {
    Engine(Path folder, int port) throws IOException {
      super(
          "ClickHouse",
          folder.resolve("clickhouse.log"),
          List.of(
              program("env"),
              "NODE_PATH=" + MODULES.resolve("node_modules"),
              program("node"),
              Path.of("src/test/resources/testbed/clickhouse-front.js").toAbsolutePath().toString(),
              Integer.toString(port),
              folder.resolve("data").toString()));
      awaitReady(
          Duration.ofMinutes(2),
          () -> Http.get(URI.create("http://127.0.0.1:" + port + "/ping")).status() == 200);
    }
  }

  private LokiServer(Path folder, Engine engine, int database, int port) throws IOException {
    super(
        "qryn",
        folder.resolve("qryn.log"),
        List.of(
            program("env"),
            "CLICKHOUSE_SERVER=127.0.0.1",
            "CLICKHOUSE_PORT=" + database,
            "CLICKHOUSE_AUTH=default:",
            "CLICKHOUSE_DB=qryn",
            "HOST=127.0.0.1",
            "PORT=" + port,
            "LOG_LEVEL=warn",
            program("node"),
            MODULES.resolve("node_modules/qryn/qryn_node.js").toString()));
    this.engine = engine;
    this.uri = URI.create("http://127.0.0.1:" + port);
    awaitReady(Duration.ofMinutes(2), () -> Http.get(uri.resolve("/ready")).status() == 200);
  }

  public static LokiServer start(Path folder) throws IOException {
    if (!Files.isDirectory(MODULES.resolve("node_modules/qryn"))) {
      throw new AssertionError(MODULES + " is missing; './toban test --heavy' fetches it");
    }
    int database = freePort();
    Engine engine = new Engine(folder, database);
    try {
      return new LokiServer(folder, engine, database, freePort());
    } catch (IOException | AssertionError e) {
      engine.close();
      throw e;
    }
  }

  public URI uri() {
    return uri;
  }

  /**
   * Stores lines of one stream.
   *
   * @param labels as JSON
   */
  public void push(String labels, List<String> lines, Instant first) throws IOException {
    String values =
        lines.stream()
            .map(line -> "[\"" + nanos(first, lines.indexOf(line)) + "\",\"" + line + "\"]")
            .collect(Collectors.joining(","));
    Http.Answer answer =
        Http.post(
            uri.resolve("/loki/api/v1/push"),
            "{\"streams\":[{\"stream\":" + labels + ",\"values\":[" + values + "]}]}");
    if (answer.status() != 204) {
      throw new AssertionError("not stored: " + answer);
    }
  }

  private static long nanos(Instant first, int index) {
    return (first.getEpochSecond() + index) * 1_000_000_000L;
  }

  @Override
  public void close() {
    super.close();
    engine.close();
  }
}
