package org.toban.source.logs;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.toban.alert.Labels;

/** Lines counted by what they have in common. Bounded: what is too various is counted together. */
final class Tally {
  /** Kept of each pattern; the others are only counted. */
  static final int NEWEST = 5;

  static final int PATTERNS = 1000;

  static final String VARIOUS_NAME = "various";

  /** The pattern of the lines that have none of their own; no line has a zero in its pattern. */
  static final LinePattern VARIOUS = new LinePattern("\0" + VARIOUS_NAME);

  private final Map<Key, Group> groups = new LinkedHashMap<>();

  /** Similar lines with the same values of the labels that the rule groups by. */
  record Key(LinePattern pattern, Labels labels) {
    boolean isVarious() {
      return pattern.equals(VARIOUS);
    }
  }

  /** How many, since when, and the newest of them. */
  static final class Group {
    private int count;
    private int patterns;
    private Instant oldest = Instant.MAX;
    private final Deque<LogLine> newest = new ArrayDeque<>();

    private void add(LogLine line) {
      count++;
      oldest = line.at().isBefore(oldest) ? line.at() : oldest;
      newest.addFirst(line);
      if (newest.size() > NEWEST) {
        newest.removeLast();
      }
    }

    /** Lines of another group, which come after the lines of the groups before it. */
    void add(Group other) {
      count += other.count;
      patterns += Math.max(1, other.patterns);
      oldest = other.oldest.isBefore(oldest) ? other.oldest : oldest;
      List<LogLine> all =
          java.util.stream.Stream.concat(newest.stream(), other.newest.stream())
              .sorted(java.util.Comparator.comparing(LogLine::at).reversed())
              .limit(NEWEST)
              .toList();
      newest.clear();
      newest.addAll(all);
    }

    int count() {
      return count;
    }

    /** How many patterns were put together here; 0 when it is one. */
    int patterns() {
      return patterns;
    }

    Instant oldest() {
      return oldest;
    }

    /** Newest first. */
    List<LogLine> newest() {
      return List.copyOf(newest);
    }
  }

  /** Counts lines, which are oldest first. */
  static Tally of(List<LogLine> lines, List<String> groupBy) {
    Tally tally = new Tally();
    for (LogLine line : lines) {
      Labels labels = line.labels().only(groupBy);
      Key key = new Key(LinePattern.of(line.text()), labels);
      if (!tally.groups.containsKey(key) && tally.groups.size() >= PATTERNS) {
        key = new Key(VARIOUS, Labels.empty());
      }
      tally.groups.computeIfAbsent(key, it -> new Group()).add(line);
    }
    return tally;
  }

  Map<Key, Group> groups() {
    return groups;
  }
}
