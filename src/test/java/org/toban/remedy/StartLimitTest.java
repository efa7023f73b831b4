package org.toban.remedy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StartLimitTest {
  private static final Instant T = Instant.parse("2026-11-24T12:00:00Z");
  private static final StartLimit LIMIT = StartLimit.standard();

  private static Instant at(long seconds) {
    return T.plusSeconds(seconds);
  }

  @Test
  void threeIn300Seconds() {
    assertThat(LIMIT.judge(List.of(), T)).isEqualTo(new StartLimit.Verdict(0, 3, null));
    assertThat(LIMIT.judge(List.of(at(0), at(10)), at(20)).allowed()).isTrue();
    StartLimit.Verdict hit = LIMIT.judge(List.of(at(0), at(10), at(20)), at(30));
    assertThat(hit).isEqualTo(new StartLimit.Verdict(3, 3, at(300)));
    assertThat(LIMIT.judge(List.of(at(0), at(10), at(20)), at(299)).allowed()).isFalse();
    assertThat(LIMIT.judge(List.of(at(0), at(10), at(20)), at(300)))
        .isEqualTo(new StartLimit.Verdict(2, 3, null));
  }

  @Test
  void startsOverTheLimitAreHeldUntilEnoughAreOver() {
    // Four in the window, as when several consoles counted apart: two must pass out of it.
    assertThat(LIMIT.judge(List.of(at(0), at(1), at(2), at(3)), at(4)).nextAt()).isEqualTo(at(301));
  }

  @Test
  void aStartInTheFutureCounts() {
    // A clock that was set back must not open the gate.
    assertThat(LIMIT.judge(List.of(at(100), at(100), at(100)), at(0)).nextAt()).isEqualTo(at(400));
  }

  @Test
  void aLimitThatLimitsNothingCannotBeMade() {
    assertThatThrownBy(() -> new StartLimit(0, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new StartLimit(3, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void noWindowHoldsMoreStartsThanTheBurst(
      @ForAll @IntRange(min = 1, max = 5) int burst,
      @ForAll @IntRange(min = 1, max = 60) int window,
      @ForAll @Size(max = 80) List<@IntRange(max = 30) Integer> gaps) {
    StartLimit limit = new StartLimit(burst, Duration.ofSeconds(window));
    List<Instant> starts = new ArrayList<>();
    Instant now = T;
    for (int gap : gaps) {
      now = now.plusSeconds(gap);
      if (limit.judge(starts, now).allowed()) {
        starts.add(now);
      }
    }
    for (Instant first : starts) {
      Instant end = first.plusSeconds(window);
      assertThat(starts.stream().filter(s -> !s.isBefore(first) && s.isBefore(end)).count())
          .isLessThanOrEqualTo(burst);
    }
  }

  @Property
  void theNextTimeIsTheFirstThatIsAllowedWhateverTheOrder(
      @ForAll @IntRange(min = 1, max = 5) int burst,
      @ForAll @Size(max = 20) List<@IntRange(max = 100) Integer> seconds,
      @ForAll long seed) {
    StartLimit limit = new StartLimit(burst, Duration.ofSeconds(60));
    List<Instant> starts = new ArrayList<>(seconds.stream().map(s -> at(s)).toList());
    StartLimit.Verdict verdict = limit.judge(starts, at(100));
    Instant next = verdict.nextAt();
    if (next != null) {
      assertThat(next).isAfter(at(100));
      assertThat(limit.judge(starts, next).allowed()).isTrue();
      assertThat(limit.judge(starts, next.minusNanos(1)).allowed()).isFalse();
    }
    Collections.shuffle(starts, new Random(seed));
    assertThat(limit.judge(starts, at(100))).isEqualTo(verdict);
  }
}
