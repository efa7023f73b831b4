package org.toban.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.toban.alert.Matcher.Operator;

class MatcherTest {
  private static final Labels LABELS = Labels.of("alertname", "DiskFull", "host", "web-1");

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      textBlock =
          """
          host    ¦ EQUAL       ¦ web-1       ¦ true
          host    ¦ EQUAL       ¦ web         ¦ false
          host    ¦ NOT_EQUAL   ¦ web-2       ¦ true
          host    ¦ NOT_EQUAL   ¦ web-1       ¦ false
          host    ¦ MATCHES     ¦ web-[0-9]   ¦ true
          host    ¦ MATCHES     ¦ web         ¦ false
          host    ¦ MATCHES     ¦ web|web-1   ¦ true
          host    ¦ MATCHES     ¦ (?i)WEB-1   ¦ true
          host    ¦ MATCHES     ¦ ^web-1$     ¦ true
          host    ¦ NOT_MATCHES ¦ db.*        ¦ true
          host    ¦ NOT_MATCHES ¦ web.*       ¦ false
          missing ¦ EQUAL       ¦ ''          ¦ true
          missing ¦ NOT_EQUAL   ¦ ''          ¦ false
          missing ¦ NOT_EQUAL   ¦ x           ¦ true
          missing ¦ MATCHES     ¦ .*          ¦ true
          missing ¦ MATCHES     ¦ .+          ¦ false
          missing ¦ NOT_MATCHES ¦ .+          ¦ true
          host    ¦ NOT_EQUAL   ¦ ''          ¦ true
          """)
  void aMissingLabelIsEmptyAndAnExpressionMeansTheWholeValue(
      String label, Operator operator, String value, boolean expected) {
    assertThat(Matcher.of(label, operator, value).matches(LABELS)).isEqualTo(expected);
  }

  @Test
  void aDotDoesNotMatchALineBreak() {
    Matcher any = Matcher.of("host", Operator.MATCHES, ".*");
    assertThat(any.matches("a\nb")).isFalse();
    assertThat(Matcher.of("host", Operator.MATCHES, "(?s).*").matches("a\nb")).isTrue();
    assertThat(Matcher.of("host", Operator.MATCHES, "a").matches("a\n")).isFalse();
  }

  @Test
  void aCharacterIsACodePoint() {
    assertThat(Matcher.of("host", Operator.MATCHES, ".").matches("\uD83D\uDE42")).isTrue();
    assertThat(Matcher.of("host", Operator.MATCHES, "[ぁ-ん]+").matches("さくら")).isTrue();
  }

  /** Patterns that take exponential time in an engine that backtracks. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a+)+$",
        "(a+)+b",
        "([a-zA-Z]+)*b",
        "(a|aa)+b",
        "(a|a?)+b",
        "(.*a){20}b",
        "(.*)*(.*)*(.*)*b",
        "((a*)*)*b",
        "^(([a-z])+.)+[A-Z]([a-z])+$",
        "(x+x+)+y",
        "a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?aaaaaaaaaaaaaaaaaaaab",
        "([^b]*)*b"
      })
  void noExpressionTakesExponentialTime(String expression) {
    Matcher matcher = Matcher.of("host", Operator.MATCHES, expression);
    String value = "a".repeat(2000) + "!";
    // Backtracking would take centuries; the limit only ends the test.
    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertThat(matcher.matches(value)).isFalse());
  }

  @ParameterizedTest
  @ValueSource(strings = {"(?=a)b", "(a)\\1", "a(?<!b)", "a(", "[a", "*a", "a{2,1}", "a{1001}"})
  void whatRe2DoesNotKnowIsAProblem(String expression) {
    assertThatThrownBy(() -> Matcher.of("host", Operator.MATCHES, expression))
        .isInstanceOf(MatcherProblem.class)
        .hasMessageContaining("not a regular expression of RE2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"((a{100}){100}){100}", "(.{1000}){15}", "(\\pL{0,500}){40}"})
  void anExpressionThatGrowsIsRefusedAtOnce(String expression) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () ->
            assertThatThrownBy(() -> Matcher.of("host", Operator.MATCHES, expression))
                .isInstanceOf(MatcherProblem.class));
  }

  @Test
  void twoOfTheSameAreEqual() {
    assertThat(Matcher.of("a", Operator.MATCHES, "b.*"))
        .isEqualTo(Matcher.of("a", Operator.MATCHES, "b.*"))
        .hasSameHashCodeAs(Matcher.of("a", Operator.MATCHES, "b.*"))
        .isNotEqualTo(Matcher.of("a", Operator.EQUAL, "b.*"));
  }
}
