package org.toban.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.toban.source.json.Answers.bytes;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.toban.source.SourceSettings.Http;
import org.toban.source.SourceSettings.Kind;
import org.toban.source.fault.Fault;
import org.toban.source.json.ErrorText;

/** What the relatives of Prometheus answer, and what nobody should. */
class PrometheusTest {
  private static final Instant NOW = SomeAlerts.START;

  private static Prometheus at(URI url) {
    return Prometheus.of(
        new SourceSettings(
            "prom",
            Kind.PROMETHEUS,
            List.of(url),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            1 << 20,
            null,
            Http.plain()));
  }

  private static QueryAnswer answer(String body) {
    try (RawServer server = RawServer.answering(bytes(body))) {
      return at(server.url()).query("up", NOW);
    }
  }

  private static String vector(String series) {
    return "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":["
        + series
        + "]},\"warnings\":[\"a store is away\"],\"infos\":null}";
  }

  private static String series(int n) {
    return "{\"metric\":{\"n\":\"" + n + "\"},\"value\":[1764018808.034,\"" + n + "\"]}";
  }

  @Test
  void numbersTimesAndWarnings() {
    QueryAnswer.Values answer =
        (QueryAnswer.Values)
            answer(
                vector(
                    "{\"metric\":{\"__name__\":\"up\"},\"value\":[1764018808.034,\"1e+06\"]},"
                        + "{\"metric\":{},\"value\":[1764018808,\"NaN\"]},"
                        + "{\"metric\":{},\"histogram\":[1764018808,{\"count\":\"1\"}]}"));
    assertThat(answer.warnings())
        .containsExactly("a store is away", "native histograms are not shown");
    Series.Sample first = answer.series().getFirst().samples().getFirst();
    assertThat(first.value()).isEqualTo(1e6);
    assertThat(first.at()).isEqualTo("2025-11-24T21:13:28.034Z");
    assertThat(answer.series().get(1).samples().getFirst().value()).isNaN();
    assertThat(answer.series().get(2).samples()).isEmpty();
  }

  @Test
  void seriesOverTheLimitAreCounted() {
    StringBuilder many = new StringBuilder(series(0));
    for (int i = 1; i < 1200; i++) {
      many.append(',').append(series(i));
    }
    QueryAnswer.Values answer = (QueryAnswer.Values) answer(vector(many.toString()));
    assertThat(answer.series()).hasSize(1000);
    assertThat(answer.leftOut()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "<html>sign in</html>",
        "{\"status\":\"success\"}",
        "{\"status\":\"error\",\"error\":\"no\",\"data\":null}",
        "{\"status\":\"success\",\"data\":{\"resultType\":\"string\",\"result\":[1,\"x\"]}}",
        "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"x\"]}}",
        "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"value\":[1]}]}}",
        "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[[]]}}"
      })
  void anythingElseIsAFault(String body) {
    assertThat(answer(body))
        .isInstanceOfSatisfying(
            QueryAnswer.Failed.class,
            it -> assertThat(it.fault()).isInstanceOf(Fault.Unreadable.class));
  }

  @Test
  void noBeginningOfAnAnswerIsAnAnswer() {
    String whole = vector(series(1));
    for (int i = 0; i < whole.length(); i += 7) {
      assertThat(answer(whole.substring(0, i)))
          .as(i + " characters")
          .isInstanceOf(QueryAnswer.Failed.class);
    }
  }

  @Test
  void rangesThatCostTooMuchAreRefusedHere() {
    Prometheus nowhere = at(URI.create("http://127.0.0.1:1"));
    assertThat(nowhere.query("up", NOW.minusSeconds(86_400), NOW, Duration.ofSeconds(1)))
        .isInstanceOfSatisfying(
            QueryAnswer.Failed.class, it -> assertThat(it.fault().summary()).contains("11000"));
    assertThat(nowhere.query("up", NOW, NOW.minusSeconds(1), Duration.ofSeconds(1)))
        .isInstanceOf(QueryAnswer.Failed.class);
    assertThat(nowhere.query("x".repeat(7000), NOW)).isInstanceOf(QueryAnswer.Failed.class);
  }

  @Test
  void whatIsAskedIsEncodedAndSignedIn() {
    try (RawServer server = RawServer.answering(bytes(vector("")))) {
      at(server.url().resolve("/prometheus")).query("up{a=\"b&c\"} + 1", NOW);
      assertThat(server.lastRequest())
          .startsWith(
              "GET /prometheus/api/v1/query?time=2026-11-23T21%3A13%3A28.034Z"
                  + "&query=up%7Ba%3D%22b%26c%22%7D+%2B+1&timeout=30000ms HTTP/1.1\n");
    }
  }

  /** Mimir has rules and no targets. */
  @Test
  void aPartThatIsNotOfferedIsUnknownAndNotGood() {
    String rules =
        """
        {"status":"success","data":{"groups":[{"name":"g","file":"f","rules":[
          {"state":"firing","name":"A","query":"up","duration":0,"alerts":[{"labels":{}}],"health":"ok","type":"alerting"},
          {"name":"B","query":"x","health":"err","lastError":"no such x","type":"alerting"},
          {"name":"C","query":"y","health":"unknown","type":"alerting"}],"interval":60}]},"errorType":"","error":""}
        """;
    try (RawServer server = RawServer.answering(bytes(rules))) {
      Inspection inspection = at(server.url()).inspect();
      assertThat(Objects.requireNonNull(inspection.rules()).total()).isEqualTo(3);
      assertThat(inspection.rules().broken())
          .containsExactly(new Inspection.Rule("g", "B", "x", "no such x"));
    }
    try (RawServer server =
        RawServer.answering("404 Not Found", "Content-Type: text/plain\r\n", bytes("404 page"))) {
      Inspection inspection = at(server.url()).inspect();
      assertThat(inspection.rules()).isNull();
      assertThat(inspection.targets()).isNull();
      assertThat(inspection.faults()).hasSize(2);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"bad matcher format: x\"|bad matcher format: x",
        "{\"code\":405,\"message\":\"method GET is not allowed\"}|method GET is not allowed",
        "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"no\"}|no",
        "{\"other\":1}|{\"other\":1}",
        "{\"message\":{}}|{\"message\":{}}",
        "{\"message\":\"cut|{\"message\":\"cut",
        "plain words|plain words",
        "[]|[]"
      })
  void errorsAreSaidInTheServersWords(String body, String said) {
    assertThat(ErrorText.of(body)).isEqualTo(said);
  }
}
