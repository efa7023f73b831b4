package org.toban.source.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.toban.source.json.Answers.bytes;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.toban.alert.Alert;
import org.toban.alert.Alerts;
import org.toban.alert.Fingerprint;
import org.toban.alert.Labels;
import org.toban.source.AnswerWriter;
import org.toban.source.SomeAlerts;
import org.toban.source.SourceSettings.Kind;
import org.toban.source.fault.Fault;
import org.toban.source.fault.PollFailure;

/** Answers as servers give them, and answers that are none. */
class AnswerTest {
  private static final String ALERT =
      """
      {"labels":{"alertname":"A"},"startsAt":"2026-11-23T21:13:28Z","status":{"state":"active"}}\
      """;

  private static String recorded(String file) throws IOException {
    try (InputStream in = AnswerTest.class.getResourceAsStream("/source/" + file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void readsWhatAlertmanagerAnswered() throws IOException {
    Alerts alerts = Answers.alertmanager(recorded("alertmanager-0.25/alerts_inhibited.json"));
    Alert inhibited = Objects.requireNonNull(alerts.get(Fingerprint.parse("0fcf85a728dba99e")));
    assertThat(inhibited.name()).isEqualTo("HighErrorRatio");
    assertThat(inhibited.state()).isEqualTo(Alert.State.SUPPRESSED);
    assertThat(inhibited.suppressedBy()).containsExactly("inhibited:d8707f28e776f38a");
    assertThat(inhibited.startsAt()).isEqualTo("2026-11-23T21:13:28.034Z");
    assertThat(inhibited.annotations()).isEqualTo(Map.of("summary", "error ratio 12%"));
    Alert active = Objects.requireNonNull(alerts.get(Fingerprint.parse("d8707f28e776f38a")));
    assertThat(active.state()).isEqualTo(Alert.State.ACTIVE);
    assertThat(active.generatorUrl())
        .isEqualTo("http://vm:19090/graph?g0.expr=app_up+%3D%3D+0&g0.tab=1");
    assertThat(alerts).hasSize(2);
  }

  @Test
  void keepsSilencesBeforeInhibitions() throws IOException {
    Alerts alerts = Answers.alertmanager(recorded("alertmanager-0.25/alerts_silenced.json"));
    Alert both = Objects.requireNonNull(alerts.get(Fingerprint.parse("0fcf85a728dba99e")));
    assertThat(both.suppressedBy())
        .containsExactly(
            "silence:1d2c6808-7985-499c-9311-2df67bf12b85", "inhibited:d8707f28e776f38a");
  }

  @Test
  void readsWhatPrometheusAnswered() throws IOException {
    Alerts alerts = Answers.prometheus(recorded("prometheus-2.42/alerts.json"));
    assertThat(alerts).extracting(Alert::name).containsExactly("ServiceDown", "HighErrorRatio");
    Alert first = alerts.iterator().next();
    assertThat(first.startsAt()).isEqualTo("2026-11-23T21:13:28.034666139Z");
    assertThat(first.state()).isEqualTo(Alert.State.ACTIVE);
    assertThat(first.fingerprint()).isEqualTo(Fingerprint.of(first.labels()));
  }

  @Test
  void anErrorOfPrometheusIsNoAnswer() throws IOException {
    Fault fault =
        Answers.fault(Kind.PROMETHEUS, bytes(recorded("prometheus-2.42/query_error_400.json")));
    assertThat(fault.summary()).contains("unclosed left parenthesis");
  }

  @Test
  void ourFingerprintWinsOverTheServers() {
    Alerts alerts =
        Answers.alertmanager("[" + ALERT.replaceFirst("\\{", "{\"fingerprint\":\"0\",") + "]");
    assertThat(alerts.get(Fingerprint.of(Labels.of("alertname", "A")))).isNotNull();
  }

  @Test
  void whatIsNotProcessedYetIsLoud() {
    Alerts alerts = Answers.alertmanager("[" + ALERT.replace("active", "unprocessed") + "]");
    assertThat(alerts.iterator().next().state()).isEqualTo(Alert.State.ACTIVE);
  }

  @Test
  void mutedByNewerAlertmanagersIsKept() {
    Alerts alerts =
        Answers.alertmanager(
            "["
                + ALERT.replace(
                    "\"state\":\"active\"",
                    """
                    "state":"suppressed","silencedBy":[],"inhibitedBy":null,"mutedBy":["night"]\
                    """)
                + "]");
    assertThat(alerts.iterator().next().suppressedBy()).containsExactly("muted:night");
  }

  @Test
  void ofANameThatStandsTwiceTheLastCounts() {
    String twice =
        """
        [{"labels":{"alertname":"A","alertname":"B","x":"y","x":""},
          "labels":{"alertname":"C","b":"1","alertname":"D","e":"","b":"2"},
          "annotations":{"s":"1"},"annotations":{"s":"2","s":"3"},
          "startsAt":"2020-01-01T00:00:00Z","startsAt":"2026-11-23T21:13:28Z",
          "status":{"state":"suppressed","silencedBy":["1"]},
          "status":{"state":"suppressed","state":"active","silencedBy":["2"],"silencedBy":[]}}]
        """;
    Answers answers = new Answers(Kind.ALERTMANAGER);
    Alerts alerts = answers.read(bytes(twice), Alerts.none());
    Alert only = alerts.iterator().next();
    assertThat(only)
        .isEqualTo(
            new Alert(
                Labels.of("alertname", "D", "b", "2"),
                Fingerprint.of(Labels.of("alertname", "D", "b", "2")),
                Map.of("s", "3"),
                java.time.Instant.parse("2026-11-23T21:13:28Z"),
                Alert.State.ACTIVE,
                List.of(),
                null));
    assertThat(answers.read(bytes(twice), alerts)).isSameAs(alerts);
  }

  /** Two Prometheus rules can give one label set. */
  @Test
  void twoSightingsOfOneAlertAreMergedAndStaySteady() {
    String two =
        """
        {"status":"success","data":{"alerts":[
          {"labels":{"alertname":"A"},"annotations":{"s":"first"},"state":"pending","activeAt":"2026-11-23T21:13:28Z"},
          {"labels":{"alertname":"A"},"annotations":{"s":"second"},"state":"firing","activeAt":"2026-11-23T21:14:28Z"}]}}
        """;
    Answers answers = new Answers(Kind.PROMETHEUS);
    Alerts alerts = answers.read(bytes(two), Alerts.none());
    assertThat(alerts).hasSize(1);
    Alert merged = alerts.iterator().next();
    assertThat(merged.state()).isEqualTo(Alert.State.ACTIVE);
    assertThat(merged.startsAt()).isEqualTo("2026-11-23T21:13:28Z");
    assertThat(answers.read(bytes(two), alerts)).isSameAs(alerts);
  }

  @Test
  void anEmptyAnswerIsTrue() {
    assertThat(Answers.alertmanager(" [ ] \n")).isEmpty();
    assertThat(Answers.prometheus("{\"status\":\"success\",\"data\":{\"alerts\":[]}}")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"ALERTMANAGER", "PROMETHEUS"})
  void noBeginningOfAnAnswerIsAnAnswer(Kind kind) throws IOException {
    List<Alert> alerts = SomeAlerts.numbered(100);
    byte[] body =
        kind == Kind.PROMETHEUS
            ? AnswerWriter.prometheus(alerts)
            : AnswerWriter.alertmanager(alerts, SomeAlerts.START);
    Answers answers = new Answers(kind);
    Alerts before = answers.read(body, Alerts.none());
    assertThat(before).hasSize(100);
    for (int length = 0; length < body.length; length++) {
      try {
        answers.read(new ByteArrayInputStream(body, 0, length), before);
        throw new AssertionError("the first " + length + " bytes were taken for an answer");
      } catch (PollFailure e) {
        if (!(e.fault() instanceof Fault.Unreadable)) {
          throw new AssertionError(length + " bytes: " + e.fault(), e);
        }
      }
    }
  }

  static Stream<Arguments> broken() {
    String prometheus = "{\"status\":\"success\",\"data\":{\"alerts\":[%s]}}";
    return Stream.of(
        am("", "byte 0", "an empty body"),
        am("   \n", "byte", "cut off"),
        am("null", "byte 4", "found null"),
        am("{}", "byte 1", "found an object"),
        am("\"alerts\"", "byte", "found a string"),
        am("<!DOCTYPE html><html><body>sign in</body></html>", "byte", "HTML"),
        am("[]]", "byte 3", "]"),
        am("[] {}", "byte", "more text"),
        am("[" + ALERT + "]garbage", "byte", "garbage"),
        am("[" + ALERT + ",]", "byte", "']'"),
        am("[" + ALERT + " " + ALERT + "]", "byte", "expected a comma"),
        am("[null]", "/0", "found null"),
        am("[[]]", "/0", "found an array"),
        am("[" + ALERT + ",{}]", "/1", "'labels' is missing"),
        am(with("\"startsAt\":\"2026-11-23T21:13:28Z\",", ""), "/0", "'startsAt' is missing"),
        am(with("\"state\":\"active\"", ""), "/0", "'status.state' is missing"),
        am(with("{\"state\":\"active\"}", "null"), "/0/status", "found null"),
        am(with("active", "asleep"), "/0/status/state", "'asleep' is unknown"),
        am(with("2026-11-23T21", "2026-11-23 21"), "/0/startsAt", "not a time"),
        am(with("2026-11-23", "2026-02-30"), "/0/startsAt", "not a time"),
        am(with("\"A\"", "1"), "/0/labels/alertname", "found a number"),
        am(with("\"A\"", "null"), "/0/labels/alertname", "found null"),
        am(with("{\"alertname\":\"A\"}", "null"), "/0/labels", "found null"),
        am(with("\"A\"", "\"\\ud800\""), "/0", "surrogate"),
        am(with("\"A\"", "\"\n\""), "/0/labels/alertname", "Illegal unquoted character"),
        am(with("\"A\"", "'A'"), "/0/labels/alertname", "''"),
        am(with("\"A\"", "NaN"), "/0/labels/alertname", "NaN"),
        am(
            with("\"labels\"", "\"x\":" + "[".repeat(40) + "]".repeat(40) + ",\"labels\""),
            "/0/x",
            "depth"),
        am(with("\"labels\"", "\"" + "x".repeat(2000) + "\":1,\"labels\""), "byte", "Name"),
        am(with("\"A\"", "\"" + "x".repeat(30 << 20) + "\""), "/0/labels/alertname", "String"),
        am(with("\"labels\"", "\"x\":" + "9".repeat(1_000_000) + ",\"labels\""), "/0/x", "Number"),
        am(with("\"A\"", "\"A\"" + manyKeys(1_000_000)), "/0/labels/k999", "more than 1000 labels"),
        am(
            with(
                "\"labels\"",
                "\"annotations\":{\"b\":\""
                    + "x".repeat(900_000)
                    + "\",\"c\":\""
                    + "x".repeat(900_000)
                    + "\"},\"labels\""),
            "/0/annotations/c",
            "one alert of more than"),
        Arguments.of(Kind.PROMETHEUS, bytes("[]"), "byte 1", "found an array"),
        Arguments.of(Kind.PROMETHEUS, bytes("{}"), "byte", "reports an error"),
        Arguments.of(
            Kind.PROMETHEUS, bytes("{\"status\":\"success\"}"), "byte", "'data.alerts' is missing"),
        Arguments.of(
            Kind.PROMETHEUS, bytes("{\"status\":\"success\",\"data\":null}"), "/data", "null"),
        Arguments.of(
            Kind.PROMETHEUS,
            bytes("{\"status\":\"success\",\"data\":{\"alerts\":null}}"),
            "/data/alerts",
            "null"),
        Arguments.of(
            Kind.PROMETHEUS,
            bytes("{\"status\":\"success\",\"data\":{\"alerts\":[],\"alerts\":[]}}"),
            "/data/alerts",
            "twice"),
        Arguments.of(
            Kind.PROMETHEUS,
            bytes(
                prometheus.formatted(
                    "{\"labels\":{\"alertname\":\"A\"},\"state\":\"inactive\",\"activeAt\":\"2026-11-23T21:13:28Z\"}")),
            "/data/alerts/0/state",
            "'inactive'"),
        Arguments.of(
            Kind.PROMETHEUS,
            bytes(prometheus.formatted("{\"labels\":{},\"state\":\"firing\"}")),
            "/data/alerts/0",
            "'activeAt' is missing"));
  }

  private static Arguments am(String body, String where, String detail) {
    return Arguments.of(Kind.ALERTMANAGER, bytes(body), where, detail);
  }

  private static String with(String part, String instead) {
    return "[" + ALERT.replace(part, instead) + "]";
  }

  private static String manyKeys(int count) {
    StringBuilder keys = new StringBuilder();
    for (int i = 0; i < count; i++) {
      keys.append(",\"k").append(i).append("\":\"v\"");
    }
    return keys.toString();
  }

  @ParameterizedTest
  @MethodSource("broken")
  void whatIsNotAnAnswerIsAFaultThatSaysWhere(Kind kind, byte[] body, String where, String detail) {
    Fault fault = Answers.fault(kind, body);
    assertThat(fault).isInstanceOf(Fault.Unreadable.class);
    assertThat(((Fault.Unreadable) fault).where()).contains(where);
    assertThat(((Fault.Unreadable) fault).detail()).contains(detail).hasSizeLessThan(500);
  }

  /** After all of the above the shared tables still serve. */
  @Test
  void aHostileAnswerLeavesNothingBehind() {
    for (int i = 0; i < 3; i++) {
      Answers.fault(Kind.ALERTMANAGER, bytes(with("\"A\"", "\"A\"" + manyKeys(100_000 + i))));
    }
    assertThat(Answers.alertmanager("[" + ALERT + "]")).hasSize(1);
  }

  static Stream<byte[]> notUtf8() {
    return Stream.of(
        new byte[] {(byte) 0xff},
        new byte[] {(byte) 0x80},
        new byte[] {(byte) 0xc3, 'a'},
        new byte[] {(byte) 0xc0, (byte) 0xaf}, // longer than needed
        new byte[] {(byte) 0xe0, (byte) 0x80, (byte) 0xaf},
        new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}, // half a surrogate pair
        new byte[] {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80}, // over 10FFFF
        new byte[] {(byte) 0xf5, (byte) 0x80, (byte) 0x80, (byte) 0x80});
  }

  @ParameterizedTest
  @MethodSource("notUtf8")
  void bytesThatAreNotUtf8AreAFault(byte[] wrong) {
    byte[] body = bytes("[" + ALERT.replace("\"A\"", "\"________\"") + "]");
    int at = new String(body, StandardCharsets.US_ASCII).indexOf("________");
    System.arraycopy(wrong, 0, body, at, wrong.length);
    assertThat(Answers.fault(Kind.ALERTMANAGER, body)).isInstanceOf(Fault.Unreadable.class);
    byte[] skipped = bytes("[" + ALERT.replace("{\"labels", "{\"x\":\"________\",\"labels") + "]");
    at = new String(skipped, StandardCharsets.US_ASCII).indexOf("________");
    System.arraycopy(wrong, 0, skipped, at, wrong.length);
    assertThat(Answers.fault(Kind.ALERTMANAGER, skipped)).isInstanceOf(Fault.Unreadable.class);
    assertThat(Answers.fault(Kind.ALERTMANAGER, Arrays.copyOf(body, at + 1)))
        .isInstanceOf(Fault.Unreadable.class);
  }

  @Test
  void otherEncodingsAreAFault() {
    for (var charset : List.of(StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
      assertThat(Answers.fault(Kind.ALERTMANAGER, ("[" + ALERT + "]").getBytes(charset)))
          .isInstanceOf(Fault.Unreadable.class);
    }
  }
}
