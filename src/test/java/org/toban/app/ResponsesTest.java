package org.toban.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.incident.Run;
import org.toban.testbed.NginxServer;
import org.toban.testbed.PostgresServer;
import org.toban.testbed.Server;
import org.toban.testbed.SshdServer;

/**
 * Rows of the shipped alert table, the whole way on real servers and tools: what is broken raises
 * its alert, the engine starts the automatic response on the host, verifies, sees the alert gone,
 * and the record of it is in the history. All are broken at once, so that the tests together wait
 * no longer than one. With systemd, and the shipped texts to the letter, in {@code
 * SystemdResponsesTest}.
 */
@Tag("server")
class ResponsesTest {
  private static final Closers CLOSERS = new Closers();
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final List<String> HOSTS = List.of("db-1", "log-1", "api-1", "web-1");

  @TempDir static Path home;
  private static PostgresServer database;
  private static NginxServer nginx;
  private static GitLab gitLab;
  private static Path logs;
  private static final LiveEstate.Latency LATENCY = new LiveEstate.Latency();
  private static String firstCertificate;
  private static LiveEstate estate;

  @BeforeAll
  static void breakEverything() throws IOException {
    Path real = home.toRealPath();
    database = PostgresServer.start(real.resolve("postgres"));
    CLOSERS.push("PostgreSQL", LONG, database);
    Server.await("PostgreSQL is up", LONG, () -> database.accepts());
    nginx = CLOSERS.push("nginx", LONG, NginxServer.start(real.resolve("nginx")));
    firstCertificate = nginx.served();
    gitLab = CLOSERS.push("GitLab", LONG, new GitLab());
    logs = Files.createDirectories(real.resolve("logs"));
    Files.write(logs.resolve("error.log"), new byte[3_000_000]);
    StringBuilder hosts = new StringBuilder();
    List<Path> known = new ArrayList<>();
    List<Path> keys = new ArrayList<>();
    for (String name : HOSTS) {
      SshdServer sshd = CLOSERS.push(name, LONG, SshdServer.start(real.resolve(name)));
      hosts.append(
          "%s: {ssh: '%s@127.0.0.1:%d', match: {instance: %s}}\n"
              .formatted(name, sshd.user(), sshd.port(), name));
      known.add(sshd.knownHosts());
      keys.add(sshd.userKey());
    }
    String more =
        """
        requests: {allow: ['%1$s']}
        secrets: {gitlab: {value_file: token, hosts: ['%1$s']}}
        """
            .formatted(gitLab.origin());
    Path token = Files.writeString(real.resolve("token"), GitLab.TOKEN);
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
    database.crash();
    LATENCY.becomeSlow();
    estate =
        CLOSERS.push(
            "estate",
            LONG,
            LiveEstate.open(
                real,
                Runbooks.write(real.resolve("runbooks")),
                measured(),
                new LiveEstate.Access(hosts.toString(), known, keys, more),
                rules()));
  }

  @AfterAll
  static void close() {
    CLOSERS.close();
  }

  /** The shipped ones with limits that a test can reach in seconds. */
  private static String rules() {
    return LiveEstate.shippedRules().replace("bytes > 1e9", "bytes > 1e6");
  }

  private static List<LiveEstate.Measured> measured() {
    return List.of(
        new LiveEstate.Measured(
            "postgresql", "db-1", () -> "pg_up " + (database.accepts() ? 1 : 0) + "\n"),
        new LiveEstate.Measured("logs", "log-1", ResponsesTest::sizes),
        new LiveEstate.Measured("mks-backend", "api-1", LATENCY::metrics),
        new LiveEstate.Measured(
            "https", "web-1", () -> "probe_ssl_earliest_cert_expiry " + nginx.expiry() + "\n"),
        new LiveEstate.Measured("ci", "ci-1", () -> gitLab.metrics()));
  }

  private static String sizes() {
    try {
      return "log_file_size_bytes{file=\"error.log\"} "
          + Files.size(logs.resolve("error.log"))
          + "\n";
    } catch (IOException e) {
      return null;
    }
  }

  /** GitLab's part in a re-run: a pipeline that failed, and passes when it is retried. */
  private static final class GitLab implements AutoCloseable {
    static final String TOKEN = "glpat-00000000000000000000";
    private static final String PIPELINE = "/api/v4/projects/42/pipelines/1001";
    private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
    private final HttpServer server;
    private volatile int looks = -1;

    GitLab() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", this::answer);
      server.start();
    }

    String origin() {
      return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
      asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
      boolean known = TOKEN.equals(exchange.getRequestHeaders().getFirst("PRIVATE-TOKEN"));
      boolean retry = exchange.getRequestMethod().equals("POST");
      boolean found =
          exchange.getRequestURI().toString().equals(PIPELINE + (retry ? "/retry" : ""));
      looks = !retry && looks < 0 ? looks : looks + 1;
      int status = !known ? 401 : !found ? 404 : retry ? 201 : 200;
      byte[] body =
          ("{\"id\":1001,\"status\":\"" + state() + "\"}").getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
      exchange.close();
    }

    private String state() {
      return looks < 0 ? "failed" : looks < 2 ? "running" : "success";
    }

    String metrics() {
      return "ci_pipeline_last_run_success{branch=\"main\",pipeline=\"web\",project_id=\"42\",pipeline_id=\"1001\"} "
          + (state().equals("success") ? 1 : 0)
          + "\n";
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }

  /** The shipped table, with the commands that these servers have. */
  private static final class Runbooks {
    static Path write(Path folder) throws IOException {
      Files.createDirectories(folder);
      // what is only recorded is not answered either, whatever its row says
      Files.writeString(
          folder.resolve("alerts.md"),
          LiveEstate.shipped("runbooks/en/alerts.md")
              .replace("| CertificateExpiring | Info |", "| CertificateExpiring | Warning |"));
      Path rules =
          Files.writeString(
              folder.resolve("logrotate"),
              "%s/error.log {\n    size 1M\n    rotate 3\n    compress\n%s    create 0640\n}\n"
                  .formatted(
                      logs,
                      System.getProperty("user.name").equals("root") ? "    su root root\n" : ""));
      String path = "PATH=$PATH:/usr/sbin:" + database.programs() + "\n";
      String ready = path + "pg_isready -h 127.0.0.1 -p " + database.port();
      book(
          folder,
          "DatabaseUnreachable",
          database.startCommand()
              + "\ntries=0\n"
              + path
              + "until pg_isready -q -h 127.0.0.1 -p %d || [ \"$tries\" -ge 30 ]; do\n"
                  .formatted(database.port())
              + "  tries=$((tries + 1))\n  sleep 1\ndone\n"
              + ready,
          ready + " -q",
          path
              + "psql -h 127.0.0.1 -p %d -U toban -Atqc 'select 1' postgres"
                  .formatted(database.port()));
      book(
          folder,
          "LogFileLarge",
          path + "logrotate --force -s '%s/state' '%s'".formatted(logs, rules),
          "large=$(find '%s' -type f -name '*.log' -size +1000000c) && test -z \"$large\""
              .formatted(logs));
      book(
          folder,
          "ApiResponseSlow",
          "for i in 1 2 3; do cat /proc/loadavg; sleep 0.2; done\nhead -n 3 /proc/meminfo",
          "cat /proc/loadavg");
      book(
          folder,
          "CertificateExpiring",
          nginx.certificate(90) + " && " + nginx.reload(),
          "openssl s_client -connect 127.0.0.1:%d </dev/null 2>/dev/null | openssl x509 -noout -checkend 1814400"
              .formatted(nginx.port()));
      Path slow = folder.resolve("ApiResponseSlow.md");
      Files.writeString(
          slow,
          Files.readString(slow)
              .replace("auto }", "auto evidence }")
              .replace(
                  "## Respond",
                  """
                  ## Diagnose

                  ```promql
                  # p95
                  histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket{instance="$instance"}[4s])))
                  ```

                  ## Respond
                  """));
      String docs = Files.readString(Path.of("docs/ci-reruns.md"));
      String blocks = docs.substring(docs.indexOf("````markdown\n") + 13, docs.indexOf("\n````\n"));
      Files.writeString(
          folder.resolve("ci.md"),
          "# Alert: CiPipelineFailed\n\n"
              + blocks.replace("https://gitlab.example.com", gitLab.origin()));
      return folder;
    }

    private static void book(Path folder, String alert, String respond, String... verify)
        throws IOException {
      StringBuilder text =
          new StringBuilder(
              "# Alert: %s\n\n## Respond\n\n```bash { name=respond timeout=2m auto }\n%s\n```\n\n## Verify\n\n"
                  .formatted(alert, respond));
      for (int i = 0; i < verify.length; i++) {
        text.append("```bash { name=verify-%d timeout=1m }\n%s\n```\n\n".formatted(i, verify[i]));
      }
      Files.writeString(folder.resolve(alert + ".md"), text);
    }
  }

  @Test
  void aDatabaseThatIsDownIsStartedAndReachedAgain() {
    Run run =
        estate
            .closed("DatabaseUnreachable")
            .answeredOnce("databaseunreachable/respond/respond", "db-1", 2);
    assertThat(run.ended().succeeded()).as(run.ended().toString()).isTrue();
    Server.await("it accepts connections", LONG, () -> database.accepts());
  }

  @Test
  void aLogThatIsTooLargeIsRotated() throws IOException {
    estate.closed("LogFileLarge").answeredOnce("logfilelarge/respond/respond", "log-1", 1);
    try (Stream<Path> left = Files.list(logs)) {
      assertThat(left.map(it -> it.getFileName().toString()))
          .contains("error.log", "error.log.1.gz");
    }
  }

  @Test
  void aSlowApiIsWatchedForAWhile() {
    Run watch = estate.responded("ApiResponseSlow");
    assertThat(watch.ended().succeeded()).isTrue();
    LATENCY.becomeQuick();
    LiveEstate.Record record = estate.closed("ApiResponseSlow");
    record.answeredOnce("apiresponseslow/respond/respond", "api-1", 1);
    assertThat(record.output(watch).lines().filter(it -> it.matches("[0-9. /]+"))).hasSize(3);
    record.watched(watch, "p95", "MemAvailable");
  }

  @Test
  void aFailedPipelineIsRunAgain() {
    LiveEstate.Record record = estate.closed("CiPipelineFailed");
    record.answeredOnce("cipipelinefailed/respond/rerun", gitLab.origin(), 1);
    assertThat(gitLab.asked).filteredOn(it -> it.startsWith("POST")).hasSize(1);
    assertThat(record.review()).doesNotContain(GitLab.TOKEN);
  }

  @Test
  void aRenewedCertificateIsServedAfterTheReload() throws IOException {
    estate
        .closed("CertificateExpiring")
        .answeredOnce("certificateexpiring/respond/respond", "web-1", 1);
    assertThat(nginx.served()).isNotEqualTo(firstCertificate);
  }
}
