package org.toban.source.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.toban.testbed.Server.await;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.toban.source.fault.Fault;

/** Following Loki's websocket, also over breaks. */
class TailTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Instant BEGIN = Instant.parse("2026-11-25T11:00:00Z");

  private final List<Tail.Event> events = new CopyOnWriteArrayList<>();

  private Tail follow(URI url) {
    LogRule rule = Rules.loki(url, "{job=\"shop\"} |= \"é\"").rule();
    return new LogBook(List.of(rule)).follow(rule, BEGIN, events::add);
  }

  private List<String> told() {
    return events.stream()
        .map(event ->
            switch (event) {
              case Tail.Event.Lines it -> it.lines().getFirst().text();
              case Tail.Event.Dropped it -> it.lines() + " dropped";
              case Tail.Event.Live _ -> "live";
              case Tail.Event.Lost it -> "lost";
            })
        .toList();
  }

  @Test
  void aBreakIsToldAndTheTailGoesOnWhereItWas() {
    try (TailStandIn loki =
            new TailStandIn(
                List.of(Recorded.bytes("loki/tail.json")),
                List.of(Recorded.bytes("loki/tail-dropped.json")));
        Tail tail = follow(loki.url())) {
      assertThat(tail).isNotNull();
      await("all of it", LIMIT, () -> told().contains("2 dropped"));
      assertThat(told())
          .containsExactly(
              "live", "a line of the tail", "lost", "live", "after a gap", "2 dropped");
      assertThat(loki.asked().getFirst())
          .startsWith(
              "GET /loki/api/v1/tail?query={job=\"shop\"} |= \"é\"&start=1795604400000000000&");
      assertThat(loki.asked().get(1)).contains("start=1795604460000000124"); // after the line
    }
  }

  @Test
  void aFrameThatCannotBeReadIsALostTailAndNotSilence() {
    try (TailStandIn loki =
            new TailStandIn(
                List.of("{\"streams\":[{".getBytes(StandardCharsets.UTF_8)), List.of());
        Tail tail = follow(loki.url())) {
      assertThat(tail).isNotNull();
      await("told", LIMIT, () -> told().contains("lost"));
      assertThat(events.get(1))
          .isInstanceOfSatisfying(
              Tail.Event.Lost.class,
              it -> assertThat(it.fault()).isInstanceOf(Fault.Unreadable.class));
    }
  }

  @Test
  void aRefusedTailSaysWhy() {
    try (StandIn loki =
            new StandIn().gives(400, "parse error at line 1".getBytes(StandardCharsets.UTF_8));
        Tail tail = follow(loki.url())) {
      assertThat(tail).isNotNull();
      await("told", LIMIT, () -> !events.isEmpty());
      assertThat(events.getFirst())
          .isEqualTo(new Tail.Event.Lost(new Fault.Refused(400, "parse error at line 1")));
    }
  }

  @Test
  void afterClosingNothingIsTold() {
    TailStandIn loki = new TailStandIn(List.of(Recorded.bytes("loki/tail.json")));
    try (loki) {
      Tail tail = follow(loki.url());
      await("a line", LIMIT, () -> told().contains("a line of the tail"));
      tail.close();
    }
    int before = events.size();
    assertThat(events).hasSize(before).noneMatch(Tail.Event.Lost.class::isInstance);
  }
}
