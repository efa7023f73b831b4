package org.toban.ui.board;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.history.History;

/** For how much of each of the last 24 hours an alert fired, and how often it began. */
public record DayChart(Map<String, Day> byFingerprint) {
  static final int HOURS = 24;

  /** A bar has this many heights besides none. */
  static final int HEIGHTS = 9;

  private static final double HOUR_MS = Duration.ofHours(1).toMillis();

  /**
   * One alert's day.
   *
   * @param heights a bar for each hour, the oldest first, 0 to {@value #HEIGHTS}
   * @param times how often it began to fire, 0 when it fires since before; what several sources
   *     show at once is one time
   * @param last when it last began, null when it did not
   */
  public record Day(List<Integer> heights, int times, @Nullable Instant last) {
    static final Day NONE = new Day(Collections.nCopies(HOURS, 0), 0, null);
  }

  /** A time in which it fired. */
  private record Firing(Instant from, Instant to) {}

  public static DayChart none() {
    return new DayChart(Map.of());
  }

  /**
   * Of episodes that began or ended within the last 24 hours, for the alerts that are on the board.
   */
  public static DayChart of(
      Collection<History.Episode> episodes, Set<String> fingerprints, Instant now) {
    Map<String, List<Firing>> firings = new HashMap<>();
    for (History.Episode episode : episodes) {
      if (!fingerprints.contains(episode.fingerprint())) {
        continue;
      }
      Instant ended = episode.endedAt();
      firings
          .computeIfAbsent(episode.fingerprint(), key -> new ArrayList<>())
          .add(new Firing(episode.startedAt(), ended == null ? now : ended));
    }
    Map<String, Day> days = HashMap.newHashMap(firings.size());
    firings.forEach((key, all) -> days.put(key, day(all, now)));
    return new DayChart(days);
  }

  private static Day day(List<Firing> all, Instant now) {
    List<Firing> merged = new ArrayList<>();
    all.sort(Comparator.comparing(Firing::from));
    for (Firing firing : all) {
      Firing last = merged.isEmpty() ? null : merged.getLast();
      if (last == null || firing.from().isAfter(last.to())) {
        merged.add(firing);
      } else if (firing.to().isAfter(last.to())) {
        merged.set(merged.size() - 1, new Firing(last.from(), firing.to()));
      }
    }
    double[] shares = new double[HOURS];
    Instant start = now.minus(Duration.ofHours(HOURS));
    for (Firing firing : merged) {
      double from = Math.max(0, Duration.between(start, firing.from()).toMillis() / HOUR_MS);
      double to = Math.min(HOURS, Duration.between(start, firing.to()).toMillis() / HOUR_MS);
      for (int hour = (int) from; hour < HOURS && hour <= to; hour++) {
        double part = Math.min(to, hour + 1) - Math.max(from, hour);
        shares[hour] += Math.max(part, Double.MIN_VALUE); // an instant is seen, too
      }
    }
    List<Integer> heights =
        Arrays.stream(shares)
            .mapToObj(share -> (int) Math.min(HEIGHTS, Math.ceil(share * HEIGHTS)))
            .toList();
    long times = merged.stream().filter(it -> !it.from().isBefore(start)).count();
    return new Day(heights, (int) times, merged.getLast().from());
  }

  /** What began earlier and still fires is in no episode of these hours: it fires all of them. */
  Day of(BoardLine.Entry entry, Instant now) {
    Day day = byFingerprint.get(entry.key());
    if (day != null) {
      return day;
    }
    boolean fires = entry.row() != null && entry.row().alert().state() == Alert.State.ACTIVE;
    Instant start = now.minus(Duration.ofHours(HOURS));
    return fires && entry.since().isBefore(start)
        ? new Day(Collections.nCopies(HOURS, HEIGHTS), 0, entry.since())
        : Day.NONE;
  }
}
