package org.toban.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.toban.saying.InJapanese;
import org.toban.source.SourceSettings;
import org.toban.source.SourceSettings.Kind;
import org.toban.source.logs.LogRule;

class LogReaderTest {
  @TempDir Path folder;

  private ConfigFile.Result read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("toban.yml"), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return ConfigFile.read(file, Places.of(Map.of(), folder));
  }

  private List<LogRule> rules(String text) throws IOException {
    ConfigFile.Result result = read(text);
    assertThat(result).isInstanceOf(ConfigFile.Result.Ready.class);
    return ((ConfigFile.Result.Ready) result).settings().logs();
  }

  private List<String> mistakes(String text) throws IOException {
    ConfigFile.Result result = read(text);
    assertThat(result).isInstanceOf(ConfigFile.Result.Wrong.class);
    return InJapanese.told((ConfigFile.Result.Wrong) result).stream()
        .map(it -> it.line() + ": " + it.what())
        .toList();
  }

  @Test
  void aRuleNeedsAnAddressAndAQuery() throws IOException {
    List<LogRule> rules =
        rules(
            """
            logs:
              - {name: shop, loki: 'http://loki:3100', query: '{app="shop"}'}
              - {name: audit, elasticsearch: 'https://es:9200', index: 'logs-*', query: '*'}
            """);
    LogRule shop = rules.getFirst();
    assertThat(shop.server().kind()).isEqualTo(Kind.LOKI);
    assertThat(shop.server().interval()).isEqualTo(Duration.ofSeconds(30));
    assertThat(shop.question().levels()).containsExactly("ERROR", "CRITICAL");
    assertThat(shop.condition()).isEqualTo(new LogRule.Condition(Duration.ofMinutes(5), 1, null));
    LogRule audit = rules.getLast();
    assertThat(audit.server().kind()).isEqualTo(Kind.ELASTICSEARCH);
    assertThat(audit.question().fields())
        .isEqualTo(new LogRule.Fields("@timestamp", "message", "level"));
    assertThat(audit.question().levels()).containsExactly("ERROR", "CRITICAL");
  }

  @Test
  void everythingMayBeSaid() throws IOException {
    LogRule rule =
        rules(
                """
                logs:
                  - name: shop
                    elasticsearch: [http://es-1:9200, http://es-2:9200]
                    index: shop-*
                    query: 'service:shop'
                    time_field: time
                    message_field: msg
                    level_field: lvl
                    levels: [FATAL]
                    window: 10m
                    threshold: 20
                    new_pattern: true
                    known_for: 7d
                    group_by: [host.name]
                    severity: critical
                    labels: {service: shop}
                    annotations: {runbook_url: 'https://runbooks.example/shop'}
                    around: {service: '{{service}}', host.name: '{{instance.host}}'}
                    interval: 1m
                    timeout: 5s
                    max_bytes: 1MB
                    max_lines: 1000
                    http: {http_headers: {X-Scope-OrgID: {values: team-a}}}
                """)
            .getFirst();
    assertThat(rule.question())
        .isEqualTo(
            new LogRule.Question(
                "service:shop",
                "shop-*",
                new LogRule.Fields("time", "msg", "lvl"),
                List.of("FATAL"),
                1000));
    assertThat(rule.condition())
        .isEqualTo(new LogRule.Condition(Duration.ofMinutes(10), 20, Duration.ofDays(7)));
    assertThat(rule.labels().asMap()).isEqualTo(Map.of("service", "shop", "severity", "critical"));
    assertThat(rule.around())
        .isEqualTo(Map.of("service", "{{service}}", "host.name", "{{instance.host}}"));
    assertThat(rule.server().http().headers())
        .containsExactly(
            new SourceSettings.Header(
                "X-Scope-OrgID", List.of(new SourceSettings.Literal("team-a"))));
    assertThat(rule.server().urls()).hasSize(2);
  }

  @Test
  void theBlocksOfTheDocumentationWork() throws IOException {
    String docs = Files.readString(Path.of("docs/sources.md"));
    List<String> blocks =
        Pattern.compile("```yaml\n(logs:.*?)```", Pattern.DOTALL)
            .matcher(docs)
            .results()
            .map(it -> it.group(1))
            .toList();
    assertThat(blocks).hasSize(2);
    for (String block : blocks) {
      assertThat(rules(block)).hasSize(1);
    }
  }

  @Test
  void newPatternsAloneNeedNoThreshold() throws IOException {
    assertThat(
            rules("logs: [{name: a, loki: 'http://l', query: '{a=\"b\"}', new_pattern: true}]")
                .getFirst()
                .condition())
        .isEqualTo(new LogRule.Condition(Duration.ofMinutes(5), 0, Duration.ofDays(1)));
  }

  @Test
  void anEntryMayOnlyBeLookedIn() throws IOException {
    assertThat(
            rules("logs: [{name: a, loki: 'http://l', around: {app: '{{service}}'}}]")
                .getFirst()
                .isWatched())
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          loki;          query: '{app="a"}';                        ERROR CRITICAL
          loki;          query: '{app="a"} |= "x"';                 -
          loki;          query: '{app="a", level="error"}';         -
          loki;          query: '{app="a"} | json', levels: [WARN]; WARN
          loki;          query: '{app="a"}', levels: [];            -
          elasticsearch; query: '*', index: i;                      ERROR CRITICAL
          elasticsearch; query: 'level:WARN', index: i;             -
          elasticsearch; query: 'log.level:WARN', index: i;         -
          elasticsearch; query: 'lvl:1', level_field: lvl, index: i; -
          elasticsearch; query: 'message:level', index: i;          ERROR CRITICAL
          """)
  void badLevelsAreMeantUnlessTheQueryNamesThem(String kind, String rest, String levels)
      throws IOException {
    List<LogRule> rules = rules("logs: [{name: a, " + kind + ": 'http://l', " + rest + "}]");
    assertThat(rules.getFirst().question().levels())
        .isEqualTo(levels.equals("-") ? List.of() : List.of(levels.split(" ")));
  }

  @Test
  void everyMistakeIsTold() throws IOException {
    assertThat(
            mistakes(
                """
                sources: [{name: prod, alertmanager: 'http://am:9093'}]
                logs:
                  - name: prod
                    loki: http://loki:3100
                    query: 'rate({app="a"}[1m])'
                    index: logs-*
                    group_by: [host.name]
                  - name: b
                    loki: http://loki:3100
                    elasticsearch: http://es:9200
                  - name: c
                    elasticsearch: http://es:9200
                    known_for: 1d
                    labels: {alertname: X, runbook_url: u, a-b: c}
                    around: {service: '{{ser vice}}'}
                    http: {basic_auth: {username: u, password: p}}
                """))
        .containsExactly(
            "3: two sources or log rules are named 'prod'",
            "5: not a log query",
            "6: Loki has no 'index'",
            "7: 'host.name' is not a label",
            "10: a log rule asks one kind of server",
            "11: the log rule has no index",
            "13: nothing asks for new patterns",
            "14: 'alertname' is set by Toban",
            "14: 'runbook_url' is an annotation",
            "14: 'a-b' is not a label",
            "15: '{{ser vice}}' is not filled in from labels",
            "16: a secret may not stand in this file");
    assertThat(mistakes("logs: [{name: a, loki: 'http://l'}]"))
        .containsExactly("1: the log rule looks for nothing");
  }
}
