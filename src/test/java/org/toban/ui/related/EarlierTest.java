package org.toban.ui.related;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.toban.alert.Severity;
import org.toban.history.History;
import org.toban.incident.Event;
import org.toban.incident.Run;
import org.toban.incident.Verdict;

class EarlierTest {
  private static final Instant T0 = Instant.parse("2026-11-02T05:03:00Z");

  @Test
  void theFirstOfItsNameHasNoEarlierOne() {
    assertThat(Earlier.of(List.of(), id -> List.of())).isNull();
  }

  @Test
  void theLastResponseThatSucceededBeforeTheRecoveryIsWhatWorked() {
    List<Event> events =
        List.of(
            planned("1", Run.Stage.DIAGNOSE, "look"),
            ended("1", 10, 0),
            planned("2", Run.Stage.RESPOND, "restart"),
            ended("2", 100, 0),
            planned("3", Run.Stage.RESPOND, "reboot"),
            ended("3", 150, 1),
            planned("4", Run.Stage.VERIFY, "probe"),
            ended("4", 200, 0),
            planned("5", Run.Stage.RESPOND, "tidy up"),
            ended("5", 300, 0));
    Earlier earlier =
        Earlier.of(
            List.of(row("B", T0.plusSeconds(240)), row("A", null)), Map.of("B", events)::get);
    assertThat(earlier).isEqualTo(new Earlier("B", T0, "restart", Duration.ofSeconds(240), 1));
  }

  @Test
  void aRecoveryWithoutAResponseAndNoneAtAll() {
    List<Event> events = List.of(planned("1", Run.Stage.DIAGNOSE, "look"), ended("1", 10, 0));
    Earlier alone = Earlier.of(List.of(row("B", T0.plusSeconds(60))), id -> events);
    assertThat(alone).isEqualTo(new Earlier("B", T0, null, Duration.ofSeconds(60), 0));
    Earlier open = Earlier.of(List.of(row("B", null)), id -> events);
    assertThat(open).isEqualTo(new Earlier("B", T0, null, null, 0));
  }

  private static Event planned(String id, Run.Stage stage, String title) {
    return new Event.RunPlanned(
        T0, new Run.Intent(id, title, title, stage, "web-1", "", "", false, "aoki", Map.of()));
  }

  private static Event ended(String id, long second, int status) {
    Instant at = T0.plusSeconds(second);
    return new Event.RunEnded(at, id, new Run.Exited(at, status, Duration.ofSeconds(1), ""));
  }

  private static History.Row row(String id, @Nullable Instant recovered) {
    return new History.Row(
        id,
        "ServiceDown",
        Severity.CRITICAL,
        T0,
        null,
        null,
        recovered,
        recovered,
        Verdict.ACTIONABLE,
        "Closed");
  }
}
