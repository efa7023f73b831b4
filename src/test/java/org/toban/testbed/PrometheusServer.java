package org.toban.testbed;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A real Prometheus of its own that evaluates five times a second. It scrapes once a second, since
 * a scrape may take no longer than that, and one that a busy machine misses ends a series.
 */
public final class PrometheusServer extends Server {
  private final List<String> command;
  private final URI uri;

  private PrometheusServer(Path folder, List<String> command, URI uri) throws IOException {
    super("Prometheus", folder.resolve("prometheus.log"), command);
    this.command = command;
    this.uri = uri;
    awaitReady(this::isReady);
  }

  private boolean isReady() throws IOException {
    return Http.get(uri.resolve("/-/ready")).status() == 200;
  }

  /**
   * Starts one.
   *
   * @param rules the text of a rule file
   * @param alertmanager where it sends alerts
   * @param targets host and port to scrape, by job; the instance label becomes the job's value
   *     after {@code =}
   */
  public static PrometheusServer start(
      Path folder, String rules, URI alertmanager, Map<String, Target> targets) throws IOException {
    return start(folder, rules, alertmanager, targets, Release.INSTALLED);
  }

  /** Starts one of a release. */
  public static PrometheusServer start(
      Path folder, String rules, URI alertmanager, Map<String, Target> targets, Release release)
      throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("rules.yml"), rules);
    Path config =
        Files.writeString(
            folder.resolve("prometheus.yml"), config(alertmanager.getAuthority(), targets));
    int port = freePort();
    return new PrometheusServer(
        folder,
        List.of(
            release.program("prometheus"),
            "--config.file=" + config,
            "--storage.tsdb.path=" + folder.resolve("data"),
            "--web.listen-address=127.0.0.1:" + port,
            "--web.external-url=http://127.0.0.1:" + port,
            "--log.level=warn"),
        URI.create("http://127.0.0.1:" + port));
  }

  /** What to scrape, and the instance label to give it. */
  public record Target(String address, String instance) {}

  private static String config(String alertmanager, Map<String, Target> targets) {
    StringBuilder text =
        new StringBuilder(
            """
            global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 200ms}
            rule_files: [rules.yml]
            alerting:
              alertmanagers:
                - static_configs: [{targets: ['%s']}]
            scrape_configs:
            """
                .formatted(alertmanager));
    targets.forEach((job, target) ->
        text.append(
            """
              - job_name: %s
                static_configs: [{targets: ['%s'], labels: {instance: '%s'}}]
            """
                .formatted(job, target.address(), target.instance())));
    return text.toString();
  }

  public URI uri() {
    return uri;
  }

  /** Starts it again on the same port and folder. */
  public void restart() throws IOException {
    restart(command);
    awaitReady(this::isReady);
  }

  /** The alerts as its API lists them, as text. */
  public String alerts() throws IOException {
    return Http.get(uri.resolve("/api/v1/alerts")).body();
  }
}
