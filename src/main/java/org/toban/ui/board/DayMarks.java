package org.toban.ui.board;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.toban.history.History;

/** In which of the last 24 hours an alert fired, as one bit an hour; bit 0 is the current hour. */
public record DayMarks(Map<String, Integer> byFingerprint) {
  static final int HOURS = 24;

  public static DayMarks none() {
    return new DayMarks(Map.of());
  }

  public static DayMarks of(Collection<History.Episode> episodes, Instant now) {
    Map<String, Integer> marks = new HashMap<>();
    for (History.Episode episode : episodes) {
      Instant ended = episode.endedAt();
      int first = hoursAgo(episode.startedAt(), now);
      int last = hoursAgo(ended == null ? now : ended, now);
      for (int hour = last; hour <= first; hour++) {
        marks.merge(episode.fingerprint(), 1 << hour, (a, b) -> a | b);
      }
    }
    return new DayMarks(marks);
  }

  private static int hoursAgo(Instant at, Instant now) {
    return (int) Math.clamp(Duration.between(at, now).toHours(), 0, HOURS - 1);
  }

  int of(String key) {
    return byFingerprint.getOrDefault(key, 0);
  }
}
