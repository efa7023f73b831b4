package org.toban.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.toban.alert.Severity;

/** Edits of one channel as stories in which time is data. */
class EditsTest {
  private static final Instant T0 = Instant.parse("2026-11-24T03:00:00Z");

  private final Edits edits = new Edits();

  private static Letter edit(int number, int second) {
    String incident = "INC-" + number;
    Instant at = T0.plusSeconds(second);
    Notice notice = new Notice(incident, Severity.CRITICAL, "Acknowledged", "", "", "");
    return new Letter(incident + "-" + second, "slack", notice, List.of(incident), at, at, true);
  }

  private @Nullable Parcel take(int second) {
    return edits.take(T0.plusSeconds(second));
  }

  private Letter sends(int second) {
    Letter message = Objects.requireNonNull(take(second)).message();
    edits.settle(message, Delivery.sent(), T0.plusSeconds(second));
    return message;
  }

  @Test
  void ofOneIncidentOnlyTheNewestGoes() {
    edits.put(edit(1, 0));
    edits.put(edit(2, 1));
    edits.put(edit(1, 2));
    edits.put(edit(1, 2));
    edits.put(edit(1, 1));
    Parcel dropped = take(3);
    assertThat(dropped.letters()).isEmpty();
    assertThat(dropped.over()).containsExactly(edit(1, 0), edit(1, 1));
    assertThat(List.of(sends(3), sends(3))).containsExactlyInAnyOrder(edit(2, 1), edit(1, 2));
    assertThat(take(3)).isNull();
    assertThat(edits.next(T0)).isNull();
  }

  @Test
  void waitsAsLongAsIsAskedAndLetsANewerOneGoThen() {
    edits.put(edit(1, 0));
    Letter first = take(0).message();
    edits.put(edit(1, 5));
    Delivery busy = new Delivery.Temporary("429", Duration.ofSeconds(42));
    assertThat(edits.settle(first, busy, T0)).isEqualTo(busy);
    assertThat(edits.attempts()).isEqualTo(1);
    assertThat(take(1).over()).as("a newer one waits").containsExactly(first);
    assertThat(take(41)).isNull();
    assertThat(edits.next(T0.plusSeconds(41))).isEqualTo(T0.plusSeconds(42));
    assertThat(sends(42)).isEqualTo(edit(1, 5));
    assertThat(edits.attempts()).isZero();
  }

  @Test
  void isTriedAgainForADay() {
    edits.put(edit(1, 0));
    Delivery down = Delivery.temporary("503");
    assertThat(edits.settle(take(0).message(), down, T0)).isEqualTo(down);
    assertThat(take(4)).isNull();
    assertThat(edits.settle(take(5).message(), down, T0.plusSeconds(5))).isEqualTo(down);
    int later = Math.toIntExact(Edits.USEFUL.toSeconds()) + 1;
    assertThat(edits.settle(take(later).message(), down, T0.plusSeconds(later)))
        .isInstanceOf(Delivery.Permanent.class);
    assertThat(take(later)).isNull();
  }

  @Test
  void waitsForItsMessageToBeMade() {
    edits.put(edit(1, 0));
    edits.setAside(take(0).message(), true);
    assertThat(take(0)).isNull();
    edits.put(edit(1, 1));
    assertThat(take(1).over()).containsExactly(edit(1, 0));
    edits.setAside(take(1).message(), true);
    edits.moved();
    assertThat(sends(2)).isEqualTo(edit(1, 1));
  }

  @Test
  void isDroppedWhenNoMessageWillBeMade() {
    edits.put(edit(1, 0));
    edits.setAside(take(0).message(), false);
    assertThat(take(0).over()).containsExactly(edit(1, 0));
    edits.moved();
    assertThat(take(0)).isNull();
  }
}
