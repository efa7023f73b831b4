package org.toban.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.toban.alert.Alert;
import org.toban.alert.Alerts;
import org.toban.alert.Labels;
import org.toban.source.AnswerWriter;
import org.toban.source.SourceSettings.Kind;
import org.toban.source.json.Answers;

/**
 * What a refresh costs between the last byte of an answer and the difference to the one before:
 * beside a bare tokeniser over the same bytes in the same rounds.
 */
final class IntakeBench {
  private static final int ROUNDS = 11;
  private static final Instant STARTED = Instant.parse("2026-11-23T21:13:28.034Z");
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final List<List<String>> rows = new ArrayList<>();
  private final Map<String, double[]> perCase = new LinkedHashMap<>();

  private IntakeBench() {}

  static List<BenchTable> tables() throws IOException {
    IntakeBench bench = new IntakeBench();
    List<Integer> sizes = List.of(1_000, 10_000, 100_000);
    for (int size : sizes) {
      bench.measure(size);
    }
    return List.of(
        new BenchTable(
            "Intake",
            "An Alertmanager answer in memory, read to the end, checked, and compared with the one"
                + " before. Median of "
                + ROUNDS
                + " rounds in turns; the ratio is to the tokeniser of the same round.",
            List.of("case", "alerts", "alerts/s", "MB/s", "B allocated/alert", "ratio to floor"),
            bench.rows),
        bench.slopes(sizes));
  }

  /** One thing to measure over a body. */
  private interface Subject {
    Object run() throws IOException;
  }

  private void measure(int size) throws IOException {
    List<Alert> alerts = alerts(size, 0);
    byte[] body = AnswerWriter.alertmanager(alerts, STARTED.plusSeconds(60));
    byte[] resent = AnswerWriter.alertmanager(alerts, STARTED.plusSeconds(75));
    byte[] changed = AnswerWriter.alertmanager(changed(alerts), STARTED.plusSeconds(75));
    byte[] churned = AnswerWriter.alertmanager(churned(alerts), STARTED.plusSeconds(75));
    Answers answers = new Answers(Kind.ALERTMANAGER);
    Alerts before = answers.read(body, Alerts.none());
    Map<String, Subject> subjects = new LinkedHashMap<>();
    subjects.put("tokeniser (floor)", () -> tokenise(resent));
    subjects.put("first load", () -> new Answers(Kind.ALERTMANAGER).read(body, Alerts.none()));
    subjects.put("steady", () -> answers.read(resent, before).since(before));
    subjects.put("1 % changed", () -> answers.read(changed, before).since(before));
    subjects.put("10 % churn", () -> answers.read(churned, before).since(before));
    run(size, body.length, subjects);
  }

  private void run(int size, int bytes, Map<String, Subject> subjects) throws IOException {
    Map<String, Samples> seconds = new LinkedHashMap<>();
    Map<String, Samples> ratios = new LinkedHashMap<>();
    Map<String, Samples> allocated = new LinkedHashMap<>();
    int repeats = Math.max(1, 20_000 / size);
    for (int round = -warmUp(size); round < ROUNDS; round++) {
      double floor = 0;
      for (Map.Entry<String, Subject> subject : subjects.entrySet()) {
        long heapBefore = THREADS.getCurrentThreadAllocatedBytes();
        long begun = System.nanoTime();
        for (int i = 0; i < repeats; i++) {
          keep = subject.getValue().run();
        }
        double took = (System.nanoTime() - begun) / 1e9 / repeats;
        long heap = (THREADS.getCurrentThreadAllocatedBytes() - heapBefore) / repeats;
        floor = floor == 0 ? took : floor;
        if (round >= 0) {
          String name = subject.getKey();
          seconds.computeIfAbsent(name, n -> new Samples()).add(took);
          ratios.computeIfAbsent(name, n -> new Samples()).add(floor / took);
          allocated.computeIfAbsent(name, n -> new Samples()).add((double) heap / size);
        }
      }
    }
    seconds.forEach((name, samples) -> {
      double median = samples.median();
      perCase.computeIfAbsent(name, n -> new double[3])[(int) Math.log10(size) - 3] = median;
      rows.add(
          List.of(
              name,
              format("%,d", size),
              format("%,.0f", size / median),
              format("%.0f", bytes / median / 1e6),
              format("%.1f", allocated.getOrDefault(name, samples).median()),
              format("%.2f", ratios.getOrDefault(name, samples).median())));
    });
  }

  /** Enough rounds for the compiler, few enough for a large answer. */
  private static int warmUp(int size) {
    return size >= 100_000 ? 3 : 15;
  }

  @SuppressWarnings("unused") // holds results, so that nothing is optimised away
  private static volatile Object keep = "";

  private static Object tokenise(byte[] body) throws IOException {
    int tokens = 0;
    try (JsonParser parser = FLOOR.createParser(body)) {
      while (parser.nextToken() != null) {
        tokens++;
      }
    }
    return tokens;
  }

  private static final JsonFactory FLOOR = new JsonFactory();

  private BenchTable slopes(List<Integer> sizes) {
    List<List<String>> lines = new ArrayList<>();
    double decades = Math.log10((double) sizes.getLast() / sizes.getFirst());
    perCase.forEach((name, times) ->
        lines.add(List.of(name, format("%.3f", Math.log10(times[2] / times[0]) / decades))));
    return new BenchTable(
        "Intake: growth",
        "Slope of log time over log N from 1,000 to 100,000 alerts; 1 is linear.",
        List.of("case", "slope"),
        lines);
  }

  private static String format(String pattern, Object value) {
    return String.format(Locale.ROOT, pattern, value);
  }

  /** Alerts of some 880 bytes each, in the order of Alertmanager, the same in each run. */
  static List<Alert> alerts(int size, int from) {
    Random random = new Random(20261124);
    String[] names = {"ServiceDown", "HighErrorRatio", "DiskAlmostFull", "MemoryUsageHigh"};
    return IntStream.range(from, from + size)
        .mapToObj(i -> {
          String host = "web-%05d.tokyo-1.example.com".formatted(i);
          String name = names[random.nextInt(names.length)];
          Labels labels =
              Labels.of(
                  "alertname",
                  name,
                  "cluster",
                  "tokyo-" + random.nextInt(3),
                  "env",
                  "production",
                  "instance",
                  host + ":9100",
                  "job",
                  "node",
                  "service",
                  "mks-backend-" + random.nextInt(40),
                  "severity",
                  random.nextInt(5) == 0 ? "critical" : "warning",
                  "team",
                  "ops-" + random.nextInt(5));
          Map<String, String> annotations =
              Map.of(
                  "description",
                  "%s on %s has been above its limit for more than 5 minutes, value %.4f"
                      .formatted(name, host, random.nextDouble()),
                  "runbook_url",
                  "https://runbooks.example.com/alerts/" + name.toLowerCase(Locale.ROOT),
                  "summary",
                  name + " on " + host);
          return new Alert(
              labels,
              org.toban.alert.Fingerprint.of(labels),
              annotations,
              STARTED.minusSeconds(random.nextInt(100_000)),
              Alert.State.ACTIVE,
              List.of(),
              "http://prometheus-1.example.com:9090/graph?g0.expr=node_up%7Bjob%3D%22node%22%7D&g0.tab=1",
              List.of("hook"));
        })
        .sorted(Comparator.comparing(Alert::fingerprint))
        .toList();
  }

  /** The same alert with another summary. */
  static Alert says(Alert old, String summary) {
    Map<String, String> annotations = new LinkedHashMap<>(old.annotations());
    annotations.put("summary", summary);
    return new Alert(
        old.labels(),
        old.fingerprint(),
        annotations,
        old.startsAt(),
        old.state(),
        old.suppressedBy(),
        old.generatorUrl(),
        old.receivers());
  }

  /** Each hundredth alert with another annotation. */
  static List<Alert> changed(List<Alert> alerts) {
    List<Alert> changed = new ArrayList<>(alerts);
    for (int i = 50; i < alerts.size(); i += 100) {
      Alert old = alerts.get(i);
      changed.set(i, says(old, "worse than before on " + old.target()));
    }
    return changed;
  }

  /** Each tenth alert gone, and as many new ones, in the order of Alertmanager. */
  private static List<Alert> churned(List<Alert> alerts) {
    List<Alert> churned = new ArrayList<>();
    for (int i = 0; i < alerts.size(); i++) {
      if (i % 10 != 5) {
        churned.add(alerts.get(i));
      }
    }
    churned.addAll(alerts(alerts.size() / 10, alerts.size()));
    churned.sort(Comparator.comparing(Alert::fingerprint));
    return churned;
  }
}
