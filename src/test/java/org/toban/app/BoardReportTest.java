package org.toban.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.toban.alert.Alert;
import org.toban.alert.Alerts;
import org.toban.alert.Labels;
import org.toban.alert.Severity;
import org.toban.engine.Board;
import org.toban.incident.Policy;
import org.toban.incident.Roster;
import org.toban.incident.Schedule;
import org.toban.incident.Shift;
import org.toban.remedy.Inventory;
import org.toban.runbook.Library;
import org.toban.runbook.Trust;
import org.toban.source.Reading;
import org.toban.source.SourceSettings;
import org.toban.source.SourceStatus;
import org.toban.source.fault.Fault;

class BoardReportTest {
  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");

  @ParameterizedTest
  @CsvSource({"NONE,0", "INFO,0", "WARNING,1", "UNKNOWN,1", "CRITICAL,2"})
  void theExitCodeIsTheWorstSeverity(Severity severity, int exit) {
    assertThat(report(List.of(live()), severity).exitCode()).isEqualTo(exit);
  }

  @Test
  void nothingIsFineWhileASourceIsBlind() {
    assertThat(report(List.of(live(), stale()), Severity.NONE).exitCode()).isEqualTo(3);
    assertThat(report(List.of(live(), stale()), Severity.CRITICAL).exitCode()).isEqualTo(3);
    assertThat(report(List.of(), Severity.NONE).exitCode()).as("without sources").isEqualTo(3);
    assertThat(report(List.of(live(), stale()), Severity.NONE).lines().getLast())
        .startsWith("BLIND");
  }

  @Test
  void keepsItsMachineFormat() throws IOException {
    JsonNode json =
        new ObjectMapper()
            .readTree(Json.pretty(report(List.of(live(), stale()), Severity.CRITICAL).json()));
    assertThat(names(json))
        .containsExactly(
            "at",
            "practice",
            "blind",
            "sources",
            "sum",
            "alerts",
            "incidents",
            "maintenance",
            "on_call");
    assertThat(json.get("blind").asBoolean()).isTrue();
    assertThat(names(json.at("/sources/0")))
        .containsExactly(
            "name",
            "kind",
            "state",
            "age_seconds",
            "alerts",
            "over_limit",
            "error",
            "last_complete_at",
            "recovering_until",
            "clock_skew_seconds",
            "missing_watchdogs",
            "from_before_start");
    assertThat(json.at("/sources/0/state").asText()).isEqualTo("live");
    assertThat(json.at("/sources/0/age_seconds").asDouble()).isEqualTo(5.0);
    assertThat(json.at("/sources/0/error").isNull()).isTrue();
    assertThat(json.at("/sources/1/state").asText()).isEqualTo("stale");
    assertThat(json.at("/sources/1/error").asText()).isEqualTo("answered 500: oops");
    assertThat(names(json.at("/alerts/0")))
        .containsExactly(
            "name",
            "fingerprint",
            "labels",
            "severity",
            "state",
            "stale",
            "starts_at",
            "sources",
            "incident",
            "silenced_by",
            "inhibited_by",
            "muted_by",
            "receivers",
            "links");
    assertThat(json.at("/alerts/0/labels/instance").asText()).isEqualTo("web-1");
    assertThat(json.at("/alerts/0/severity").asText()).isEqualTo("critical");
    assertThat(json.at("/alerts/0/state").asText()).isEqualTo("active");
  }

  @Test
  void saysWhoIsOnCallNowAndNext() throws IOException {
    Roster roster =
        Roster.of(List.of(new Roster.Rota("primary", List.of(), List.of(), Duration.ofHours(1))));
    Instant change = NOW.plus(Duration.ofHours(6));
    Schedule schedule =
        new Schedule(
            List.of(
                new Shift("Aoki", NOW.minus(Duration.ofHours(2)), change),
                new Shift("Baba", change, change.plus(Duration.ofHours(8)))),
            NOW.minus(Duration.ofDays(1)),
            NOW.plus(Duration.ofDays(9)));
    Board board = board(List.of(live()), Severity.INFO);
    Roster read =
        roster.read("primary", schedule, NOW.minusSeconds(30)).failed("primary", "refused");
    BoardReport report = new BoardReport(board.withRoster(read), NOW);
    assertThat(report.lines())
        .contains("on call   primary: Aoki, next Baba at " + change + "  (stale: refused)");
    JsonNode json = new ObjectMapper().readTree(Json.pretty(report.json())).at("/on_call/0");
    assertThat(names(json))
        .containsExactly(
            "name",
            "state",
            "who",
            "next_at",
            "next_state",
            "next_who",
            "stale",
            "age_seconds",
            "error");
    assertThat(json.at("/who/0").asText()).isEqualTo("Aoki");
    assertThat(json.at("/next_who/0").asText()).isEqualTo("Baba");
    assertThat(json.at("/stale").asBoolean()).isTrue();
    assertThat(json.at("/age_seconds").asDouble()).isEqualTo(30.0);
    JsonNode unread =
        new ObjectMapper()
            .readTree(Json.pretty(new BoardReport(board.withRoster(roster), NOW).json()))
            .at("/on_call/0");
    assertThat(unread.at("/state").asText()).isEqualTo("unknown");
  }

  /** I1, for scripts: what has no row stands beside those that have one. */
  @Test
  void everyAlertIsInTheSum() throws IOException {
    Board board = board(List.of(live()), Severity.INFO).withOverLimit(Map.of("prod", 41));
    BoardReport report = new BoardReport(board, NOW);
    JsonNode json = new ObjectMapper().readTree(Json.pretty(report.json()));
    JsonNode sum = json.get("sum");
    assertThat(names(sum))
        .containsExactly("total", "active", "pending", "suppressed", "over_limit");
    assertThat(sum.get("total").asInt()).isEqualTo(42);
    assertThat(
            sum.get("active").asInt()
                + sum.get("pending").asInt()
                + sum.get("suppressed").asInt()
                + sum.get("over_limit").asInt())
        .isEqualTo(42);
    assertThat(json.at("/sources/0/over_limit").asInt()).isEqualTo(41);
    assertThat(report.exitCode()).as("not everything is seen").isEqualTo(1);
    assertThat(report.lines().getLast()).contains("41 over the limit");
  }

  @Test
  void alertTextCannotMoveTheCursor() {
    assertThat(Terminal.plain("a\u001b]52;c;x\u0007\u202eb\u200b"))
        .isEqualTo("a␛]52;c;x␇\ufffdb\ufffd");
  }

  private static SourceStatus live() {
    return SourceStatus.unasked(source("prod"))
        .after(new Reading.Complete("prod", NOW.minusSeconds(5), Alerts.none(), Duration.ZERO));
  }

  private static SourceStatus stale() {
    return SourceStatus.unasked(source("second"))
        .after(new Reading.Complete("second", NOW.minusSeconds(20), Alerts.none(), Duration.ZERO))
        .after(new Reading.Failed("second", NOW.minusSeconds(5), new Fault.Refused(500, "oops")));
  }

  private static SourceSettings source(String name) {
    return new SourceSettings(
        name,
        SourceSettings.Kind.ALERTMANAGER,
        List.of(URI.create("http://am:9093")),
        Duration.ofSeconds(15),
        Duration.ofSeconds(10),
        1 << 20,
        null,
        SourceSettings.Http.plain());
  }

  private static BoardReport report(List<SourceStatus> sources, Severity severity) {
    return new BoardReport(board(sources, severity), NOW);
  }

  private static Board board(List<SourceStatus> sources, Severity severity) {
    Alert alert =
        Alert.active(
            Labels.of("alertname", "ServiceDown", "instance", "web-1"), NOW.minusSeconds(60));
    Board.Row row =
        new Board.Row(
            alert.fingerprint(),
            alert,
            List.of("prod"),
            severity,
            new Policy("ServiceDown", severity, null, "", "", "default"),
            null,
            NOW.minusSeconds(50),
            false);
    return new Board(
        NOW,
        sources,
        List.of(row),
        Map.of(),
        Map.of(),
        Map.of(),
        Trust.nothing(),
        null,
        null,
        List.of(),
        Library.empty(),
        Inventory.empty(),
        false);
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new java.util.ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
