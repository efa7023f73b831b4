package org.toban.drill;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** The simulated estate: its hosts and what they measure. */
final class World {
  /** Who signs in on every host. */
  static final String USER = "ops";

  static final String BACKEND = "mks-backend";
  static final String LOGS = "/var/log/mks-backend/";

  private final InstantSource clock;
  private final Map<String, Host> hosts;
  private final Pipeline pipeline;
  private final TreeSet<String> lostProbes = new TreeSet<>();
  private Certificate served;

  /**
   * @param speed how many simulated seconds pass in one real second
   */
  World(InstantSource clock, double speed) {
    this.clock = clock;
    this.pipeline = new Pipeline(clock, speed);
    this.served =
        new Certificate("CN = mks.practice.test", clock.instant().plus(Duration.ofDays(71)));
    this.hosts = new Layout(this, speed).build();
  }

  InstantSource clock() {
    return clock;
  }

  List<Host> hosts() {
    return List.copyOf(hosts.values());
  }

  Host host(String name) {
    Host host = hosts.get(name);
    if (host == null) {
      throw new IllegalArgumentException("no practice host: " + name);
    }
    return host;
  }

  boolean has(String name) {
    return hosts.containsKey(name);
  }

  Unit unit(String host, String name) {
    Unit unit = host(host).unit(name);
    if (unit == null) {
      throw new IllegalArgumentException("no unit " + name + " on " + host);
    }
    return unit;
  }

  Unit backend() {
    return unit("web-1", BACKEND);
  }

  Pipeline pipeline() {
    return pipeline;
  }

  /** What the edge serves; a new file counts only after a reload. */
  synchronized Certificate served() {
    return served;
  }

  synchronized void serve(Certificate certificate) {
    served = certificate;
  }

  synchronized void loseProbe(String instance) {
    lostProbes.add(instance);
  }

  synchronized void findProbes(int most) {
    for (int i = 0; i < most && !lostProbes.isEmpty(); i++) {
      lostProbes.pollFirst();
    }
  }

  /** The instances that no probe reaches. */
  synchronized List<String> lostProbes() {
    return List.copyOf(lostProbes);
  }

  /** A line in the backend's error log. */
  void logError(String level, String message) {
    String line = clock.instant() + " " + level.toUpperCase(Locale.ROOT) + " " + message + "\n";
    host("web-1")
        .machine()
        .files()
        .write(LOGS + "error.log", line.getBytes(StandardCharsets.UTF_8), true, "root");
  }

  boolean databaseAnswers() {
    return unit("db-1", "postgresql").answers();
  }

  /** What an ordinary second writes into the logs. */
  void live() {
    Unit backend = backend();
    if (backend.answers()) {
      String line =
          String.format(
              Locale.ROOT,
              "10.0.0.7 - - [%s] \"GET /api/v1/orders HTTP/1.1\" %d 512 %.3f\n",
              clock.instant(),
              databaseAnswers() ? 200 : 503,
              backend.slowness());
      host("web-1")
          .machine()
          .files()
          .write(LOGS + "access.log", line.getBytes(StandardCharsets.UTF_8), true, "root");
      if (!databaseAnswers()) {
        logError("error", "connect to db-1:5432 failed: Connection refused");
      }
    }
  }
}
