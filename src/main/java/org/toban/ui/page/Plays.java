package org.toban.ui.page;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.toban.ui.parts.Practice.Attempt;

/** The earlier plays of one scenario, newest first, and how a time stands beside theirs. */
record Plays(List<Attempt> earlier) {
  Plays {
    earlier = List.copyOf(earlier);
  }

  /** Every play of a scenario. */
  static Plays of(String scenario, List<Attempt> all) {
    return new Plays(
        all.stream()
            .filter(it -> it.scenario().equals(scenario))
            .sorted(Comparator.comparing(Attempt::brokenAt).reversed())
            .toList());
  }

  /** Those before a play. */
  static Plays before(Attempt attempt, List<Attempt> all) {
    return new Plays(
        of(attempt.scenario(), all).earlier.stream()
            .filter(it -> it.brokenAt().isBefore(attempt.brokenAt()))
            .toList());
  }

  /** Times of one kind, of the plays that came so far, newest first. */
  List<Duration> times(Function<Attempt, @Nullable Duration> kind) {
    return earlier.stream().map(kind).filter(Objects::nonNull).toList();
  }

  @Nullable Duration best(Function<Attempt, @Nullable Duration> kind) {
    return times(kind).stream().min(Comparator.naturalOrder()).orElse(null);
  }

  /** The time in the middle: one bad play, or one with lunch in it, does not move it. */
  @Nullable Duration usual(Function<Attempt, @Nullable Duration> kind) {
    List<Duration> sorted = times(kind).stream().sorted().toList();
    return sorted.isEmpty() ? null : sorted.get((sorted.size() - 1) / 2);
  }
}
