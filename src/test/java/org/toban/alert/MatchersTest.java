package org.toban.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.toban.alert.Matcher.Operator;

class MatchersTest {
  private static Matcher only(String text) {
    List<Matcher> all = Matchers.parse(text).all();
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  /** The shapes that Alertmanager's documentation of matchers names, and its older ones. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      textBlock =
          """
          foo=bar                  ¦ foo       ¦ EQUAL       ¦ bar
          foo = bar                ¦ foo       ¦ EQUAL       ¦ bar
          {foo=bar}                ¦ foo       ¦ EQUAL       ¦ bar
          { foo = "bar" , }        ¦ foo       ¦ EQUAL       ¦ bar
          foo="bar"                ¦ foo       ¦ EQUAL       ¦ bar
          "foo"="bar"              ¦ foo       ¦ EQUAL       ¦ bar
          foo!="bar,baz"           ¦ foo       ¦ NOT_EQUAL   ¦ bar,baz
          foo=~"a|b"               ¦ foo       ¦ MATCHES     ¦ a|b
          foo=~a|b                 ¦ foo       ¦ MATCHES     ¦ a|b
          foo=~[a-z]{2}.*          ¦ foo       ¦ MATCHES     ¦ [a-z]{2}.*
          foo!~"b.+"               ¦ foo       ¦ NOT_MATCHES ¦ b.+
          "utf8 näme"!~"a|b"       ¦ utf8 näme ¦ NOT_MATCHES ¦ a|b
          {"a b"="c d"}            ¦ a b       ¦ EQUAL       ¦ c d
          サービス=決済            ¦ サービス  ¦ EQUAL       ¦ 決済
          service.name=api         ¦ service.name ¦ EQUAL    ¦ api
          foo=production EU        ¦ foo       ¦ EQUAL       ¦ production EU
          foo=                     ¦ foo       ¦ EQUAL       ¦ ``
          foo=""                   ¦ foo       ¦ EQUAL       ¦ ``
          foo=a=b                  ¦ foo       ¦ EQUAL       ¦ a=b
          foo=a:9090               ¦ foo       ¦ EQUAL       ¦ a:9090
          foo="a\\"b"              ¦ foo       ¦ EQUAL       ¦ a"b
          foo="a\\\\b"             ¦ foo       ¦ EQUAL       ¦ a\\b
          foo=~"\\d+"              ¦ foo       ¦ MATCHES     ¦ \\d+
          "a b"="\\u00e9"          ¦ a b       ¦ EQUAL       ¦ é
          "a b"="\\x41\\t"         ¦ a b       ¦ EQUAL       ¦ `A	`
          foo="\\u00e9"            ¦ foo       ¦ EQUAL       ¦ \\u00e9
          """)
  void readsWhatAlertmanagerReads(String text, String label, Operator operator, String value) {
    assertThat(only(text)).isEqualTo(Matcher.of(label, operator, value));
  }

  @Test
  void aListNeedsAllToHold() {
    Matchers matchers = Matchers.parse("{alertname=\"A\", \"utf8 näme\"!~\"a|b\",}");
    assertThat(matchers.all()).hasSize(2);
    assertThat(matchers.matches(Labels.of("alertname", "A"))).isTrue();
    assertThat(matchers.matches(Labels.of("alertname", "A", "utf8 näme", "b"))).isFalse();
    assertThat(matchers.matches(Labels.of("alertname", "B"))).isFalse();
    assertThat(matchers).hasToString("{alertname=\"A\", \"utf8 näme\"!~\"a|b\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", " ", "{ }"})
  void nothingHoldsForEveryAlert(String text) {
    assertThat(Matchers.parse(text).all()).isEmpty();
    assertThat(Matchers.parse(text).matches(Labels.of("a", "b"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      textBlock =
          """
          foo                  ¦ 4  ¦ expected =, !=, =~ or !~
          =bar                 ¦ 1  ¦ a label name
          {foo=bar             ¦ 9  ¦ '}' is missing
          foo=bar}             ¦ 8  ¦ a '}' without '{'
          foo=~5[0-9]{2}       ¦ 12 ¦ needs double quotes
          "a b"="bar           ¦ 7  ¦ not closed
          "a b"="bar" x        ¦ 13 ¦ expected a comma
          {"a b"="bar"} x      ¦ 15 ¦ more text
          foo=~"a("            ¦ 7  ¦ missing closing )
          "a b"=~"a(?=b)"      ¦ 10 ¦ invalid
          "a b"="\\q"          ¦ 8  ¦ escape
          "a b"="\\ud800"      ¦ 8  ¦ half a character
          "a b"="\\u12"        ¦ 8  ¦ hexadecimal
          "a b"=               ¦ 7  ¦ a value
          """)
  void saysWhereItIsWrong(String text, int column, String what) {
    MatcherProblem problem = catchThrowableOfType(MatcherProblem.class, () -> Matchers.parse(text));
    assertThat(problem).hasMessageContaining(what);
    assertThat(problem.column()).isEqualTo(column);
  }

  @Property(tries = 3000)
  void readsBackWhatItPrints(@ForAll("lists") List<Matcher> all) {
    Matchers matchers = new Matchers(all);
    assertThat(Matchers.parse(matchers.toString())).isEqualTo(matchers);
    for (Matcher one : all) {
      assertThat(only(one.toString())).isEqualTo(one);
    }
  }

  /** Whatever is typed gives matchers or a problem inside the text, and nothing else. */
  @Property(tries = 5000)
  void anyTextIsReadOrRefused(@ForAll("texts") String text) {
    try {
      Matchers.parse(text);
    } catch (MatcherProblem e) {
      assertThat(e.column()).isBetween(1, text.length() + 1);
    }
  }

  @Test
  void aLabelNeedsAName() {
    assertThatThrownBy(() -> Matchers.parse("\"\"=\"a\"")).hasMessageContaining("label name");
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "a", "b", "=", "!", "~", "{", "}", ",", "\"", "\\", "n", "u", "x", " ", "(", "[", "*",
            "é", "\u3000", "\n", "'", "`")
        .list()
        .ofMaxSize(14)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<List<Matcher>> lists() {
    Arbitrary<String> any =
        Arbitraries.strings().withChars("ab_1:=!~{},\"'`\\ \n\t()[]*é決\u3000n").ofMaxLength(8);
    Arbitrary<String> expressions = any.map(text -> "\\Q" + text.replace("\\E", "") + "\\E");
    Arbitrary<Operator> equalities = Arbitraries.of(Operator.EQUAL, Operator.NOT_EQUAL);
    Arbitrary<Operator> regexes = Arbitraries.of(Operator.MATCHES, Operator.NOT_MATCHES);
    Arbitrary<String> names = any.filter(name -> !name.isEmpty());
    return Arbitraries.oneOf(
            Combinators.combine(names, equalities, any).as(Matcher::of),
            Combinators.combine(names, regexes, expressions).as(Matcher::of))
        .list()
        .ofMaxSize(4);
  }
}
