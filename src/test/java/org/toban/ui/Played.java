package org.toban.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.alert.Fingerprint;
import org.toban.alert.Labels;
import org.toban.source.AnswerWriter;
import org.toban.source.SourceSettings;
import org.toban.source.Watchdog;
import org.toban.source.logs.LogRule;

/** A night of servers that answer as they are told, and the real program that looks at them. */
final class Played implements AutoCloseable {
  final String language;
  private final Map<String, PlayedServer> servers = new LinkedHashMap<>();
  private final Map<String, List<Alert>> firing = new LinkedHashMap<>();
  private final List<SourceSettings> settings = new ArrayList<>();
  private final List<LogRule> rules = new ArrayList<>();
  private final List<AutoCloseable> opened = new CopyOnWriteArrayList<>();
  private final Instant begin;
  private final Path folder;
  private @Nullable Lookout lookout;

  /** A night that ends at the time of the pictures, after so long. */
  Played(String language, Duration before) {
    this.language = language;
    this.begin = Boards.NOW.minus(before);
    try {
      folder = Files.createTempDirectory("played");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String in(String japanese, String english) {
    return language.equals("ja") ? japanese : english;
  }

  Instant now() {
    return lookout == null ? begin : lookout.now();
  }

  // --- the servers -------------------------------------------------------------------------------

  Played alertmanager(String name, String... watchdogs) {
    return source(
        name, SourceSettings.Kind.ALERTMANAGER, Duration.ZERO, start(name).url(), watchdogs);
  }

  Played prometheus(String name, Duration inspection) {
    return source(name, SourceSettings.Kind.PROMETHEUS, inspection, start(name).url());
  }

  private PlayedServer start(String name) {
    PlayedServer server = new PlayedServer(this::now);
    opened.add(server);
    servers.put(name, server);
    firing.put(name, new ArrayList<>());
    started(name, Duration.ofDays(9));
    says(name, "/api/v2/silences", "[]");
    answer(name);
    return server;
  }

  private Played source(
      String name,
      SourceSettings.Kind kind,
      Duration inspection,
      java.net.URI url,
      String... watchdogs) {
    SourceSettings.Scope all = SourceSettings.Scope.all();
    settings.add(
        new SourceSettings(
            name,
            kind,
            List.of(url),
            Lookout.POLL,
            Duration.ofSeconds(10),
            1 << 24,
            Arrays.stream(watchdogs).map(Watchdog::parse).toList(),
            SourceSettings.Http.plain(),
            SourceSettings.USUAL_RESEND,
            new SourceSettings.Scope(
                all.replicaLabels(),
                all.receivers(),
                all.filter(),
                all.urgent(),
                inspection,
                null)));
    return this;
  }

  Played logs(LogRule rule) {
    rules.add(rule);
    return this;
  }

  PlayedServer server(String name) {
    PlayedServer server = servers.get(name);
    if (server == null) {
      throw new IllegalArgumentException("no server " + name);
    }
    return server;
  }

  Played says(String name, String path, String json) {
    server(name).says(path, json);
    return this;
  }

  /** The process of a server is so old now. */
  Played started(String name, Duration ago) {
    Instant at = now().minus(ago);
    says(name, "/api/v2/status", "{\"uptime\":\"" + at + "\"}");
    return says(
        name,
        "/api/v1/status/runtimeinfo",
        "{\"status\":\"success\",\"data\":{\"startTime\":\"" + at + "\"}}");
  }

  Played breaks(String name, String status) {
    server(name).broken = status;
    return this;
  }

  // --- the alerts --------------------------------------------------------------------------------

  Alert alert(String name, String instance, Duration age, String... more) {
    Map<String, String> labels = Labels.of(more).asMap();
    labels.put("alertname", name);
    labels.put("instance", instance);
    return Alert.active(Labels.of(labels), now().minus(age));
  }

  static Alert saying(Alert it, String summary, String value) {
    return new Alert(
        it.labels(),
        it.fingerprint(),
        value.isEmpty() ? Map.of("summary", summary) : Map.of("summary", summary, "value", value),
        it.startsAt(),
        it.state(),
        it.suppressedBy(),
        "http://prom.example:9090/graph?g0.expr=up",
        it.receivers());
  }

  static Alert held(Alert it, String... by) {
    return new Alert(
        it.labels(),
        it.fingerprint(),
        it.annotations(),
        it.startsAt(),
        Alert.State.SUPPRESSED,
        List.of(by),
        it.generatorUrl(),
        it.receivers());
  }

  static Alert pending(Alert it) {
    return new Alert(
        it.labels(),
        it.fingerprint(),
        it.annotations(),
        it.startsAt(),
        Alert.State.PENDING,
        List.of(),
        it.generatorUrl());
  }

  /** These fire besides what fires already. */
  Played fires(String name, Alert... alerts) {
    firingIn(name).addAll(List.of(alerts));
    return answer(name);
  }

  Played clears(String name, Alert alert) {
    Fingerprint gone = alert.fingerprint();
    firingIn(name).removeIf(it -> it.fingerprint().equals(gone));
    return answer(name);
  }

  private List<Alert> firingIn(String name) {
    return firing.computeIfAbsent(name, it -> new ArrayList<>());
  }

  private Played answer(String name) {
    List<Alert> all = firingIn(name);
    server(name).says("/api/v2/alerts", AnswerWriter.alertmanager(all, now()));
    server(name).says("/api/v1/alerts", AnswerWriter.prometheus(all));
    return this;
  }

  /** The alerts of an ordinary night in production. */
  Played ordinary(String name) {
    Duration hour = Duration.ofHours(1);
    return fires(
        name,
        saying(
            alert(
                "ServiceDown",
                "web-1:5100",
                Duration.ofMinutes(4),
                "job",
                "mks-backend",
                "env",
                "prod"),
            in("web-1 のバックエンドが応答しない", "The backend on web-1 does not answer"),
            ""),
        saying(
            alert(
                "DiskAbove90Percent",
                "db-1",
                hour.plusMinutes(4),
                "job",
                "postgresql",
                "mountpoint",
                "/var"),
            in("/var の使用率が高い", "/var is filling up"),
            "93 %"),
        saying(
            alert("MemoryUsageHigh", "batch-2", Duration.ofMinutes(23), "job", "batch"),
            in("メモリ使用率が高い", "Memory use is high"),
            "91 %"),
        saying(
            alert("CertificateExpiring", "shop:443", hour.multipliedBy(30), "job", "edge"),
            in("証明書の期限が近い", "The certificate expires soon"),
            in("残り 12 日", "12 days")));
  }

  Alert watchdog(String... more) {
    Map<String, String> labels = Labels.of(more).asMap();
    labels.put("alertname", "Watchdog");
    labels.put("severity", "none");
    return Alert.active(Labels.of(labels), now().minus(Duration.ofDays(9)));
  }

  // --- the program -------------------------------------------------------------------------------

  /** The program begins to look. */
  Lookout look() {
    return lookFrom(begin);
  }

  /** The program ends and is started again. */
  Lookout lookAgain() {
    Lookout before = lookout;
    Instant now = now();
    if (before != null) {
      opened.remove(before);
      before.close();
    }
    return lookFrom(now);
  }

  private Lookout lookFrom(Instant start) {
    Lookout made = new Lookout(language, start, settings, rules, folder.resolve("history.db"));
    lookout = made;
    opened.add(made);
    return made;
  }

  @Override
  public void close() throws IOException {
    for (AutoCloseable it : opened.reversed()) {
      try {
        it.close();
      } catch (Exception e) {
        throw new IOException(e);
      }
    }
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
