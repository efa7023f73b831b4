package org.toban.engine.noise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.toban.alert.Fingerprint;
import org.toban.alert.Labels;

class FlappingTest {
  private static final Instant START = Instant.parse("2026-12-01T03:00:00Z");
  private final Flapping flapping = new Flapping(Duration.ofMinutes(15));

  private static Fingerprint alert(int number) {
    return Fingerprint.of(Labels.of("alertname", "A", "n", Integer.toString(number)));
  }

  private static Instant at(int minute) {
    return START.plusSeconds(60L * minute);
  }

  /** Clears and fires again, so often, a minute apart. */
  private void returns(int times) {
    for (int i = 0; i < times; i++) {
      flapping.cleared(alert(1), at(2 * i));
      flapping.fired(alert(1), at(2 * i + 1));
    }
  }

  @Test
  void theThirdReturnMakesIt() {
    returns(2);
    assertThat(flapping.isFlapping(alert(1))).isFalse();
    flapping.cleared(alert(1), at(5));
    flapping.fired(alert(1), at(6));
    assertThat(flapping.isFlapping(alert(1))).isTrue();
  }

  @Test
  void aLongTimeWithoutItEndsIt() {
    returns(3);
    flapping.cleared(alert(1), at(10));
    flapping.fired(alert(1), at(26));
    assertThat(flapping.isFlapping(alert(1))).isFalse();
  }

  /** However long it fires then: the next clear is not believed at once. */
  @Test
  void aLongTimeOfFiringDoesNot() {
    returns(3);
    flapping.cleared(alert(2), at(600));
    assertThat(flapping.isFlapping(alert(1))).isTrue();
  }

  @Test
  void whatClearedBeforeTheWindowIsForgotten() {
    for (int i = 0; i < 1_000; i++) {
      flapping.cleared(alert(i), at(i));
    }
    assertThat(flapping.size()).isEqualTo(16); // the last fifteen minutes, both ends included
    flapping.fired(alert(999), at(1_000));
    assertThat(flapping.size()).isEqualTo(16);
  }
}
