package org.toban.incident.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WavesTest {
  /** One letter a host: waiting, running, succeeded, failed, unknown, not started. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "www | 1 | start 0",
        "www | 2 | start 0 1",
        "www | 9 | start 0 1 2",
        "rww | 1 | wait",
        "srw | 2 | wait",
        "sww | 1 | start 1",
        "ssw | 2 | start 2",
        "sss | 1 | done",
        "fww | 1 | stop 0",
        "frw | 2 | stop 0",
        "rfw | 2 | stop 1",
        "uww | 1 | stop 0",
        "snw | 1 | stop 1",
        "sff | 2 | stop 1",
        "ssf | 1 | stop 2",
        "swr | 2 | wait",
        "wsw | 1 | start 0",
      })
  void whatComesNext(String standings, int share, String next) {
    Map<String, Standing> hosts = new LinkedHashMap<>();
    for (int i = 0; i < standings.length(); i++) {
      hosts.put("" + i, standing(standings.charAt(i)));
    }
    assertThat(said(Waves.next(hosts, share))).isEqualTo(next);
  }

  private static Standing standing(char letter) {
    return switch (letter) {
      case 'w' -> Standing.WAITING;
      case 'r' -> Standing.RUNNING;
      case 's' -> Standing.SUCCEEDED;
      case 'f' -> Standing.FAILED;
      case 'u' -> Standing.UNKNOWN;
      default -> Standing.NOT_STARTED;
    };
  }

  private static String said(Waves.Next next) {
    return switch (next) {
      case Waves.Start it -> "start " + String.join(" ", it.hosts());
      case Waves.Wait _ -> "wait";
      case Waves.Stop it -> "stop " + it.host();
      case Waves.Done _ -> "done";
    };
  }

  @ParameterizedTest
  @CsvSource({
    "1, 9, 1",
    "3, 9, 3",
    "12, 9, 9",
    "25%, 9, 2",
    "25%, 3, 1",
    "50%, 3, 1",
    "100%, 9, 9",
    "1%, 200, 2",
    "99%, 2, 1",
    "' 2 ', 9, 2",
    "1, 0, 1"
  })
  void aShareIsAtLeastOneAndAtMostAll(String text, int hosts, int expected) {
    assertThat(Share.of(text).orElseThrow().of(hosts)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "0%", "101%", "1.5", "half", "%", "3 %", "10000", "true"})
  void whatIsNoShare(String text) {
    assertThat(Share.of(text)).isEmpty();
    assertThat(Spread.share(Map.of("share", text))).isEqualTo(Share.ONE);
    assertThat(Spread.isShareWrong(Map.of("share", text))).isTrue();
  }

  @Test
  void whatAFenceSays() {
    assertThat(Spread.of(Map.of("host", "web-1"))).isEmpty();
    assertThat(Spread.of(Map.of("hosts", "incident", "share", "25%")))
        .contains(new Spread(true, List.of(), new Share(25, true)));
    assertThat(Spread.of(Map.of("hosts", "web-1, web-2 web-1")))
        .contains(new Spread(false, List.of("web-1", "web-2"), Share.ONE));
    assertThat(Spread.of(Map.of("hosts", "true")).orElseThrow().isWrong()).isTrue();
    assertThat(Spread.of(Map.of("hosts", ", ")).orElseThrow().isWrong()).isTrue();
    assertThat(Spread.of(Map.of("hosts", "web-1")).orElseThrow().isWrong()).isFalse();
  }

  @Test
  void aHostHasOneRun() {
    Plan plan = new Plan("F1", "s", "t", "", List.of("b", "a", "b"), 0, Map.of());
    assertThat(plan.hosts()).containsExactly("b", "a");
    assertThat(plan.share()).isEqualTo(1);
    assertThat(plan.hosts().stream().map(plan::runId)).containsExactly("F1-1", "F1-2");
  }
}
