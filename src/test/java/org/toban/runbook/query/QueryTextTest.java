package org.toban.runbook.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Labels in queries are values; a comparison draws a line. */
class QueryTextTest {
  private static final Duration STEP = Duration.ofSeconds(30);

  private static String filled(String language, String text, String value) throws QueryProblem {
    return QueryText.filled(language, text, Map.of("instance", value)::get, STEP);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "up{instance=\"$instance\"}; a\"} or vector(1) #; up{instance=\"a\\\"} or vector(1) #\"}",
        "up{instance=$instance}; a\\; up{instance=\"a\\\\\"}",
        "up{instance='$instance'}; it's; up{instance='it\\'s'}",
        "up{instance=`$instance`}; a\"b; up{instance=`a\"b`}",
        "up{instance=~\"$instance\"}; a.b|.*; up{instance=~\"a\\\\.b\\\\|\\\\.\\\\*\"}",
        "up{instance=~$instance}; a+; up{instance=~\"a\\\\+\"}",
        "up{instance=~`x${instance}`}; a.b; up{instance=~`xa\\.b`}",
        "up{instance=\"{{ $labels.instance }}:9100\"}; web; up{instance=\"web:9100\"}",
        "rate(x[$__interval]) > $__rate_interval; -; rate(x[30s]) > 120s",
        "up{a=~\"^x$\"}; web; up{a=~\"^x$\"}",
        "up{a=\"\\\"$instance\"}; web; up{a=\"\\\"web\"}",
      })
  void inPromQl(String query, String value, String expected) throws QueryProblem {
    assertThat(filled("promql", query, value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "{host=\"$instance\"} |~ `$instance`; a.b; {host=\"a.b\"} |~ `a\\.b`",
        "{app=\"x\"} | line_format \"{{.status}}\"; a; {app=\"x\"} | line_format \"{{.status}}\"",
        "{app=\"x\"} |= $instance; \"} | json; {app=\"x\"} |= \"\\\"} | json\"",
      })
  void inLogQl(String query, String value, String expected) throws QueryProblem {
    assertThat(filled("logql", query, value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "host:$instance; a OR *:*; host:\"a OR *:*\"",
        "host:\"$instance\"; a\" OR \"b; host:\"a\\\" OR \\\"b\"",
        "path:/x.$instance/; a.b; path:/x.a\\.b/",
      })
  void inLucene(String query, String value, String expected) throws QueryProblem {
    assertThat(filled("lucene", query, value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a`b", "a\nb", "a\0b", "a\u0085b", "\ud800"})
  void whatCannotStandThereIsRefused(String value) {
    assertThatThrownBy(() -> filled("promql", "up{a=`$instance`}", value))
        .isInstanceOf(QueryProblem.class)
        .hasMessageNotContaining(value);
  }

  @Test
  void aSlashEndsNoPattern() {
    assertThatThrownBy(() -> filled("lucene", "path:/$instance/", "a/ OR *"))
        .isInstanceOf(QueryProblem.class);
  }

  @Test
  void aMissingLabelIsToldAndCommentsStay() throws QueryProblem {
    assertThatThrownBy(() -> filled("promql", "up{a=\"$pod\"}", "x"))
        .hasMessage("the alert has no label pod");
    assertThat(filled("promql", "# of $pod\nup", "x")).isEqualTo("up");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      nullValues = "-",
      value = {
        "rate(a[5m]) / rate(b[5m]) > 0.05; rate(a[5m]) / rate(b[5m]); 0.05",
        "a >= bool 1e3; a; 1000",
        "a{x=\"> 5\"} < -2; a{x=\"> 5\"}; -2",
        "(a > 5); (a > 5); -",
        "a > 5 and b > 3; a > 5 and b > 3; -",
        "sum(a > 5); sum(a > 5); -",
        "a > b; a > b; -",
        "a == 0; a; 0",
        "a; a; -",
        "a{x=~\">1\"}; a{x=~\">1\"}; -",
        "predict_linear(a[1h], 3600) < 0; predict_linear(a[1h], 3600); 0",
      })
  void aComparisonWithANumberIsALine(String query, String shown, Double threshold) {
    assertThat(Comparison.of(query)).isEqualTo(new Comparison(shown, threshold));
  }
}
