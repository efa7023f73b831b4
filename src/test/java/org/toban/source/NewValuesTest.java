package org.toban.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.toban.alert.Alert;
import org.toban.alert.Alerts;
import org.toban.alert.Labels;
import org.toban.source.SourceSettings.Kind;
import org.toban.source.json.Answers;

/** Answers that never hold the same text twice must not fill the memory (T29). */
class NewValuesTest {
  private static final Instant START = Instant.parse("2026-11-24T00:00:00Z");

  @Test
  void tenThousandNewValuesAPollLeaveNothingBehind() {
    heapStaysFlat(60);
  }

  @Test
  @Tag("heavy")
  void aThousandRefreshesOfNewValuesLeaveNothingBehind() {
    heapStaysFlat(1000);
  }

  private static void heapStaysFlat(int refreshes) {
    Answers answers = new Answers(Kind.ALERTMANAGER);
    Alerts alerts = Alerts.none();
    long early = 0;
    for (int refresh = 1; refresh <= refreshes; refresh++) {
      alerts = answers.read(AnswerWriter.alertmanager(alerts(refresh), START), alerts);
      assertThat(alerts).hasSize(10_000);
      if (refresh == 20) {
        early = used();
      }
    }
    assertThat(used()).isLessThan(early + (16 << 20));
    assertThat(alerts).hasSize(10_000); // alive to here
  }

  private static List<Alert> alerts(int refresh) {
    List<Alert> alerts = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      String value = refresh + "-" + i;
      alerts.add(
          SomeAlerts.alert(
              Labels.of("alertname", "Bomb", "pod", value, "label_" + value.replace('-', '_'), "x"),
              Map.of("summary", "new " + value),
              START));
    }
    return alerts;
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
