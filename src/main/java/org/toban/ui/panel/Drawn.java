package org.toban.ui.panel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.toban.alert.Labels;
import org.toban.source.Series;

/**
 * The lines of a chart and what they are called. Pure.
 *
 * @param lines the highest last, at most {@link #MOST}
 * @param left how many series have no line
 */
record Drawn(List<Line> lines, int left) {
  static final int MOST = 8;

  Drawn {
    lines = List.copyOf(lines);
  }

  /**
   * A line.
   *
   * @param name the labels in which the series differ; empty when there is only one series
   */
  record Line(String name, List<Series.Sample> samples) {
    double last() {
      return samples.isEmpty() ? Double.NaN : samples.getLast().value();
    }

    double least() {
      return finite().min().orElse(Double.NaN);
    }

    double most() {
      return finite().max().orElse(Double.NaN);
    }

    private java.util.stream.DoubleStream finite() {
      return samples.stream().mapToDouble(Series.Sample::value).filter(Double::isFinite);
    }
  }

  static Drawn of(List<Series> series, int leftOut) {
    Set<String> differing = differing(series);
    List<Line> lines = new ArrayList<>();
    for (Series one : series) {
      lines.add(new Line(name(one.labels(), differing, series.size()), one.samples()));
    }
    lines.sort(
        Comparator.comparingDouble((Line line) -> rank(line.last()))
            .reversed()
            .thenComparing(Line::name));
    int shown = Math.min(MOST, lines.size());
    return new Drawn(lines.subList(0, shown), lines.size() - shown + leftOut);
  }

  /** What is not a number comes last. */
  private static double rank(double value) {
    return Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value;
  }

  private static Set<String> differing(List<Series> series) {
    Map<String, Set<String>> values = new LinkedHashMap<>();
    for (Series one : series) {
      for (String name : one.labels().asMap().keySet()) {
        values.computeIfAbsent(name, key -> new TreeSet<>());
      }
    }
    Set<String> differing = new TreeSet<>();
    values.forEach((name, seen) -> {
      series.forEach(one -> seen.add(one.labels().getOrDefault(name, "")));
      if (seen.size() > 1) {
        differing.add(name);
      }
    });
    return differing;
  }

  private static String name(Labels labels, Set<String> differing, int all) {
    if (all < 2) {
      return "";
    }
    List<String> parts = new ArrayList<>();
    labels
        .asMap()
        .forEach((name, value) -> {
          if (differing.contains(name)) {
            parts.add(differing.size() == 1 ? value : name + "=" + value);
          }
        });
    return parts.isEmpty() ? "–" : String.join(" ", parts);
  }
}
