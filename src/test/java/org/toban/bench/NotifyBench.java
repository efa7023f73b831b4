package org.toban.bench;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.toban.alert.SeverityMap;
import org.toban.engine.Engine;
import org.toban.engine.EngineSettings;
import org.toban.engine.Estate;
import org.toban.engine.Parts;
import org.toban.history.SqliteHistory;
import org.toban.incident.BusinessCalendar;
import org.toban.notice.DesktopChannel;
import org.toban.remedy.Inventory;
import org.toban.remedy.SshRunner;
import org.toban.remedy.SshSettings;
import org.toban.remedy.StartLimit;
import org.toban.runbook.Library;
import org.toban.runbook.Trust;
import org.toban.source.Doorbell;
import org.toban.source.Poller;
import org.toban.source.Source;
import org.toban.source.SourceSettings;
import org.toban.testbed.AlertmanagerServer;
import org.toban.testbed.Http;
import org.toban.testbed.PrivateDesk;
import org.toban.testbed.Server;

/**
 * How long after an alert reached a real Alertmanager the desktop's notification service is called:
 * by polling alone, and with a push; beside what the webhook and one answer take by themselves.
 */
final class NotifyBench {
  private static final int SAMPLES = Integer.getInteger("notify.samples", 200);
  private static final int DESKS = 20;
  private static final int OTHERS = 1000;
  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final String TOKEN = "bench";
  private static final long LIMIT_SECONDS = 60;

  private final Random random = new Random(20261125);
  private final List<List<String>> rows = new ArrayList<>();
  private int posted;

  private NotifyBench() {}

  static List<BenchTable> tables() throws Exception {
    NotifyBench bench = new NotifyBench();
    bench.run();
    return List.of(
        new BenchTable(
            "Notify",
            "From the POST to Alertmanager to the call of org.freedesktop.Notifications on a D-Bus"
                + " of its own, with "
                + OTHERS
                + " other alerts there; n = "
                + SAMPLES
                + " at random phase, poll each "
                + INTERVAL.toSeconds()
                + " s. The floor of a push is the webhook's delay plus one answer, of a poll half"
                + " its interval plus one answer.",
            List.of("way", "p50 ms", "p99 ms", "max ms", "missed", "twice", "floor p50 ms"),
            bench.rows));
  }

  private void run() throws Exception {
    Path folder = Files.createTempDirectory("toban-bench");
    BlockingQueue<Long> hooks = new LinkedBlockingQueue<>();
    HttpServer hook =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    hook.createContext(
        "/",
        exchange -> {
          hooks.add(System.nanoTime());
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    hook.start();
    int port = Server.freePort();
    try (AlertmanagerServer alertmanager =
        AlertmanagerServer.start(
            folder.resolve("am"), configuration(hook.getAddress().getPort(), port))) {
      fill(alertmanager);
      TimeUnit.SECONDS.sleep(2); // the notifications of these go out
      hooks.clear();
      double webhook = webhook(alertmanager, hooks).median();
      double answer = answer(alertmanager).median();
      measure("push", folder, alertmanager, port, 1, webhook + answer);
      measure("poll", folder, alertmanager, 0, DESKS, INTERVAL.toMillis() / 2.0 + answer);
    } finally {
      hook.stop(0);
      delete(folder);
    }
  }

  private static String configuration(int hook, int push) {
    return """
    route:
      receiver: nobody
      group_by: ['...']
      group_wait: 0s
      group_interval: 1s
      repeat_interval: 24h
      routes:
        - {receiver: hooks, matchers: ['severity="critical"']}
    receivers:
      - name: nobody
      - name: hooks
        webhook_configs:
          - {url: 'http://127.0.0.1:%d/', send_resolved: false}
          - {url: 'http://127.0.0.1:%d/%s', send_resolved: false}
    """
        .formatted(hook, push, TOKEN);
  }

  private static void fill(AlertmanagerServer alertmanager) throws Exception {
    alertmanager.post(
        IntStream.range(0, OTHERS)
            .mapToObj(i ->
                "{\"labels\":{\"alertname\":\"Other\",\"severity\":\"info\",\"instance\":\"web-"
                    + i
                    + "\",\"job\":\"node\",\"env\":\"production\",\"team\":\"ops\"},\"annotations\":"
                    + "{\"summary\":\"Other on web-"
                    + i
                    + " has been above its limit for more than five minutes\"},\"endsAt\":"
                    + "\"2099-01-01T00:00:00Z\"}")
            .collect(Collectors.joining(",", "[", "]")));
  }

  /** Posts one critical alert; gives its name and when. */
  private PrivateDesk.Call post(AlertmanagerServer alertmanager) throws Exception {
    String name = "Bench" + posted++;
    String body =
        "[{\"labels\":{\"alertname\":\""
            + name
            + "\",\"severity\":\"critical\",\"instance\":\"web\"},\"endsAt\":"
            + "\"2099-01-01T00:00:00Z\"}]";
    long begun = System.nanoTime();
    alertmanager.post(body);
    return new PrivateDesk.Call(begun, name);
  }

  private Samples webhook(AlertmanagerServer alertmanager, BlockingQueue<Long> hooks)
      throws Exception {
    Samples samples = new Samples();
    for (int i = 0; i < 20; i++) {
      PrivateDesk.Call posted = post(alertmanager);
      Long called = hooks.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
      if (called != null) {
        samples.add((called - posted.nanos()) / 1e6);
      }
    }
    return samples;
  }

  private static Samples answer(AlertmanagerServer alertmanager) throws Exception {
    Samples samples = new Samples();
    for (int i = 0; i < 20; i++) {
      long begun = System.nanoTime();
      Http.get(alertmanager.uri().resolve("/api/v2/alerts"));
      samples.add((System.nanoTime() - begun) / 1e6);
    }
    return samples;
  }

  /** Each desk notes each alert once; several desks are several phases of one post. */
  private void measure(
      String way, Path folder, AlertmanagerServer alertmanager, int push, int desks, double floor)
      throws Exception {
    List<AutoCloseable> open = new ArrayList<>();
    Samples samples = new Samples();
    int missed = 0;
    int twice = 0;
    try (PrivateDesk desk = new PrivateDesk()) {
      for (int i = 0; i < desks; i++) {
        open.addAll(console(folder.resolve(way + i), alertmanager, desk, push));
        TimeUnit.MILLISECONDS.sleep(INTERVAL.toMillis() / desks);
      }
      TimeUnit.SECONDS.sleep(INTERVAL.toSeconds() * 2); // what fires already is told
      desk.calls().clear();
      while (samples.size() + missed < SAMPLES) {
        TimeUnit.MILLISECONDS.sleep(700 + random.nextInt(1000));
        twice += desk.calls().size();
        desk.calls().clear();
        PrivateDesk.Call post = post(alertmanager);
        for (int i = 0; i < desks; i++) {
          PrivateDesk.Call call = desk.calls().poll(LIMIT_SECONDS, TimeUnit.SECONDS);
          if (call == null || !call.summary().contains(post.summary())) {
            missed++;
          } else {
            samples.add((call.nanos() - post.nanos()) / 1e6);
          }
        }
      }
    } finally {
      for (AutoCloseable it : open.reversed()) {
        it.close();
      }
    }
    rows.add(
        List.of(
            way,
            format(samples.median()),
            format(samples.quantile(0.99)),
            format(samples.quantile(1)),
            Integer.toString(missed),
            Integer.toString(twice),
            format(floor)));
  }

  private static String format(double value) {
    return String.format(Locale.ROOT, "%,.1f", value);
  }

  /** A console without a desk: engine, history, poller, and the desktop's notifications. */
  private static List<AutoCloseable> console(
      Path folder, AlertmanagerServer alertmanager, PrivateDesk desk, int push) throws Exception {
    Files.createDirectories(folder);
    SourceSettings source =
        new SourceSettings(
            "prod",
            SourceSettings.Kind.ALERTMANAGER,
            List.of(alertmanager.uri()),
            INTERVAL,
            Duration.ofSeconds(5),
            64 << 20,
            null,
            SourceSettings.Http.plain());
    SqliteHistory history = SqliteHistory.open(folder.resolve("history.db"));
    SshRunner runner =
        new SshRunner(
            new SshSettings(
                folder.resolve("known_hosts"),
                List.of(),
                null,
                Duration.ofSeconds(1),
                Duration.ZERO,
                1024));
    DesktopChannel channel = new DesktopChannel(desk.address(), "Open", incident -> {});
    Parts parts =
        new Parts(
            history,
            runner,
            List.of(channel),
            name -> {},
            Parts.Approvals.unkept(),
            (on, at, by, reason) -> {},
            InstantSource.system());
    Estate estate =
        new Estate(List.of(source), Inventory.empty(), Library.empty(), Trust.nothing(), null);
    Engine engine = new Engine(settings(), estate, parts);
    engine.start();
    Poller poller = new Poller(List.of(Source.of(source)), InstantSource.system(), engine::read);
    List<AutoCloseable> open = new ArrayList<>(List.of(history, runner, channel, engine, poller));
    if (push != 0) {
      Doorbell.Place place =
          new Doorbell.Place(new InetSocketAddress(InetAddress.getLoopbackAddress(), push), TOKEN);
      open.add(Doorbell.open(place, new HashSet<>(List.of("prod")), poller::poke));
    }
    return open;
  }

  /** Nothing is repeated while it is measured. */
  private static EngineSettings settings() {
    return new EngineSettings(
        "bench",
        SeverityMap.standard(),
        BusinessCalendar.standard(ZoneId.of("UTC")),
        StartLimit.standard(),
        List.of(),
        2,
        Duration.ofMinutes(10),
        Duration.ofDays(1),
        Duration.ofDays(1),
        Duration.ofMinutes(1),
        Duration.ofSeconds(15),
        Duration.ofMinutes(5),
        false);
  }

  private static void delete(Path folder) throws Exception {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
