package org.toban.bench;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.toban.notice.Channel;
import org.toban.notice.Delivery;
import org.toban.notice.Earlier;
import org.toban.notice.Letter;
import org.toban.notice.desktop.DesktopChannel;
import org.toban.source.Doorbell;
import org.toban.source.Poller;
import org.toban.source.Source;
import org.toban.source.SourceSettings;
import org.toban.testbed.AlertmanagerServer;
import org.toban.testbed.Http;
import org.toban.testbed.PrivateDesk;
import org.toban.testbed.Server;

/**
 * How long after an alert reached a real Alertmanager a person is told: at the call of the
 * desktop's notification service, and at a channel in the process; by polling alone, and with a
 * push; beside what the webhook and one answer take by themselves.
 */
final class NotifyBench implements Bench.Run {
  static final int USUAL = 200;

  /** Consoles that poll at phases of their own: one post is as many samples, at as many phases. */
  private static final int DESKS = 20;

  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String TOKEN = "bench";

  private final int samples;
  private final List<Integer> sizes;
  private final Duration interval;
  private final Random random = new Random(20261125);
  private final List<List<String>> rows = new ArrayList<>();
  private int posted;

  NotifyBench(int samples) {
    this(samples, List.of(100, 1000), INTERVAL);
  }

  NotifyBench(int samples, List<Integer> sizes, Duration interval) {
    this.samples = samples;
    this.sizes = sizes;
    this.interval = interval;
  }

  @Override
  public List<BenchTable> tables() throws Exception {
    for (int size : sizes) {
      run(size);
    }
    return List.of(
        new BenchTable(
            "Notify (BENCH 4)",
            "From the POST of a critical alert to a real Alertmanager to the call of"
                + " org.freedesktop.Notifications on a D-Bus of its own, and to a channel in the"
                + " process; n = "
                + samples
                + " at random phase, poll each "
                + interval.toMillis() / 1000.0
                + " s, beside other alerts that fire. The floor of a push is the webhook's delay"
                + " plus one bare GET of the same answer, of a poll half its interval plus that"
                + " GET. Goals, of 1,000 alerts: push p50 <= 80, p99 <= 300; poll p50 <= half its"
                + " interval + 150, p99 <= its interval + 400; none missed, none twice.",
            List.of(
                "way",
                "told by",
                "others",
                "p50 ms",
                "p99 ms",
                "max ms",
                "missed",
                "twice",
                "floor p50 ms",
                "ratio"),
            rows));
  }

  private void run(int others) throws Exception {
    Path folder = Files.createTempDirectory("toban-bench");
    BlockingQueue<Long> hooks = new LinkedBlockingQueue<>();
    HttpServer hook = hook(hooks);
    int port = Server.freePort();
    try (AlertmanagerServer alertmanager =
        AlertmanagerServer.start(
            folder.resolve("am"), configuration(hook.getAddress().getPort(), port))) {
      fill(alertmanager, others);
      double webhook = webhook(alertmanager, hooks).median();
      double answer = answer(alertmanager).median();
      measure("push", others, folder, alertmanager, port, 1, webhook + answer);
      measure(
          "poll",
          others,
          folder,
          alertmanager,
          0,
          Math.min(samples, DESKS),
          interval.toMillis() / 2.0 + answer);
    } finally {
      hook.stop(0);
      Rig.delete(folder);
    }
  }

  private static HttpServer hook(BlockingQueue<Long> hooks) throws Exception {
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
    return hook;
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

  private static void fill(AlertmanagerServer alertmanager, int others) throws Exception {
    alertmanager.post(
        IntStream.range(0, others)
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
    String name = "Bench" + posted++ + "x";
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
    Samples delays = new Samples();
    for (int i = 0; i < 20; i++) {
      PrivateDesk.Call post = post(alertmanager);
      Long called = hooks.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
      if (called == null) {
        throw new IllegalStateException("Alertmanager does not call its webhook");
      }
      delays.add((called - post.nanos()) / 1e6);
    }
    return delays;
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

  /** A way to reach a person that only notes when it was called. */
  private record Sink(BlockingQueue<PrivateDesk.Call> calls) implements Channel {
    @Override
    public String name() {
      return "bench";
    }

    @Override
    public Delivery send(Letter letter, @Nullable Earlier earlier) {
      calls.add(new PrivateDesk.Call(System.nanoTime(), letter.notice().title()));
      return Delivery.sent();
    }

    @Override
    public String meaning() {
      return "it was noted";
    }

    @Override
    public void close() {}
  }

  private void measure(
      String way,
      int others,
      Path folder,
      AlertmanagerServer alertmanager,
      int push,
      int desks,
      double floor)
      throws Exception {
    List<Rig> rigs = new ArrayList<>();
    Sink sink = new Sink(new LinkedBlockingQueue<>());
    List<PrivateDesk.Call> posts = new ArrayList<>();
    try (PrivateDesk desk = new PrivateDesk()) {
      for (int i = 0; i < desks; i++) {
        rigs.add(console(folder.resolve(way + i), alertmanager, desk, sink, push));
        TimeUnit.MILLISECONDS.sleep(interval.toMillis() / desks);
      }
      TimeUnit.MILLISECONDS.sleep(interval.toMillis() * 2); // what fires already is told
      int before = posted;
      while (posts.size() * desks < samples) {
        // Two in one poll would be one notice: the next comes when all consoles have told the last.
        PrivateDesk.Call post = post(alertmanager);
        posts.add(post);
        await(() -> count(desk.calls(), post) >= desks && count(sink.calls(), post) >= desks);
        TimeUnit.MILLISECONDS.sleep(300 + random.nextLong(Math.max(1, interval.toMillis() / 10)));
      }
      if (posted - before != posts.size()) {
        throw new IllegalStateException("somebody else posts");
      }
      TimeUnit.MILLISECONDS.sleep(interval.toMillis() * 2); // for whoever tells twice
      add(way, "D-Bus", others, posts, List.copyOf(desk.calls()), desks, floor);
      add(way, "channel", others, posts, List.copyOf(sink.calls()), desks, floor);
    } finally {
      for (Rig it : rigs.reversed()) {
        it.close();
      }
    }
  }

  private static void await(Server.Condition condition) throws Exception {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.holds() && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  private static long count(Iterable<PrivateDesk.Call> calls, PrivateDesk.Call post) {
    long count = 0;
    for (PrivateDesk.Call call : calls) {
      count += call.summary().contains(post.summary()) ? 1 : 0;
    }
    return count;
  }

  /** Each console tells each alert once: what is less is missed, what is more was told twice. */
  private void add(
      String way,
      String by,
      int others,
      List<PrivateDesk.Call> posts,
      List<PrivateDesk.Call> calls,
      int desks,
      double floor) {
    Samples delays = new Samples();
    int missed = 0;
    int twice = 0;
    for (PrivateDesk.Call post : posts) {
      List<PrivateDesk.Call> of =
          calls.stream().filter(call -> call.summary().contains(post.summary())).toList();
      missed += Math.max(0, desks - of.size());
      twice += Math.max(0, of.size() - desks);
      of.stream().limit(desks).forEach(call -> delays.add((call.nanos() - post.nanos()) / 1e6));
    }
    if (delays.size() == 0) {
      throw new IllegalStateException("nobody was told: " + way + ", " + by);
    }
    rows.add(
        List.of(
            way,
            by,
            String.format(Locale.ROOT, "%,d", others),
            format(delays.median()),
            format(delays.quantile(0.99)),
            format(delays.quantile(1)),
            Integer.toString(missed),
            Integer.toString(twice),
            format(floor),
            String.format(Locale.ROOT, "%.2f", delays.median() / floor)));
  }

  private static String format(double value) {
    return String.format(Locale.ROOT, "%,.1f", value);
  }

  private Rig console(
      Path folder, AlertmanagerServer alertmanager, PrivateDesk desk, Sink sink, int push)
      throws Exception {
    SourceSettings source = Rig.alertmanager("prod", alertmanager.uri(), interval, List.of());
    DesktopChannel channel =
        new DesktopChannel(desk.address(), DesktopChannel.Labels.english(), choice -> {});
    Rig rig = new Rig(folder, List.of(source), List.of(channel, sink));
    Poller poller = rig.poll(List.of(Source.of(source)), reading -> {});
    if (push != 0) {
      Doorbell.Place place =
          new Doorbell.Place(new InetSocketAddress(InetAddress.getLoopbackAddress(), push), TOKEN);
      rig.ring(Doorbell.open(place, Set.of("prod"), poller::poke));
    }
    return rig;
  }
}
