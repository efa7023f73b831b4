package org.toban.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who is on call when, as instants: zones and recurrences are resolved by whoever made it.
 *
 * @param shifts those that overlap are on call together
 * @param from the first instant that it tells of
 * @param until the first that it does not tell of any more
 */
public record Schedule(List<Shift> shifts, Instant from, Instant until) {
  public Schedule {
    shifts = shifts.stream().sorted(Comparator.comparing(Shift::begin)).toList();
    if (until.isBefore(from)) {
      throw new IllegalArgumentException("a schedule from " + from + " to " + until);
    }
  }

  /** What is known of an instant before any schedule could be read. */
  static Schedule unread() {
    return new Schedule(List.of(), Instant.EPOCH, Instant.EPOCH);
  }

  /** A change of who is on call. */
  public record Turn(Instant at, Duty duty) {}

  /** Who is on call; where an override stands it counts alone. */
  public Duty at(Instant at, List<Shift> overrides) {
    List<String> instead = covering(overrides, at);
    if (!instead.isEmpty()) {
      return new Duty.OnCall(instead);
    }
    if (at.isBefore(from) || !at.isBefore(until)) {
      return new Duty.Unknown();
    }
    List<String> who = covering(shifts, at);
    return who.isEmpty() ? new Duty.Nobody() : new Duty.OnCall(who);
  }

  private static List<String> covering(List<Shift> shifts, Instant at) {
    return shifts.stream().filter(it -> it.covers(at)).map(Shift::who).distinct().sorted().toList();
  }

  /**
   * A time in which nobody is on call.
   *
   * @param end the first instant after it
   */
  public record Gap(Instant begin, Instant end) {}

  /** When nobody is on call between two instants; only of what the schedule tells. */
  public List<Gap> gaps(Instant begin, Instant end, List<Shift> overrides) {
    List<Instant> turns =
        Stream.concat(
                Stream.of(begin, end, from, until),
                Stream.concat(shifts.stream(), overrides.stream())
                    .flatMap(it -> Stream.of(it.begin(), it.end())))
            .filter(it -> !it.isBefore(begin) && !it.isAfter(end))
            .sorted()
            .distinct()
            .toList();
    List<Gap> gaps = new ArrayList<>();
    for (int i = 0; i + 1 < turns.size(); i++) {
      if (at(turns.get(i), overrides) instanceof Duty.Nobody) {
        boolean goesOn = !gaps.isEmpty() && gaps.getLast().end().equals(turns.get(i));
        Instant since = goesOn ? gaps.removeLast().begin() : turns.get(i);
        gaps.add(new Gap(since, turns.get(i + 1)));
      }
    }
    return gaps;
  }

  /** The first change after an instant; null when none is known. */
  public @Nullable Turn next(Instant at, List<Shift> overrides) {
    Duty now = at(at, overrides);
    return Stream.concat(shifts.stream(), overrides.stream())
        .flatMap(it -> Stream.of(it.begin(), it.end()))
        .filter(it -> it.isAfter(at))
        .sorted()
        .distinct()
        .map(it -> new Turn(it, at(it, overrides)))
        .filter(it -> !it.duty().equals(now))
        .filter(it -> !(it.duty() instanceof Duty.Unknown))
        .findFirst()
        .orElse(null);
  }
}
