package org.toban.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.toban.drill.shell.FileTree;
import org.toban.drill.shell.Machine;

/** Builds the hosts of the estate as they stand when nothing is wrong. */
final class Layout {
  private static final Duration UPTIME = Duration.ofDays(41);
  private static final Duration LAST_BACKUP = Duration.ofHours(9);
  private static final long GB = 1_000_000_000L;
  private static final long MB = 1_000_000L;
  private static final String NGINX = "A high performance web server and a reverse proxy server";
  private static final String NGINX_COMMAND = "nginx: master process /usr/sbin/nginx";

  private final World world;
  private final double speed;
  private final Map<String, Host> hosts = new LinkedHashMap<>();

  Layout(World world, double speed) {
    this.world = world;
    this.speed = speed;
  }

  Map<String, Host> build() {
    web();
    database();
    continuousIntegration();
    edge();
    hosts.values().forEach(this::boot);
    return hosts;
  }

  private void boot(Host host) {
    host.units().stream()
        .filter(unit -> !unit.plan().name().equals("pg-backup"))
        .forEach(unit -> unit.boot(UPTIME));
    Machine machine = host.machine();
    machine.install(new SystemPrograms(host).programs());
    machine.install(new HostPrograms(host).programs());
    machine.install(new NetworkPrograms(world, host).programs());
    machine.install(new TlsPrograms(world, host).programs());
    machine.install(Map.of("logrotate", new LogRotation(host)::run));
  }

  private Host host(String name, double memory, long disk, long base) {
    int firstProcess = 400 + 113 * hosts.size();
    Host host = new Host(new Machine(name, world.clock(), speed, firstProcess), memory);
    host.add(new Host.Disk("/dev/vda1", "/", disk, base));
    add(host, "ssh", "OpenBSD Secure Shell server", "root", "sshd: /usr/sbin/sshd -D", 22, 9);
    add(
        host,
        "cron",
        "Regular background program processing daemon",
        "root",
        "/usr/sbin/cron -f",
        0,
        3);
    file(host, "/var/log/journal/system.journal", "root", 720 * MB);
    file(host, "/var/cache/apt/archives/linux-image.deb", "root", 310 * MB);
    hosts.put(name, host);
    return host;
  }

  private static void file(Host host, String path, String owner, long bytes) {
    host.machine().files().put(path, owner, owner.equals("root") ? 0640 : 0644, "");
    host.machine().files().pretend(path, bytes);
  }

  private static Unit add(
      Host host, String name, String what, String user, String command, int port, double memory) {
    return host.add(new Unit.Plan(name, what, user, command, port, memory, Duration.ZERO));
  }

  private void web() {
    Host host = host("web-1", 4096, 20 * GB, 13_200 * MB);
    String command = "/opt/mks-backend/bin/mks-backend --port 5100";
    host.add(
        new Unit.Plan(
            World.BACKEND,
            "MKS backend API (practice)",
            "mks",
            command,
            5100,
            640,
            Duration.ofMillis(500)));
    add(host, "nginx", NGINX, "www-data", NGINX_COMMAND, 80, 24);
    FileTree files = host.machine().files();
    files.put(
        World.LOGS + "error.log",
        "mks",
        0644,
        world.clock().instant().minus(UPTIME)
            + " INFO pool: warm-up finished, 20 connections (practice)\n");
    file(host, World.LOGS + "access.log", "mks", 140 * MB);
    file(host, World.LOGS + "access.log.1.gz", "mks", 9 * MB);
    files.put("/etc/logrotate.d/" + World.BACKEND, "root", 0644, LogRotation.CONFIGURATION);
  }

  private void database() {
    Host host = host("db-1", 8192, 40 * GB, 9 * GB);
    host.add(new Host.Disk("/dev/vdb1", "/var/lib/postgresql", 100 * GB, 38 * GB));
    String command = "/usr/lib/postgresql/15/bin/postgres -D /var/lib/postgresql/15/main";
    host.add(
        new Unit.Plan(
            "postgresql",
            "PostgreSQL RDBMS (practice)",
            "postgres",
            command,
            5432,
            2100,
            Duration.ofSeconds(1)));
    Unit backup =
        add(
            host,
            "pg-backup",
            "Nightly backup of PostgreSQL",
            "postgres",
            "/usr/local/bin/pg-backup",
            0,
            30);
    backup.whenStarted(() -> {
      backUp(host, world.clock().instant());
      backup.finish("dumped mks, 1.4 GB (practice)");
    });
    Instant lastNight = world.clock().instant().minus(LAST_BACKUP);
    host.journal()
        .addAt(
            lastNight,
            "pg-backup",
            Journal.Priority.INFO,
            "pg-backup[318]",
            "dumped mks, 1.4 GB (practice)");
    backUp(host, lastNight);
  }

  /** A backup as the nightly job writes it. */
  private static void backUp(Host host, Instant at) {
    String name = at.toString().replaceAll("[-:]|\\..*", "");
    file(host, "/var/backups/postgresql/mks-" + name + ".dump", "postgres", 1_400 * MB);
  }

  private void continuousIntegration() {
    Host host = host("ci-1", 8192, 80 * GB, 31 * GB);
    String command = "/usr/bin/java -jar /usr/share/java/jenkins.war";
    add(
        host,
        "jenkins",
        "Jenkins Continuous Integration Server (practice)",
        "jenkins",
        command,
        8080,
        1900);
    host.machine().files().makeDirectories("/var/lib/jenkins", "jenkins");
  }

  private void edge() {
    Host host = host("www-1", 2048, 20 * GB, 6 * GB);
    add(host, "nginx", NGINX, "www-data", NGINX_COMMAND, 443, 32);
    host.machine().files().put(Certificate.FILE, "root", 0640, world.served().pem());
    host.whenReloaded(world::serve);
  }
}
