package org.toban.drill;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.toban.drill.shell.Invocation;
import org.toban.drill.shell.Program;
import org.toban.drill.tools.Flags;

/** What talks to the services: sockets, the database's client, TLS. */
final class NetworkPrograms {
  private final World world;
  private final Host host;

  NetworkPrograms(World world, Host host) {
    this.world = world;
    this.host = host;
  }

  Map<String, Program> programs() {
    return Map.ofEntries(
        Map.entry("curl", new Curl(new Network(world, host))::run),
        Map.entry("ss", this::sockets),
        Map.entry("netstat", this::sockets),
        Map.entry("ping", this::ping),
        Map.entry("nginx", this::nginx),
        Map.entry("pg_isready", this::isReady),
        Map.entry("psql", this::query));
  }

  private int sockets(Invocation it) {
    Flags flags = Flags.parse(it.arguments());
    List<Unit> listening =
        host.units().stream()
            .filter(unit -> unit.plan().port() > 0 && unit.activity() == Unit.Activity.ACTIVE)
            .toList();
    if (flags.has("s")) {
      int established = host.listening(5100) == null ? 3 : 47;
      it.println(
          "Total: "
              + (established + 120)
              + "\nTCP:   "
              + (established + 9)
              + " (estab "
              + established
              + ", closed 2, orphaned 0, timewait 2)");
      return 0;
    }
    String wanted = String.join(" ", flags.operands()).replaceAll("[^0-9]", "");
    it.println("State  Recv-Q Send-Q Local Address:Port Peer Address:Port");
    for (Unit unit : listening) {
      String port = String.valueOf(unit.plan().port());
      if (wanted.isEmpty() || wanted.equals(port)) {
        it.println(String.format("LISTEN 0      511    %18s 0.0.0.0:*", "0.0.0.0:" + port));
      }
    }
    return 0;
  }

  private int ping(Invocation it) {
    String target =
        Flags.parse(it.arguments(), "c", "W", "i").operands().stream().findFirst().orElse("");
    boolean known = world.has(target) || target.equals("localhost");
    it.println(
        known
            ? "64 bytes from " + target + " (practice): icmp_seq=1 ttl=64 time=0.21 ms"
            : "ping: " + target + ": Name or service not known");
    return known ? 0 : 2;
  }

  private int nginx(Invocation it) {
    if (host.unit("nginx") == null) {
      return it.with("sh", List.of()).fail(127, "nginx: command not found");
    }
    it.complain("nginx: the configuration file /etc/nginx/nginx.conf syntax is ok");
    it.complain("nginx: configuration file /etc/nginx/nginx.conf test is successful");
    return 0;
  }

  /** The database that an address leads to; null when nothing is there. */
  private @Nullable Unit database(String address) {
    Host target = world.has(address) ? world.host(address) : host;
    return target.unit("postgresql");
  }

  private int isReady(Invocation it) {
    Flags flags = Flags.parse(it.arguments(), "h", "host", "p", "port", "t", "timeout", "d", "U");
    String address = flags.value("h", "host").orElse("localhost");
    Unit unit = database(address);
    long limit =
        System.nanoTime()
            + it.machine()
                .real(Duration.ofSeconds(Long.parseLong(flags.value("t", "timeout").orElse("3"))))
                .toNanos();
    while (unit != null
        && unit.activity() == Unit.Activity.ACTIVE
        && !unit.answers()
        && System.nanoTime() < limit) {
      it.process().glance();
    }
    boolean answers = unit != null && unit.answers();
    boolean rejects = unit != null && unit.activity() == Unit.Activity.ACTIVE && !answers;
    if (!flags.has("q", "quiet")) {
      String where = address + ":" + flags.value("p", "port").orElse("5432");
      it.println(
          where
              + " - "
              + (answers
                  ? "accepting connections"
                  : rejects ? "rejecting connections" : "no response"));
    }
    return answers ? 0 : rejects ? 1 : 2;
  }

  private int query(Invocation it) {
    Flags flags = Flags.parse(it.arguments(), "c", "command", "h", "host", "p", "U", "d", "F");
    Unit unit = database(flags.value("h", "host").orElse("localhost"));
    if (unit == null || !unit.answers()) {
      it.complain(
          "psql: error: connection to server on socket \"/var/run/postgresql/.s.PGSQL.5432\" failed: No such file or directory\n\tIs the server running locally and accepting connections on that socket?");
      return 2;
    }
    String sql = flags.value("c", "command").orElse("").strip().toLowerCase(java.util.Locale.ROOT);
    boolean bare = flags.has("t", "A");
    if (sql.contains("pg_stat_activity")) {
      it.println(
          bare
              ? "active|3\nidle|17"
              : " state  | count \n--------+-------\n active |     3\n idle   |    17\n(2 rows)\n");
    } else if (sql.startsWith("select 1")) {
      it.println(bare ? "1" : " ?column? \n----------\n        1\n(1 row)\n");
    } else {
      it.complain(
          "psql: this practice database answers only 'select 1' and questions about pg_stat_activity");
      return 1;
    }
    return 0;
  }
}
