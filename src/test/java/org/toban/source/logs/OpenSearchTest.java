package org.toban.source.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.toban.alert.Alert;
import org.toban.alert.Labels;
import org.toban.source.Reading;
import org.toban.source.fault.Fault;
import org.toban.testbed.SearchServer;
import org.toban.testbed.Server;

/** The adapter against a real OpenSearch. */
@Tag("server")
class OpenSearchTest {
  static final Instant NOW = Instant.parse("2026-11-25T12:00:00.000Z");
  static final InstantSource CLOCK = InstantSource.fixed(NOW);

  private static final Duration LIMIT = Duration.ofMinutes(1);

  static SearchServer server;

  @BeforeAll
  static void start() throws IOException {
    server = SearchServer.openSearch();
    fill(server);
  }

  /** Some lines of a backend: twelve alike, two odd ones, one of another level and one too old. */
  static void fill(SearchServer server) throws IOException {
    List<String> documents = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      documents.add(
          line(NOW.minusSeconds(10 + i), "ERROR", "web" + i % 2, "Connection refused: db" + i));
    }
    documents.add(line(NOW.minusSeconds(5), "critical", "web1", "在庫の同期に失敗しました 注文=1234"));
    documents.add(line(NOW.minusSeconds(6), "Error", "web0", "user \\\"alice\\\" not found"));
    documents.add(line(NOW.minusSeconds(7), "INFO", "web0", "all is well"));
    documents.add(line(NOW.minusSeconds(400), "ERROR", "web0", "too long ago"));
    server.index("app-logs-1", documents);
  }

  static String line(Instant at, String level, String host, String message) {
    return """
    {"@timestamp":"%s","level":"%s","host":{"name":"%s"},"message":"%s"}\
    """
        .formatted(at, level, host, message);
  }

  private static Rules rule() {
    return Rules.elastic(server.uri(), "app-logs-*", "*").levels("ERROR", "CRITICAL");
  }

  private static List<Alert> alerts(Reading reading) {
    assertThat(reading).isInstanceOf(Reading.Complete.class);
    return List.copyOf(((Reading.Complete) reading).alerts());
  }

  private static Fault fault(Rules rule) {
    Reading reading = rule.rule().source().read(CLOCK);
    assertThat(reading).isInstanceOf(Reading.Failed.class);
    return ((Reading.Failed) reading).fault();
  }

  @Test
  void linesOfTheDefaultLevelsBecomeAlertsByPattern() {
    List<Alert> alerts = alerts(rule().rule().source().read(CLOCK));
    assertThat(alerts)
        .extracting(it -> it.annotations().get("count") + " " + it.annotations().get("pattern"))
        .containsExactlyInAnyOrder(
            "12 Connection refused: db<n>", "1 在庫の同期に失敗しました 注文=<n>", "1 user \"<text>\" not found");
    Alert refused =
        alerts.stream().filter(it -> it.annotations().get("count").equals("12")).findFirst().get();
    assertThat(refused.startsAt()).isEqualTo(NOW.minusSeconds(21));
    assertThat(refused.annotations().get("lines").lines().toList())
        .hasSize(5)
        .first()
        .isEqualTo("2026-11-25T11:59:50Z Connection refused: db0");
  }

  @Test
  void aThresholdCountsSimilarLines() {
    assertThat(alerts(rule().threshold(12).rule().source().read(CLOCK)))
        .extracting(it -> it.annotations().get("count"))
        .containsExactly("12");
  }

  @Test
  void aNestedFieldCanGroup() {
    List<Alert> alerts =
        alerts(rule().threshold(6).groupBy("host.name").rule().source().read(CLOCK));
    assertThat(alerts)
        .extracting(it -> it.labels().get("host_name") + " " + it.annotations().get("count"))
        .containsExactlyInAnyOrder("web0 6", "web1 6");
  }

  @Test
  void moreLinesThanAreReadAreAtLeast() {
    List<Alert> alerts = alerts(rule().maxLines(5).rule().source().read(CLOCK));
    assertThat(alerts)
        .extracting(it -> it.annotations().get("count"))
        .allSatisfy(count -> assertThat(count).startsWith("at least"));
  }

  @Test
  void anIndexThatIsNotThereIsAFaultWithItsName() {
    for (String index : List.of("nope", "nope-*")) {
      assertThat(fault(Rules.elastic(server.uri(), index, "*")))
          .isInstanceOfSatisfying(
              Fault.Refused.class,
              it -> {
                assertThat(it.status()).isEqualTo(404);
                assertThat(it.body()).contains("no such index [" + index);
              });
    }
  }

  @Test
  void aQueryThatCannotBeParsedIsAFaultThatSaysWhy() {
    assertThat(fault(Rules.elastic(server.uri(), "app-logs-*", "level:ERROR AND ((")))
        .isInstanceOfSatisfying(
            Fault.Refused.class,
            it -> {
              assertThat(it.status()).isEqualTo(400);
              assertThat(it.body()).contains("Failed to parse query");
            });
  }

  @Test
  void aFieldThatIsNotThereIsAFaultAndNotAnAnswerWithoutLines() {
    assertThat(fault(rule().fields("time", "message", "level")).summary())
        .contains("has the date field 'time'", "time_field");
    assertThat(fault(rule().fields("@timestamp", "msg", "level")).summary())
        .contains("'msg'", "message_field");
    assertThat(fault(rule().fields("@timestamp", "message", "severity")).summary())
        .contains("'severity'", "level_field");
  }

  @Test
  void theLinesAroundAnAlertAreAllLinesOfItsPlace() {
    LogRule rule = rule().around(Map.of("host.name", "{{instance.host}}")).rule();
    Alert alert = Alert.active(Labels.of("alertname", "Down", "instance", "web0:9100"), NOW);
    LogBook.Answer answer =
        new LogBook(List.of(rule)).around(alert, NOW.minusSeconds(7), Duration.ofSeconds(12));
    assertThat(answer).isInstanceOf(LogBook.Answer.Lines.class);
    assertThat(((LogBook.Answer.Lines) answer).lines())
        .extracting(LogLine::text)
        .containsExactly(
            "Connection refused: db8",
            "Connection refused: db6",
            "Connection refused: db4",
            "Connection refused: db2",
            "Connection refused: db0",
            "all is well",
            "user \"alice\" not found");
  }

  @Test
  void noValueOfAnAlertBecomesQuerySyntax() {
    LogRule rule = rule().around(Map.of("host.name", "{{instance}}")).rule();
    for (String value : Hostile.VALUES) {
      Alert alert = Alert.active(Labels.of("alertname", "Down", "instance", value), NOW);
      assertThat(new LogBook(List.of(rule)).around(alert, NOW, Duration.ofMinutes(5)))
          .as(value)
          .isInstanceOfSatisfying(
              LogBook.Answer.Lines.class, it -> assertThat(it.lines()).isEmpty());
    }
  }

  @Test
  void theTailTellsEachLineOnce() throws IOException {
    Instant begin = Instant.now().minusSeconds(60);
    LogRule rule = Rules.elastic(server.uri(), "tail-logs-*", "message:tailed").rule();
    List<String> texts = new CopyOnWriteArrayList<>();
    server.index("tail-logs-1", List.of(line(begin.plusSeconds(1), "INFO", "web0", "tailed 1")));
    try (Tail tail =
        new LogBook(List.of(rule))
            .follow(
                rule,
                begin,
                event -> {
                  if (event instanceof Tail.Event.Lines it) {
                    it.lines().forEach(line -> texts.add(line.text()));
                  }
                })) {
      assertThat(tail).isNotNull();
      Server.await("the first", LIMIT, () -> texts.contains("tailed 1"));
      // the second is older than the first: it arrived late
      server.index(
          "tail-logs-1",
          List.of(
              line(begin.plusMillis(500), "INFO", "web0", "tailed 2"),
              line(begin.plusSeconds(2), "INFO", "web0", "other"),
              line(begin.plusSeconds(30), "INFO", "web0", "tailed 3")));
      Server.await("the last", LIMIT, () -> texts.contains("tailed 3"));
      assertThat(texts).containsExactly("tailed 1", "tailed 2", "tailed 3");
    }
  }
}
