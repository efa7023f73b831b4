package org.toban.source.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.alert.Alert;
import org.toban.alert.Labels;
import org.toban.source.Reading;
import org.toban.testbed.LokiServer;
import org.toban.testbed.Server;

/** The adapter against a real server with Loki's API. */
@Tag("heavy")
class LokiLikeServerTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir static Path folder;
  private static LokiServer loki;
  private static Instant begin;

  @BeforeAll
  static void start() throws IOException {
    loki = LokiServer.start(folder);
    begin = Instant.ofEpochSecond(Instant.now().getEpochSecond() - 60);
    loki.push(
        "{\"job\":\"shop\",\"host\":\"web1\"}",
        List.of("ERROR refused by db1", "all is well", "ERROR refused by db2", "critical: 在庫 1"),
        begin);
    loki.push("{\"job\":\"shop\",\"host\":\"web2\"}", List.of("error refused by db3"), begin);
    LogRule any = Rules.loki(loki.uri(), "{job=\"shop\"}").rule();
    Server.await(
        "the lines",
        LIMIT,
        () ->
            new LogBook(List.of(any)).matching(any, begin, begin.plusSeconds(60))
                    instanceof LogBook.Answer.Lines it
                && it.lines().size() == 5);
  }

  @AfterAll
  static void stop() {
    loki.close();
  }

  @Test
  void linesOfTheDefaultLevelsBecomeAlertsByPattern() {
    Rules rule = Rules.loki(loki.uri(), "{job=\"shop\"}").levels("ERROR", "CRITICAL");
    Reading reading = rule.rule().source().read(InstantSource.fixed(begin.plusSeconds(30)));
    assertThat(reading).isInstanceOf(Reading.Complete.class);
    assertThat(((Reading.Complete) reading).alerts())
        .extracting(it -> it.annotations().get("count") + " " + it.annotations().get("pattern"))
        .containsExactlyInAnyOrder(
            "2 ERROR refused by db<n>", "1 error refused by db<n>", "1 critical: 在庫 <n>");
  }

  @Test
  void noValueOfAnAlertBecomesQuerySyntax() {
    LogRule rule =
        Rules.loki(loki.uri(), "{job=\"shop\"}").around(Map.of("host", "{{instance}}")).rule();
    LogBook book = new LogBook(List.of(rule));
    Alert good = Alert.active(Labels.of("alertname", "Down", "instance", "web2"), begin);
    assertThat(((LogBook.Answer.Lines) book.around(good, begin, Duration.ofMinutes(1))).lines())
        .extracting(LogLine::text)
        .containsExactly("error refused by db3");
    for (String value : Hostile.VALUES) {
      Alert alert = Alert.active(Labels.of("alertname", "Down", "instance", value), begin);
      LogBook.Answer answer = book.around(alert, begin, Duration.ofMinutes(1));
      if (answer instanceof LogBook.Answer.Lines it) {
        assertThat(it.lines()).as(value).isEmpty();
      }
    }
  }

  @Test
  void theTailTellsNewLines() throws IOException {
    LogRule rule = Rules.loki(loki.uri(), "{job=\"tailed\"}").rule();
    List<String> texts = new CopyOnWriteArrayList<>();
    List<Tail.Event> events = new CopyOnWriteArrayList<>();
    try (Tail tail =
        new LogBook(List.of(rule))
            .follow(
                rule,
                Instant.now(),
                event -> {
                  events.add(event);
                  if (event instanceof Tail.Event.Lines it) {
                    it.lines().forEach(line -> texts.add(line.text()));
                  }
                })) {
      assertThat(tail).isNotNull();
      Server.await("live", LIMIT, () -> events.contains(new Tail.Event.Live()));
      Server.await(
          "a new line",
          LIMIT,
          () -> {
            loki.push("{\"job\":\"tailed\"}", List.of("a tailed line"), Instant.now());
            return texts.contains("a tailed line");
          });
    }
  }
}
