package org.toban.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.toban.testbed.AlertmanagerServer;
import org.toban.testbed.Exporter;
import org.toban.testbed.PrometheusServer;
import org.toban.testbed.Server;
import org.toban.testbed.SshdServer;

/**
 * The whole estate of the end-to-end test, of real parts: Prometheus with the shipped rules,
 * Alertmanager, an exporter, sshd, a service that can be killed, and Toban's own configuration and
 * runbooks beside them.
 */
final class Scene implements AutoCloseable {
  /** A poll that begins within an interval has its answer, or has failed, after its time limit. */
  static final Duration LATEST = Duration.ofSeconds(1).plus(Duration.ofSeconds(4));

  static final String ALERT = "ServiceDown";

  final Path home;
  final Service service;
  final Exporter exporter;
  final AlertmanagerServer alertmanager;
  final PrometheusServer prometheus;
  final SshdServer sshd;
  final Path config;
  private final Path runbooks;

  /**
   * Opens the scene with the service up.
   *
   * @param respond the respond step's command; null for the restart of the service
   * @param attributes of the respond step's fence
   */
  Scene(Path home, @org.jspecify.annotations.Nullable String respond, String attributes)
      throws IOException, InterruptedException {
    this.home = home;
    service = new Service(home.resolve("service"), Server.freePort());
    service.start();
    exporter = new Exporter(() -> service.isUp() ? "app_up 1\n" : null);
    alertmanager = AlertmanagerServer.start(home.resolve("alertmanager"));
    prometheus =
        PrometheusServer.start(
            home.resolve("prometheus"), shippedRules(), alertmanager.uri(), targets());
    sshd = SshdServer.start(home.resolve("sshd"));
    runbooks = home.resolve("runbooks");
    writeRunbooks(respond == null ? service.restartCommand() : respond, attributes);
    config = writeConfig();
  }

  private Map<String, PrometheusServer.Target> targets() {
    Map<String, PrometheusServer.Target> targets = new LinkedHashMap<>();
    targets.put("mks-backend", new PrometheusServer.Target(exporter.address(), "web-1"));
    return targets;
  }

  /** The rules as they ship, but without their waiting times and only for what this scene has. */
  private static String shippedRules() {
    return shipped("prometheus/rules.yml").replaceAll("(?m)^( +for:) .*$", "$1 0s");
  }

  static String shipped(String name) {
    try (InputStream in = Scene.class.getResourceAsStream("/assets/" + name)) {
      if (in == null) {
        throw new AssertionError("not shipped: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void writeRunbooks(String respond, String attributes) throws IOException {
    Files.createDirectories(runbooks);
    Files.writeString(runbooks.resolve("alerts.md"), shipped("runbooks/en/alerts.md"));
    Files.writeString(
        runbooks.resolve("service-down.md"),
        """
        ---
        alerts: [ServiceDown]
        ---
        # ServiceDown

        The service of the end-to-end test has stopped.

        ## Diagnose

        ```bash { name=health }
        # Does it answer?
        curl -fsS --max-time 2 http://127.0.0.1:%1$d/health
        ```

        ## Respond

        ```bash { name=restart %3$s auto }
        # Restart the service
        %2$s
        ```

        ## Verify

        ```bash { name=health timeout=20s }
        # Health check
        curl -fsS --max-time 2 --retry 20 --retry-delay 1 --retry-connrefused http://127.0.0.1:%1$d/health
        ```

        ## Checks
        - [ ] The service answers

        ## Contacts
        - **Primary**: Alice
        - **Secondary**: Bob
        - **Escalation**: Carol
        """
            .formatted(service.port(), respond, attributes));
  }

  private Path writeConfig() throws IOException {
    return Files.writeString(
        home.resolve("toban.yml"),
        """
        sources:
          - name: prod
            alertmanager: %s
            interval: 1s
            timeout: 4s
            resend_interval: 500ms
        runbooks: [runbooks/]
        hosts:
          web-1: {ssh: '%s@127.0.0.1:%d', match: {instance: 'web-1(:[0-9]+)?'}}
        ssh:
          known_hosts: %s
          identity_file: %s
          agent: false
        remedies: {verify_every: 1s, verify_limit: 30s, run_limit: 20s}
        incidents: {group_by: instance}
        team: {zone: Asia/Tokyo}
        notices: {desktop: false}
        history: %s
        """
            .formatted(
                alertmanager.uri(),
                sshd.user(),
                sshd.port(),
                sshd.knownHosts(),
                sshd.userKey(),
                home.resolve("history.db")));
  }

  /**
   * Approves every step of the runbooks for automatic runs, as a person would at the command line.
   */
  void trustAll() throws IOException, InterruptedException {
    toban("trust", runbooks.toString(), "--all");
  }

  /** Runs a command that must succeed. */
  TobanProcess.Ended toban(String... arguments) throws IOException, InterruptedException {
    String[] all = new String[arguments.length + 2];
    all[0] = "--config";
    all[1] = config.toString();
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    TobanProcess.Ended ended = TobanProcess.run(home, all);
    if (ended.status() != 0) {
      throw new AssertionError("toban " + String.join(" ", arguments) + ": " + ended);
    }
    return ended;
  }

  TobanProcess watch() throws IOException {
    return TobanProcess.watch(home, config);
  }

  /** Kills the service and waits until Alertmanager lists the alert. */
  void breakService() throws IOException, InterruptedException {
    service.kill();
    Server.await(
        "Alertmanager lists " + ALERT,
        Duration.ofMinutes(1),
        () -> alertmanager.alerts().contains("\"alertname\":\"" + ALERT + "\""));
  }

  @Override
  public void close() throws IOException, InterruptedException {
    service.close();
    exporter.close();
    prometheus.close();
    alertmanager.close();
    sshd.close();
  }
}
