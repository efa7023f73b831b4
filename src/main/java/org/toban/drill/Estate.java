package org.toban.drill;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.sshd.common.util.threads.CloseableExecutorService;
import org.apache.sshd.common.util.threads.ThreadUtils;
import org.toban.drill.shell.Signal;

/**
 * The practice estate: simulated hosts behind real SSH servers, and an alert source that speaks as
 * Alertmanager and as Prometheus; all in this process and on loopback.
 */
public final class Estate implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Estate.class.getName());
  private static final int IO_THREADS = 4;
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final InstantSource clock;
  private final double speed;
  private final AlertBook book = new AlertBook();
  private final Keys keys;
  private final List<Door> doors = new ArrayList<>();
  private final SourceServer alertmanager;
  private final SourceServer prometheus;
  private final ScheduledExecutorService timers;
  private final CloseableExecutorService io =
      ThreadUtils.newFixedThreadPool("drill-io", IO_THREADS);
  private volatile World world;
  private volatile Practice practice;

  /** A host of the estate as an inventory needs it. */
  public record Access(String name, String user, String address, int port) {}

  /**
   * Opens an estate on which nothing is wrong.
   *
   * @param tick how long a second of practice takes: rules are evaluated once a tick
   * @throws IOException when ports or temporary files cannot be had
   */
  public Estate(InstantSource clock, Duration tick) throws IOException {
    this(clock, tick, true);
  }

  /** As above; when its time does not run by itself, each tick is a {@link #pass}. */
  Estate(InstantSource clock, Duration tick, boolean runs) throws IOException {
    this.clock = clock;
    this.speed = (double) SECOND.toNanos() / tick.toNanos();
    this.world = new World(clock, speed);
    this.practice = new Practice(null, clock.instant());
    this.timers =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("drill-clock").daemon().factory());
    this.keys = new Keys();
    this.alertmanager = SourceServer.start();
    this.prometheus = SourceServer.start();
    serve();
    openDoors();
    evaluate();
    if (runs) {
      var _ =
          timers.scheduleAtFixedRate(
              this::tick, tick.toNanos(), tick.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  /** An estate at the pace for people. */
  public static Estate open() throws IOException {
    return new Estate(InstantSource.system(), SECOND);
  }

  private void serve() {
    AlertmanagerAnswers alerts = new AlertmanagerAnswers(book, clock.instant());
    PrometheusAnswers answers = new PrometheusAnswers(book);
    String json = "application/json";
    alertmanager.serveAlerts("/api/v2/alerts", () -> alerts.alerts(prometheus.uri().toString()));
    alertmanager.serve("/api/v2/status", json, alerts::status);
    alertmanager.serve("/api/v2/silences", json, () -> "[]\n");
    for (OnCallCalendar team : OnCallCalendar.ALL) {
      for (String language : List.of("ja", "en")) {
        alertmanager.serve(team.path(language), "text/calendar", () -> team.text(language));
      }
    }
    prometheus.serveAlerts("/api/v1/alerts", answers::alerts);
    prometheus.serveAlerts("/api/v1/rules", answers::rules);
    prometheus.serve("/api/v1/status/buildinfo", json, answers::build);
    prometheus.serveQuery("/api/v1/query", query -> answers.query(query, new Gauges(world).read()));
  }

  private void openDoors() throws IOException {
    for (Host host : world.hosts()) {
      String name = host.name();
      Door door =
          new Door(
              name, keys, () -> world.host(name), this::entered, ThreadUtils.noClose(io), timers);
      doors.add(door);
      door.open();
    }
    keys.writeKnownHosts(doors.stream().map(Door::knownHostsLine).toList());
  }

  private void entered(String host, String line) {
    practice.command(host, line, clock.instant());
  }

  private void tick() {
    try {
      SourceServer.Blindness blindness = practice.tick(world);
      alertmanager.blind(blindness);
      prometheus.blind(blindness);
      world.live();
      evaluate();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "a tick of the practice estate failed", e);
    }
  }

  private void evaluate() {
    book.evaluate(new Gauges(world).read(), clock.instant());
    practice.note(world, book.firing(), clock.instant());
  }

  /** Puts everything in order and begins a scenario. */
  public void play(Scenario scenario) {
    begin(new Practice(scenario, clock.instant()));
  }

  /** Puts everything in order; alerts clear. */
  public void reset() {
    begin(new Practice(null, clock.instant()));
  }

  private void begin(Practice next) {
    World old = world;
    inTurn(() -> {
      world = new World(clock, speed);
      practice = next;
      book.clear();
      evaluate();
    });
    endSessions(old);
  }

  /** Lets one tick pass. */
  void pass() {
    inTurn(this::tick);
  }

  /** On the timer's thread, so that no tick sees half of a change. */
  private void inTurn(Runnable change) {
    try {
      timers.submit(change).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the practice estate could not be changed", e.getCause());
    }
  }

  private static void endSessions(World old) {
    for (Host host : old.hosts()) {
      host.machine().processes().signal(Signal.KILL, process -> process.user().equals(World.USER));
    }
  }

  /** How the practice stands. */
  public EstateState state() {
    return practice.state();
  }

  /** The base of the Alertmanager-compatible API. */
  public URI alertmanager() {
    return alertmanager.uri();
  }

  /** The base of the Prometheus-compatible API. */
  public URI prometheus() {
    return prometheus.uri();
  }

  /** The on-call calendars in a language, by team. */
  public Map<String, URI> onCall(String language) {
    Map<String, URI> calendars = new LinkedHashMap<>();
    for (OnCallCalendar it : OnCallCalendar.ALL) {
      calendars.put(it.team(), alertmanager().resolve(it.path(language)));
    }
    return calendars;
  }

  /** The hosts in order, each with its own port. */
  public List<Access> hosts() {
    return doors.stream()
        .map(door -> new Access(door.host(), World.USER, "127.0.0.1", door.port()))
        .toList();
  }

  /** The host keys, as the lines of a known_hosts file. */
  public List<String> knownHostsLines() {
    return doors.stream().map(Door::knownHostsLine).toList();
  }

  /** A file with {@link #knownHostsLines}; it goes when the estate closes. */
  public Path knownHosts() {
    return keys.knownHosts();
  }

  /**
   * The private key (OpenSSH, unencrypted, 0600) that may sign in; it goes when the estate closes.
   */
  public Path identity() {
    return keys.identity();
  }

  List<InetSocketAddress> sourceAddresses() {
    return List.of(alertmanager.address(), prometheus.address());
  }

  World world() {
    return world;
  }

  @Override
  public void close() throws IOException {
    timers.shutdownNow();
    endSessions(world);
    for (Door door : doors) {
      door.close();
    }
    alertmanager.close();
    prometheus.close();
    io.shutdownNow();
    keys.close();
  }
}
