package org.toban.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RosterTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  private static Shift shift(String who, int fromHour, int toHour) {
    return new Shift(
        who, NOON.plus(HOUR.multipliedBy(fromHour)), NOON.plus(HOUR.multipliedBy(toHour)));
  }

  private static Schedule schedule(Shift... shifts) {
    return new Schedule(
        List.of(shifts), NOON.minus(Duration.ofDays(1)), NOON.plus(Duration.ofDays(1)));
  }

  private static Roster roster(Shift... overrides) {
    return Roster.of(
        List.of(new Roster.Rota("primary", List.of("一次対応"), List.of(overrides), HOUR)));
  }

  private static Duty onCall(String... who) {
    return new Duty.OnCall(List.of(who));
  }

  @Test
  void whoIsOnCallIsMeantByTheSchedulesName() {
    Roster roster = roster().read("primary", schedule(shift("Aoki", -1, 1)), NOON);
    assertThat(roster.meant(List.of("oncall:primary"), NOON)).contains(onCall("Aoki"));
    assertThat(roster.meant(List.of("一次対応", "Chiba"), NOON)).contains(onCall("Aoki", "Chiba"));
    assertThat(roster.meant(List.of("Chiba"), NOON)).isEmpty();
    assertThat(roster.meant(List.of("oncall:other"), NOON)).isEmpty();
    assertThat(roster.lacks("oncall:other")).isTrue();
    assertThat(roster.lacks("Chiba")).isFalse();
  }

  @Test
  void aGapIsNobodyOnlyWhileTheScheduleCanBeRead() {
    List<String> primary = List.of("oncall:primary");
    assertThat(roster().meant(primary, NOON)).contains(new Duty.Unknown());
    Roster read = roster().read("primary", schedule(shift("Aoki", 1, 2)), NOON);
    assertThat(read.meant(primary, NOON)).contains(new Duty.Nobody());
    Roster failed = read.failed("primary", "refused");
    assertThat(failed.meant(primary, NOON)).contains(new Duty.Unknown());
    assertThat(failed.meant(primary, NOON.plus(HOUR))).contains(onCall("Aoki"));
    assertThat(read.meant(primary, NOON.plus(HOUR.multipliedBy(3))))
        .as("too old to believe")
        .contains(new Duty.Unknown());
    assertThat(failed.read("primary", schedule(), NOON).meant(primary, NOON))
        .contains(new Duty.Nobody());
  }

  @Test
  void whatWasReadBeforeTheStartIsStaleUntilTheFirstReading() {
    List<String> primary = List.of("oncall:primary");
    Roster remembered =
        roster().remembered("primary", schedule(shift("Aoki", -1, 1)), NOON.minusSeconds(60));
    assertThat(remembered.meant(primary, NOON)).contains(onCall("Aoki"));
    assertThat(remembered.rotas().get("primary").isStale(NOON)).as("however young").isTrue();
    assertThat(remembered.meant(primary, NOON.plus(HOUR)))
        .as("its gap is not believed")
        .contains(new Duty.Unknown());
    Roster failed = remembered.failed("primary", "refused");
    assertThat(failed.meant(primary, NOON)).contains(onCall("Aoki"));
    assertThat(failed.rotas().get("primary").readAt()).isEqualTo(NOON.minusSeconds(60));
    Roster read = failed.read("primary", schedule(shift("Baba", -1, 1)), NOON);
    assertThat(read.rotas().get("primary").isStale(NOON)).isFalse();
    assertThat(read.remembered("primary", schedule(shift("Aoki", -1, 1)), NOON))
        .as("what is read since wins")
        .isEqualTo(read);
  }

  @Test
  void gapsAreWhatNeitherShiftsNorOverridesCover() {
    Schedule schedule =
        schedule(shift("Aoki", -3, 1), shift("Baba", 1, 2), shift("Aoki", 5, 6), shift("X", 5, 8));
    Instant end = NOON.plus(HOUR.multipliedBy(40));
    assertThat(schedule.gaps(NOON, end, List.of(shift("Chiba", 3, 4))))
        .as("the schedule ends after a day")
        .containsExactly(gap(2, 3), gap(4, 5), gap(8, 24));
    assertThat(schedule.gaps(NOON, NOON.plus(HOUR), List.of())).isEmpty();
    assertThat(schedule().gaps(NOON, NOON.plus(HOUR), List.of())).containsExactly(gap(0, 1));
  }

  private static Schedule.Gap gap(int fromHour, int toHour) {
    return new Schedule.Gap(
        NOON.plus(HOUR.multipliedBy(fromHour)), NOON.plus(HOUR.multipliedBy(toHour)));
  }

  @Test
  void anOverrideCountsAloneAndNeedsNoSchedule() {
    Roster roster = roster(shift("Baba", 0, 1));
    assertThat(roster.meant(List.of("oncall:primary"), NOON)).contains(onCall("Baba"));
    Roster read = roster.read("primary", schedule(shift("Aoki", -1, 3)), NOON);
    assertThat(read.meant(List.of("oncall:primary"), NOON)).contains(onCall("Baba"));
    Roster.Rota rota = read.rotas().get("primary");
    assertThat(rota.next(NOON)).isEqualTo(new Schedule.Turn(NOON.plus(HOUR), onCall("Aoki")));
    assertThat(rota.next(NOON.plus(HOUR)))
        .isEqualTo(new Schedule.Turn(NOON.plus(HOUR.multipliedBy(3)), new Duty.Nobody()));
  }

  /** Held against the plain meaning, hour by hour. */
  @Property
  void nowAndNextAreWhatTheShiftsSay(
      @ForAll @Size(max = 6) List<@IntRange(min = -20, max = 20) Integer> begins,
      @ForAll @IntRange(min = 1, max = 9) int length) {
    List<Shift> shifts = new ArrayList<>();
    begins.forEach(it -> shifts.add(shift("P" + Math.abs(it % 3), it, it + length)));
    Schedule schedule = schedule(shifts.toArray(Shift[]::new));
    for (int hour = -20; hour < 20; hour++) {
      Instant at = NOON.plus(HOUR.multipliedBy(hour));
      int here = hour;
      List<String> who =
          begins.stream()
              .filter(it -> it <= here && here < it + length)
              .map(it -> "P" + Math.abs(it % 3))
              .distinct()
              .sorted()
              .toList();
      Duty duty = who.isEmpty() ? new Duty.Nobody() : new Duty.OnCall(who);
      assertThat(schedule.at(at, List.of())).isEqualTo(duty);
      Schedule.Turn next = schedule.next(at, List.of());
      Instant until = next == null ? NOON.plus(HOUR.multipliedBy(23)) : next.at();
      for (Instant it = at; it.isBefore(until); it = it.plus(HOUR)) {
        assertThat(schedule.at(it, List.of())).isEqualTo(duty);
      }
      Optional.ofNullable(next).ifPresent(it -> assertThat(it.duty()).isNotEqualTo(duty));
    }
  }
}
