package org.toban.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.incident.Run;
import org.toban.runbook.HostSetting;
import org.toban.runbook.Library;
import org.toban.testbed.NginxServer;
import org.toban.testbed.PebbleServer;
import org.toban.testbed.Server;
import org.toban.testbed.SystemdHost;

/**
 * The shipped table, runbooks and rules, to the letter, on a host with a real systemd: what is
 * broken raises its alert, and the engine answers, verifies and keeps the record of it.
 */
@Tag("heavy")
class SystemdResponsesTest {
  private static final Closers CLOSERS = new Closers();
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final LiveEstate.Latency LATENCY = new LiveEstate.Latency();
  private static final String LOG = "/var/log/mks-backend/error.log";

  @TempDir static Path home;
  private static SystemdHost host;
  private static LiveEstate estate;

  @BeforeAll
  static void boot() throws IOException {
    host = CLOSERS.push("host", LONG, SystemdHost.boot(home.resolve("host")));
    Path runbooks = runbooks();
    declare(runbooks);
    Server.await("PostgreSQL is up", LONG, SystemdResponsesTest::isDatabaseUp);
    String access =
        "web-1: {ssh: 'ops@%s', match: {instance: 'web-1(:[0-9]+)?'}}\n".formatted(host.address());
    estate =
        CLOSERS.push(
            "estate",
            LONG,
            LiveEstate.open(
                home,
                runbooks,
                measured(),
                new LiveEstate.Access(access, List.of(host.knownHosts()), List.of(host.key()), ""),
                LiveEstate.shippedRules()));
  }

  @AfterAll
  static void halt() {
    CLOSERS.close();
  }

  /** As they ship, but a certificate is more than a record: only so it is answered. */
  private static Path runbooks() throws IOException {
    Path folder = Files.createDirectories(home.resolve("runbooks"));
    try (Stream<Path> shipped = Files.list(Path.of("assets/runbooks/en"))) {
      for (Path file : shipped.toList()) {
        String text = Files.readString(file);
        Files.writeString(
            folder.resolve(file.getFileName().toString()),
            text.replace("| CertificateExpiring | Info |", "| CertificateExpiring | Warning |"));
      }
    }
    return folder;
  }

  /**
   * What the runbooks declare is on the host; that it is put there by Toban is tested elsewhere.
   */
  private static void declare(Path runbooks) throws IOException {
    Library library = new org.toban.config.RunbookFolder(List.of(runbooks)).read();
    for (HostSetting it : library.settings()) {
      if (it.kind().equals("logrotate")) {
        Files.writeString(host.file(it.path()), it.text());
      }
    }
  }

  private static List<LiveEstate.Measured> measured() {
    return List.of(
        new LiveEstate.Measured(
            "mks-backend",
            "web-1",
            () -> host.inside("curl", "-fsm2", healthUrl()) ? LATENCY.metrics() : null),
        new LiveEstate.Measured(
            "postgresql", "web-1", () -> "pg_up " + (isDatabaseUp() ? 1 : 0) + "\n"),
        new LiveEstate.Measured("node", "web-1", SystemdResponsesTest::files),
        new LiveEstate.Measured("https", "web-1", SystemdResponsesTest::certificate));
  }

  private static String healthUrl() {
    return "http://localhost:5100/api/v1/health";
  }

  private static boolean isDatabaseUp() {
    return host.inside("pg_isready", "-q", "-h", "127.0.0.1", "-p", "5432");
  }

  private static String files() {
    try {
      FileStore disk = Files.getFileStore(host.file("/"));
      String labels = "{device=\"/dev/vda\",fstype=\"ext4\",mountpoint=\"/\"} ";
      Path log = host.file(LOG);
      return "node_filesystem_avail_bytes"
          + labels
          + disk.getUsableSpace()
          + "\nnode_filesystem_size_bytes"
          + labels
          + disk.getTotalSpace()
          + "\nnode_filesystem_readonly"
          + labels
          + "0\nlog_file_size_bytes{file=\""
          + LOG
          + "\"} "
          + (Files.exists(log) ? Files.size(log) : 0)
          + "\n";
    } catch (IOException e) {
      return null;
    }
  }

  /** Nothing before nginx has one. */
  private static String certificate() {
    return Files.exists(host.file("/etc/nginx/conf.d/tls.conf"))
        ? "probe_ssl_earliest_cert_expiry " + NginxServer.expiry(host.address() + ":443") + "\n"
        : "\n";
  }

  @Test
  void aServiceThatIsDownIsRestarted() throws IOException {
    host.does("systemctl stop mks-backend");
    LiveEstate.Record record = estate.closed("ServiceDown");
    record.answeredOnce("service-down/respond/restart", "web-1", 2);
    assertThat(record.events().stream().map(it -> it.getClass().getSimpleName()))
        .containsSubsequence("RecoveryConfirmed", "ReviewDrafted", "Closed");
    host.does("systemctl is-active mks-backend");
  }

  @Test
  void aDatabaseThatIsDownIsReachedAgain() throws IOException {
    host.does("systemctl stop postgresql");
    estate
        .closed("DatabaseUnreachable")
        .answeredOnce("database-unreachable/respond/reconnect", "web-1", 2);
    assertThat(isDatabaseUp()).isTrue();
  }

  @Test
  void aFullDiskIsMadeRoomOnByRotation() throws IOException {
    host.does(
        "fallocate -l $(($(df -B1 --output=avail / | tail -n 1) - 50000000)) %1$s && chown mks: %1$s"
            .formatted(LOG));
    estate
        .closed("DiskAbove90Percent")
        .answeredOnce("disk-above-90-percent/respond/rotate-logs", "web-1", 1);
    assertThat(Files.exists(host.file(LOG + ".1.gz"))).isTrue();
    host.does("rm -f %s.*".formatted(LOG));
  }

  @Test
  void aLogThatIsTooLargeIsRotated() throws IOException {
    host.does("truncate -s 1100000000 %1$s && chown mks: %1$s".formatted(LOG));
    estate.closed("LogFileLarge").answeredOnce("log-file-large/respond/rotate-logs", "web-1", 1);
    assertThat(Files.size(host.file(LOG))).isLessThan(1_000_000);
    host.does("rm -f %s.*".formatted(LOG));
  }

  @Test
  void aSlowApiIsWatchedForAWhile() {
    LATENCY.becomeSlow();
    Run watch = estate.responded("ApiResponseSlow");
    LATENCY.becomeQuick();
    LiveEstate.Record record = estate.closed("ApiResponseSlow");
    record.answeredOnce("api-response-slow/respond/watch-performance", "web-1", 1);
    assertThat(record.output(watch)).contains("load average", "procs");
    String panel =
        "histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket{job=\"mks-backend\"}[5m])))";
    record.watched(watch, panel, "TCP:");
  }

  @Test
  void aCertificateIsRenewedAndServed() throws IOException {
    String tls =
        "server { listen 443 ssl; ssl_certificate /etc/letsencrypt/live/mks/fullchain.pem;"
            + " ssl_certificate_key /etc/letsencrypt/live/mks/privkey.pem; }";
    try (PebbleServer acme =
        PebbleServer.start(home.resolve("pebble"), host.outside(), host.address(), 600)) {
      Files.copy(acme.certificate(), host.file("/usr/local/share/ca-certificates/pebble.crt"));
      host.does("update-ca-certificates");
      String certbot = "certbot -q -n --server " + acme.directory();
      host.does(
          certbot
              + " certonly --agree-tos --register-unsafely-without-email --webroot -w /var/www/html"
              + " --cert-name mks -d mks.test");
      // it forgets its accounts, so certbot needs a new one; no more was done to it
      acme.restart(90 * 86400);
      host.does(
          "rm -rf /etc/letsencrypt/accounts && "
              + certbot
              + " register --agree-tos --register-unsafely-without-email"
              + " && sed -i '/^account/d' /etc/letsencrypt/renewal/mks.conf");
      host.does("echo '%s' >/etc/nginx/conf.d/tls.conf && systemctl reload nginx".formatted(tls));
      estate
          .closed("CertificateExpiring")
          .answeredOnce("certificate-expiring/respond/renew", "web-1", 2);
      assertThat(NginxServer.expiry(host.address() + ":443"))
          .isGreaterThan(java.time.Instant.now().plus(Duration.ofDays(60)).getEpochSecond());
    }
  }
}
