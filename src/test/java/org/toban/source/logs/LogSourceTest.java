package org.toban.source.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.toban.alert.Alert;
import org.toban.alert.Alerts;
import org.toban.source.Reading;
import org.toban.source.Source;
import org.toban.source.fault.Fault;

/** Log rules against a server on loopback that gives recorded answers. */
class LogSourceTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-25T11:01:00Z"));

  private static Alerts alerts(Source source) {
    Reading reading = source.read(CLOCK);
    assertThat(reading).isInstanceOf(Reading.Complete.class);
    return ((Reading.Complete) reading).alerts();
  }

  private static Fault fault(Source source) {
    Reading reading = source.read(CLOCK);
    assertThat(reading).isInstanceOf(Reading.Failed.class);
    return ((Reading.Failed) reading).fault();
  }

  @Test
  void linesOfLokiBecomeAlertsByPattern() {
    try (StandIn loki = new StandIn().gives("loki/streams.json")) {
      List<Alert> alerts =
          List.copyOf(alerts(Rules.loki(loki.url(), "{job=\"shop\"}").rule().source()));
      assertThat(alerts).extracting(Alert::name).containsOnly("backend-errors");
      assertThat(alerts)
          .extracting(it -> it.annotations().get("summary"))
          .containsExactlyInAnyOrder(
              "2 lines in 5m like: level=error msg=\"payment gateway timed out\" order=<n>"
                  + " after=<span>",
              "1 line in 5m like: 注文 <n> の決済に失敗しました: タイムアウト");
      assertThat(alerts.getFirst().labels().get("severity")).isEqualTo("critical");
      assertThat(alerts.getFirst().annotations()).containsKey("runbook_url");
      assertThat(loki.asked().getFirst())
          .contains("query={job=\"shop\"}")
          .contains("start=1795604160000000000", "end=1795604460000000000")
          .contains("limit=100", "direction=backward");
    }
  }

  @Test
  void levelsAreAskedForInTheTextOrByALabel() {
    try (StandIn loki = new StandIn().gives("loki/empty.json")) {
      Rules rule = Rules.loki(loki.url(), "{job=\"shop\"}").levels("ERROR", "CRITICAL");
      alerts(rule.rule().source());
      assertThat(loki.asked().getLast())
          .contains("{job=\"shop\"} |~ \"(?i)\\\\b(?:ERROR|CRITICAL)\\\\b\"");
      alerts(rule.fields("@timestamp", "message", "detected_level").rule().source());
      assertThat(loki.asked().getLast())
          .contains("{job=\"shop\"} | detected_level=~\"(?i)(?:ERROR|CRITICAL)\"");
    }
  }

  @Test
  void elasticIsAskedForLevelsInEverySpellingAndForExactCounts() {
    try (StandIn elastic = new StandIn().gives("elastic/hits.json")) {
      Rules rule = Rules.elastic(elastic.url(), "shop-logs-*", "service:shop").levels("ERROR");
      assertThat(alerts(rule.rule().source())).hasSize(2);
      assertThat(elastic.asked().getFirst())
          .startsWith("/shop-logs-*/_search?allow_no_indices=false")
          .contains("\"terms\":{\"level\":[\"ERROR\",\"error\",\"Error\"]}")
          .contains("\"track_total_hits\":true")
          .contains("\"query\":\"service:shop\"");
    }
  }

  @Test
  void moreLinesThanWereReadAreAtLeast() {
    try (StandIn elastic = new StandIn().gives("elastic/more-than-read.json")) {
      assertThat(alerts(Rules.elastic(elastic.url(), "shop-logs-*", "*").rule().source()))
          .extracting(it -> it.annotations().get("count"))
          .containsExactlyInAnyOrder("at least 2", "at least 1");
    }
  }

  @Test
  void aFullPageOfLokiIsAtLeast() {
    try (StandIn loki = new StandIn().gives("loki/streams.json")) {
      assertThat(alerts(Rules.loki(loki.url(), "{job=\"shop\"}").maxLines(3).rule().source()))
          .extracting(it -> it.annotations().get("count"))
          .containsExactlyInAnyOrder("at least 2", "at least 1");
    }
  }

  @Test
  void anAnswerThatWasCutByItsLimitClearsNothing() {
    try (StandIn elastic = new StandIn().gives("elastic/hits.json")) {
      Source source = Rules.elastic(elastic.url(), "shop-logs-*", "*").rule().source();
      Alerts before = alerts(source);
      String flood =
          new String(Recorded.bytes("elastic/empty.json"), StandardCharsets.UTF_8)
              .replaceFirst("\"value\": 0", "\"value\": 9");
      elastic.gives(200, flood.getBytes(StandardCharsets.UTF_8));
      assertThat(alerts(source)).containsExactlyElementsOf(before);
      elastic.gives("elastic/empty.json");
      assertThat(alerts(source)).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("org.toban.source.logs.Recorded#ofLoki")
  void whatLokiRefusesIsAFaultInItsWords(Recorded.Refusal refusal) {
    try (StandIn loki = new StandIn().gives(refusal.status(), utf8(refusal.body()))) {
      assertRefused(fault(Rules.loki(loki.url(), "{job=\"shop\"}").rule().source()), refusal);
    }
  }

  @ParameterizedTest
  @MethodSource("org.toban.source.logs.Recorded#ofElastic")
  void whatElasticRefusesIsAFaultInItsWords(Recorded.Refusal refusal) {
    try (StandIn elastic = new StandIn().gives(refusal.status(), utf8(refusal.body()))) {
      assertRefused(fault(Rules.elastic(elastic.url(), "shop", "*").rule().source()), refusal);
    }
  }

  private static void assertRefused(Fault fault, Recorded.Refusal refusal) {
    assertThat(fault)
        .isInstanceOfSatisfying(
            Fault.Refused.class,
            it -> {
              assertThat(it.status()).isEqualTo(refusal.status());
              assertThat(refusal.body()).contains(it.body().strip());
              assertThat(it.body()).isNotBlank();
            });
  }

  @Test
  void aRefusalOfElasticIsToldByItsReason() {
    String body = Recorded.ofElastic().findFirst().orElseThrow().body();
    try (StandIn elastic = new StandIn().gives(400, utf8(body))) {
      assertThat(fault(Rules.elastic(elastic.url(), "shop", "*").rule().source()))
          .isEqualTo(new Fault.Refused(400, "Failed to parse query [level:ERROR AND ((]"));
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aSecondAddressAnswersForAFirstThatDoesNot() {
    try (StandIn one = new StandIn().gives(503, utf8("not ready"));
        StandIn other = new StandIn().gives("loki/streams.json")) {
      LogRule rule = Rules.loki(one.url(), "{job=\"shop\"}").rule();
      org.toban.source.SourceSettings it = rule.server();
      LogRule both =
          new LogRule(
              new org.toban.source.SourceSettings(
                  it.name(),
                  it.kind(),
                  List.of(one.url(), other.url()),
                  it.interval(),
                  it.timeout(),
                  it.maxBytes(),
                  null,
                  it.http()),
              rule.question(),
              rule.condition(),
              rule.labels(),
              rule.annotations(),
              rule.groupBy(),
              rule.around());
      assertThat(alerts(both.source())).hasSize(2);
      other.gives(500, utf8("broken"));
      assertThat(fault(both.source())).isEqualTo(new Fault.Refused(503, "not ready"));
    }
  }

  @Test
  void anAnswerOverItsCapIsAFault() {
    try (StandIn loki = new StandIn().gives(200, new byte[(1 << 20) + 1])) {
      assertThat(fault(Rules.loki(loki.url(), "{job=\"shop\"}").rule().source()))
          .isEqualTo(new Fault.OverLimit(1 << 20));
    }
  }
}
