package org.toban.testbed;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real Alertmanager of its own, without a cluster port. */
public final class AlertmanagerServer extends Server {
  private static final String CONFIG =
      """
      global: {resolve_timeout: 5s}
      route: {receiver: nobody, group_by: [alertname, instance], group_wait: 0s, group_interval: 1s, repeat_interval: 1h}
      receivers: [{name: nobody}]
      inhibit_rules:
        - source_matchers: ['severity="critical"', 'inhibits="yes"']
          target_matchers: ['severity="warning"']
          equal: [instance]
      """;

  private final List<String> command;
  private final URI uri;

  private AlertmanagerServer(Path folder, List<String> command, URI uri) throws IOException {
    super("Alertmanager", folder.resolve("alertmanager.log"), command);
    this.command = command;
    this.uri = uri;
    awaitReady(this::isReady);
  }

  public static AlertmanagerServer start(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path config = Files.writeString(folder.resolve("alertmanager.yml"), CONFIG);
    int port = freePort();
    return new AlertmanagerServer(
        folder,
        List.of(
            program("prometheus-alertmanager"),
            "--config.file=" + config,
            "--storage.path=" + folder.resolve("data"),
            "--web.listen-address=127.0.0.1:" + port,
            "--cluster.listen-address=",
            "--log.level=warn"),
        URI.create("http://127.0.0.1:" + port));
  }

  public URI uri() {
    return uri;
  }

  private boolean isReady() throws Exception {
    return Http.get(uri.resolve("/-/ready")).status() == 200;
  }

  /** The alerts as its API lists them, as text. */
  public String alerts() throws IOException {
    return Http.get(uri.resolve("/api/v2/alerts")).body();
  }

  public void post(String alerts) throws IOException {
    Http.Answer answer = Http.post(uri.resolve("/api/v2/alerts"), alerts);
    if (answer.status() != 200) {
      throw new AssertionError("Alertmanager refused alerts: " + answer);
    }
  }

  /** Starts it again on the same port and folder. */
  public void restart() throws IOException {
    restart(command);
    awaitReady(this::isReady);
  }
}
