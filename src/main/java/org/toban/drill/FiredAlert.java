package org.toban.drill;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An alert that is pending or firing.
 *
 * @param firingSince null while it is pending
 */
record FiredAlert(
    Rule rule,
    Map<String, String> labels,
    Map<String, String> annotations,
    Instant activeAt,
    @Nullable Instant firingSince,
    double value) {
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  String name() {
    return rule.name();
  }

  boolean firing() {
    return firingSince != null;
  }

  /** 64-bit FNV-1a of the sorted labels, as Prometheus computes it. */
  String fingerprint() {
    return fingerprint(labels);
  }

  static String fingerprint(Map<String, String> labels) {
    long hash = OFFSET;
    for (Map.Entry<String, String> label : new TreeMap<>(labels).entrySet()) {
      hash = add(add(hash, label.getKey()), label.getValue());
    }
    return String.format("%016x", hash);
  }

  private static long add(long seed, String text) {
    long hash = seed;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * PRIME;
    }
    return (hash ^ 0xff) * PRIME;
  }
}
