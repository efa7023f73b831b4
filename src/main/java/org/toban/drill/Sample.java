package org.toban.drill;

import java.util.Map;
import java.util.TreeMap;

/** One value of one series. */
record Sample(String metric, Map<String, String> labels, double value) {
  Sample {
    labels = new TreeMap<>(labels);
  }
}
