package org.toban.source.logs;

import java.util.Comparator;
import java.util.List;

/**
 * What a log server had.
 *
 * @param lines oldest first
 * @param whole whether there are no more in the span than these
 */
record Found(List<LogLine> lines, boolean whole) {
  Found {
    lines = lines.stream().sorted(Comparator.comparing(LogLine::at)).toList();
  }
}
