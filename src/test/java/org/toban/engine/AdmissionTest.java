package org.toban.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.toban.engine.Story.BEGIN;
import static org.toban.engine.Story.alert;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.toban.alert.Alert;
import org.toban.alert.Alerts;
import org.toban.source.Reading;

/** A board that is full says so, hides nothing critical and takes nothing for over. */
class AdmissionTest {
  private static final int LIMIT = 5;

  private final Story story = new Story().limited(LIMIT);

  private static Alert disk(int i) {
    return alert("Disk", "host-" + i, BEGIN);
  }

  private List<String> targets() {
    return story.board().rows().stream()
        .filter(row -> row.sources().contains("prod"))
        .map(row -> row.alert().name() + " " + row.alert().target())
        .sorted()
        .toList();
  }

  private boolean saysOverLimit() {
    return story.board().rows().stream()
        .anyMatch(row -> row.alert().name().equals(OwnAlerts.OVER_LIMIT));
  }

  @Test
  void whatHasNoPlaceIsCountedAndTold() {
    for (int i = 0; i < LIMIT; i++) {
      story.fires(disk(i));
    }
    story.start().passMinutes(1);
    assertThat(story.board().overLimit()).isEmpty();
    assertThat(saysOverLimit()).isFalse();

    story.fires(disk(5), disk(6), disk(7)).passMinutes(1);
    assertThat(targets()).hasSize(LIMIT).doesNotContain("Disk host-5");
    assertThat(story.board().overLimit()).isEqualTo(Map.of("prod", 3));
    assertThat(story.board().overLimits()).isEqualTo(3);
    assertThat(saysOverLimit()).isTrue();
    assertThat(story.incident(OwnAlerts.OVER_LIMIT).isUnderWay()).isTrue();
    assertThat(story.board().isBlind(story.now)).as("it is known what is not shown").isFalse();
  }

  @Test
  void everyCriticalAndThenTheWorstHaveTheirRow() {
    for (int i = 0; i < LIMIT - 1; i++) {
      story.fires(alert("Note", "host-" + i, BEGIN, "severity", "info"));
    }
    story.start().passMinutes(1);
    Alert odd = alert("Odd", "web-1", BEGIN, "severity", "page-me");
    story.fires(alert("Note", "last", BEGIN, "severity", "info"), disk(1), odd).passMinutes(1);
    assertThat(targets()).hasSize(LIMIT).contains("Odd web-1");
    assertThat(story.board().overLimits()).isEqualTo(2);

    story.fires(alert("Plain", "db-1", BEGIN, "severity", "critical")).passMinutes(1);
    assertThat(targets()).hasSize(LIMIT + 1).contains("Plain db-1");
    assertThat(story.incident("Plain").isUnderWay()).isTrue();
  }

  @Test
  void aPlaceThatGetsFreeIsTaken() {
    for (int i = 0; i < LIMIT + 1; i++) {
      story.fires(disk(i));
    }
    story.start().passMinutes(1);
    assertThat(targets()).doesNotContain("Disk host-5");
    story.clears(disk(0)).passMinutes(1);
    assertThat(targets()).hasSize(LIMIT).contains("Disk host-5").doesNotContain("Disk host-0");
    assertThat(story.board().overLimit()).isEmpty();
    assertThat(saysOverLimit()).isFalse();
  }

  /** One answer without it is no end, and neither is a board that got full meanwhile. */
  @Test
  void whatHasARowKeepsIt() {
    for (int i = 0; i < LIMIT; i++) {
      story.fires(disk(i));
    }
    story.start().passMinutes(1);
    story.clears(disk(0)).fires(disk(10), disk(11)).pass(Duration.ofSeconds(15));
    story.fires(disk(0)).passMinutes(2);
    assertThat(targets()).contains("Disk host-0");
    assertThat(
            story.board().incidents().values().stream()
                .flatMap(it -> story.eventsOf(it.id()).stream()))
        .doesNotContain("AlertCleared");
  }

  @Test
  void aNarrowerAnswerFillsNoFullBoard() {
    story.start();
    for (int i = 0; i < LIMIT; i++) {
      story.fires(disk(i));
    }
    story.pass(Duration.ofSeconds(15));
    Alert critical = alert("Plain", "db-1", BEGIN, "severity", "critical");
    story.take(
        new Input.Read(
            new Reading.Partial(
                "prod",
                story.now,
                Alerts.of(List.of(disk(0), disk(20), critical)),
                Duration.ZERO,
                Duration.ofMinutes(1))));
    assertThat(targets()).hasSize(LIMIT + 1).contains("Plain db-1").doesNotContain("Disk host-20");
    assertThat(story.board().overLimits()).isEqualTo(1);
  }
}
