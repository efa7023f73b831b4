package org.toban.testbed;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
    return start(folder, CONFIG);
  }

  public static AlertmanagerServer start(Path folder, Release release) throws IOException {
    return start(folder, CONFIG, release);
  }

  /** Starts one with the text of an alertmanager.yml. */
  public static AlertmanagerServer start(Path folder, String configuration) throws IOException {
    return start(folder, configuration, Release.INSTALLED);
  }

  /** Starts one of a release with the text of an alertmanager.yml. */
  public static AlertmanagerServer start(Path folder, String configuration, Release release)
      throws IOException {
    Files.createDirectories(folder);
    Path config = Files.writeString(folder.resolve("alertmanager.yml"), configuration);
    int port = freePort();
    return new AlertmanagerServer(
        folder,
        List.of(
            release.program("prometheus-alertmanager"),
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

  /** Silences for an hour what has this label; gives the id of the silence. */
  public String silence(String label, String value) throws IOException {
    Instant now = Instant.now();
    Http.Answer answer =
        Http.post(
            uri.resolve("/api/v2/silences"),
            """
            {"matchers":[{"name":"%s","value":"%s","isRegex":false,"isEqual":true}],
             "startsAt":"%s","endsAt":"%s","createdBy":"test","comment":"test"}
            """
                .formatted(label, value, now, now.plusSeconds(3600)));
    Matcher id = Pattern.compile("\"silenceID\":\"([^\"]+)\"").matcher(answer.body());
    if (!id.find()) {
      throw new AssertionError("no silence in " + answer);
    }
    return id.group(1);
  }

  /** Ends a silence by its id. */
  public void expire(String silence) throws IOException {
    Http.Answer answer = Http.delete(uri.resolve("/api/v2/silence/" + silence));
    if (answer.status() != 200) {
      throw new AssertionError("Alertmanager kept a silence: " + answer);
    }
  }

  /** Starts it again on the same port and folder; it has forgotten its alerts. */
  public void restart() throws IOException {
    restart(command);
    awaitReady(this::isReady);
  }
}
