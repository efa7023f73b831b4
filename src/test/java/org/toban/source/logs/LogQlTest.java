package org.toban.source.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.toban.alert.Labels;

class LogQlTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      nullValues = "-",
      quoteCharacter = '\0',
      value = {
        "{app=\"a\"} |= \"x\"; {app=\"a\"}",
        "{app=\"}\", b=`}`}; {app=\"}\", b=`}`}",
        "{app=\"\\\"}\"}; {app=\"\\\"}\"}",
        "{app=\"a\"; -",
        "sum(rate({app=\"a\"}[1m])); -",
        "app; -"
      })
  void aLogQueryBeginsWithASelector(String query, String selector) {

    assertThat(LogQl.selector(query)).isEqualTo(selector);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\0',
      value = {
        "{app=\"a\"};false",
        "{app=\"level=x\"} ;false",
        "{app=\"a\"} |= \"x\";true",
        "{app=\"a\"} | json;true",
        "{app=\"a\", level=\"error\"};true",
        "{detected_level=~\"error|fatal\"};true",
        "{app=\"a\", lvl=\"error\"};true",
        "{mylevel=\"a\"};false"
      })
  void aQueryWithMoreThanASelectorOrWithALevelNamesItsLevels(String query, boolean names) {
    assertThat(LogQl.namesLevels(query, "lvl")).isEqualTo(names);
  }

  @Test
  void aSelectorIsNarrowedByMatchers() {
    assertThat(LogQl.narrowed("{app=\"a\"}", Map.of("host", "w\"1")))
        .isEqualTo("{app=\"a\", host=\"w\\\"1\"}");
    assertThat(LogQl.narrowed("{app=\"a\",}", Map.of("host", "b")))
        .isEqualTo("{app=\"a\", host=\"b\"}");
    assertThat(LogQl.narrowed(null, Map.of("host", "b"))).isEqualTo("{host=\"b\"}");
    assertThat(LogQl.narrowed("{app=\"a\"}", Map.of())).isEqualTo("{app=\"a\"}");
  }

  @Test
  void noValueLeavesItsString() {
    for (String value : Hostile.VALUES) {
      String quoted = LogQl.quoted(value);
      assertThat(quoted.substring(1, quoted.length() - 1))
          .as(value)
          .matches("(?:[^\"\\\\\\p{Cntrl}]|\\\\[\"\\\\]|\\\\u[0-9a-f]{4})*");
      String query = LogQl.narrowed("{app=\"a\"}", Map.of("host", value));
      assertThat(LogQl.selector(query)).as(value).isEqualTo(query);
    }
  }

  @Test
  void aLabelThatTheAlertLacksAsksForNothing() {
    Map<String, String> around = new LinkedHashMap<>();
    around.put("app", "{{service}}");
    around.put("host", "{{ instance.host }}");
    assertThat(Around.fill(around, Labels.of("service", "shop"))).isEmpty();
    assertThat(Around.fill(around, Labels.of("service", "$1\\", "instance", "web1:9100")))
        .contains(Map.of("app", "$1\\", "host", "web1"));
    assertThat(Around.needs("{{a}}-{{b.host}}"))
        .hasValueSatisfying(it -> assertThat(it).containsExactly("a", "b"));
    assertThat(Around.needs("{{a b}}")).isEmpty();
    assertThat(Around.needs("{{a")).isEmpty();
  }

  @Test
  void aFilledValueIsNotFilledAgain() {
    assertThat(Around.fill(Map.of("app", "{{a}}"), Labels.of("a", "{{b}}", "b", "secret")))
        .contains(Map.of("app", "{{b}}"));
  }

  @Test
  void levelsAreQuotedForTheExpressionToo() {
    Rules rule = Rules.loki(URI.create("http://127.0.0.1:1"), "{a=\"b\"}").levels("E.R(", "\"x");
    assertThat(LokiServer.query(rule.rule(), new Search.What.Counted()))
        .isEqualTo("{a=\"b\"} |~ \"(?i)\\\\b(?:E\\\\.R\\\\(|\\\"x)\\\\b\"");
  }
}
