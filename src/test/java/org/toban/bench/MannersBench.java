package org.toban.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.toban.alert.Alert;
import org.toban.alert.Matcher;
import org.toban.source.Poller;
import org.toban.source.Reading;
import org.toban.source.Source;
import org.toban.testbed.AlertmanagerServer;
import org.toban.testbed.Http;

/**
 * What polling costs a real Alertmanager: everything at each interval beside what is urgent at each
 * interval and everything rarely; and what one answer costs the client beside the server.
 *
 * @param polls at each way while it is measured
 */
record MannersBench(List<Integer> sizes, Duration interval, int polls, int reads)
    implements Bench.Run {
  private static final int CRITICAL_EACH = 4;

  private static final int BATCH = 500;

  /**
   * Alerts that the client reads in each turn of reads before it is measured, so that all sizes
   * find it as warm.
   */
  private static final int WARM_ALERTS = 10_000;

  private static final Matcher URGENT = Matcher.of("severity", Matcher.Operator.EQUAL, "critical");

  static MannersBench usual() {
    return new MannersBench(List.of(1_000, 10_000), Duration.ofSeconds(5), 30, 30);
  }

  MannersBench polling(int polls) {
    return new MannersBench(sizes, interval, polls, reads);
  }

  @Override
  public List<BenchTable> tables() throws Exception {
    List<List<String>> answers = new ArrayList<>();
    List<List<String>> polled = new ArrayList<>();
    Path folder = Files.createTempDirectory("toban-bench");
    List<AlertmanagerServer> servers = new ArrayList<>();
    try {
      for (int size : sizes) {
        for (String way : List.of("full", "tiered")) {
          servers.add(AlertmanagerServer.start(folder.resolve(way + size)));
          fill(servers.getLast(), size);
        }
        answers.add(answer(size, servers.getLast()));
      }
      polled.addAll(poll(servers));
    } finally {
      servers.forEach(AlertmanagerServer::close);
      Rig.delete(folder);
    }
    return List.of(
        new BenchTable(
            "Manners (BENCH 9)",
            "CPU of a real Alertmanager that one console polls, from /proc/PID/stat less what it"
                + " takes when nobody asks, in seconds an hour. Two servers with the same alerts, a"
                + " quarter of them critical, are polled at the same time for %d polls each %s s:"
                    .formatted(polls, interval.toMillis() / 1000.0)
                + " one for all its alerts, the other with `urgent: severity=\"critical\"`. Goal:"
                + " at most 0.35 of full polling.",
            List.of("alerts", "way", "all", "urgent", "CPU s/h", "% of a core", "ratio to full"),
            polled),
        new BenchTable(
            "One answer (BENCH 1)",
            "CPU of one GET of all alerts, read, checked and compared with the one before: of the"
                + " whole client process and of Alertmanager, mean of %d. The floor takes the bytes"
                    .formatted(reads)
                + " with java.net and looks at none. Goal: the client at most 10 % of the server.",
            List.of("alerts", "server ms", "client ms", "floor ms", "client/server"),
            answers));
  }

  private List<String> answer(int size, AlertmanagerServer server) throws IOException {
    Source source = source(server, List.of());
    URI uri = server.uri().resolve("/api/v2/alerts");
    int warmUps = Math.max(reads, reads * WARM_ALERTS / size);
    for (int i = 0; i < warmUps; i++) {
      read(source);
      Http.drain(uri);
    }
    double client = 0;
    double atServer = 0;
    double floor = 0;
    for (int i = 0; i < reads; i++) {
      double ownBefore = Cpu.own();
      double serverBefore = Cpu.of(server.pid());
      read(source);
      client += Cpu.own() - ownBefore;
      atServer += Cpu.of(server.pid()) - serverBefore;
      double before = Cpu.own();
      Http.drain(uri);
      floor += Cpu.own() - before;
    }
    return List.of(
        format("%,.0f", size),
        format("%.1f", atServer / reads * 1e3),
        format("%.2f", client / reads * 1e3),
        format("%.2f", floor / reads * 1e3),
        format("%.3f", client / atServer));
  }

  private static void read(Source source) {
    if (!(source.read(InstantSource.system()) instanceof Reading.Complete)) {
      throw new IllegalStateException("no complete answer");
    }
  }

  /** Two servers of each size at the same time, one for each way. */
  private List<List<String>> poll(List<AlertmanagerServer> servers) throws Exception {
    int quiet = Math.max(1, polls / 3);
    List<Double> idle = cpu(servers);
    TimeUnit.NANOSECONDS.sleep(quiet * interval.toNanos());
    List<Double> before = cpu(servers);
    List<Counter> counters = servers.stream().map(it -> new Counter()).toList();
    List<Poller> pollers = new ArrayList<>();
    for (int i = 0; i < servers.size(); i++) {
      List<Matcher> urgent = i % 2 == 0 ? List.of() : List.of(URGENT);
      pollers.add(poller(source(servers.get(i), urgent), counters.get(i)));
    }
    TimeUnit.NANOSECONDS.sleep(polls * interval.toNanos() - interval.toNanos() / 2);
    pollers.forEach(Poller::close);
    List<Double> after = cpu(servers);
    List<List<String>> rows = new ArrayList<>();
    double full = 1;
    for (int i = 0; i < servers.size(); i++) {
      double unasked = (before.get(i) - idle.get(i)) / quiet * polls;
      double took = after.get(i) - before.get(i) - unasked;
      full = i % 2 == 0 ? took : full;
      rows.add(
          row(
              sizes.get(i / 2),
              i % 2 == 0 ? "all each time" : "urgent",
              counters.get(i),
              took,
              full));
    }
    return rows;
  }

  private static List<Double> cpu(List<AlertmanagerServer> servers) throws IOException {
    List<Double> all = new ArrayList<>();
    for (AlertmanagerServer it : servers) {
      all.add(Cpu.of(it.pid()));
    }
    return all;
  }

  private static Poller poller(Source source, Counter counter) {
    return new Poller(List.of(source), InstantSource.system(), counter::came);
  }

  private Source source(AlertmanagerServer server, List<Matcher> urgent) {
    return Source.of(Rig.alertmanager("prod", server.uri(), interval, urgent));
  }

  private List<String> row(int size, String way, Counter counter, double took, double full) {
    double seconds = polls * interval.toNanos() / 1e9;
    return List.of(
        format("%,.0f", size),
        way,
        Integer.toString(counter.complete.get()),
        Integer.toString(counter.partial.get()),
        format("%.1f", took / seconds * 3600),
        format("%.2f", took / seconds * 100),
        format("%.2f", took / full));
  }

  /** The answers by kind. */
  private static final class Counter {
    private final AtomicInteger complete = new AtomicInteger();
    private final AtomicInteger partial = new AtomicInteger();

    void came(Reading reading) {
      switch (reading) {
        case Reading.Complete it -> complete.incrementAndGet();
        case Reading.Partial it -> partial.incrementAndGet();
        default -> throw new IllegalStateException(reading.toString());
      }
    }
  }

  private static void fill(AlertmanagerServer server, int size) throws IOException {
    List<Alert> alerts = IntakeBench.alerts(size, 0);
    for (int from = 0; from < size; from += BATCH) {
      server.post(body(alerts, from, Math.min(size, from + BATCH)));
    }
  }

  /** Alerts as Prometheus posts them; each fourth is critical. */
  private static String body(List<Alert> alerts, int from, int to) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartArray();
      for (int i = from; i < to; i++) {
        Alert alert = alerts.get(i);
        json.writeStartObject();
        json.writeObjectFieldStart("labels");
        for (Map.Entry<String, String> label : alert.labels().asMap().entrySet()) {
          boolean severity = label.getKey().equals("severity");
          String level = i % CRITICAL_EACH == 0 ? "critical" : "warning";
          json.writeStringField(label.getKey(), severity ? level : label.getValue());
        }
        json.writeEndObject();
        json.writeObjectFieldStart("annotations");
        for (Map.Entry<String, String> annotation : alert.annotations().entrySet()) {
          json.writeStringField(annotation.getKey(), annotation.getValue());
        }
        json.writeEndObject();
        json.writeStringField("generatorURL", String.valueOf(alert.generatorUrl()));
        json.writeStringField("endsAt", "2099-01-01T00:00:00Z");
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    return text.toString();
  }

  private static String format(String pattern, double value) {
    return String.format(Locale.ROOT, pattern, value);
  }
}
