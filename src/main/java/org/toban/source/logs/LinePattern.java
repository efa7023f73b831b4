package org.toban.source.logs;

import org.toban.alert.Fingerprint;

/**
 * What similar lines have in common: the line with everything that differs from time to time
 * masked. A function of the line alone, so that every console, and every run of one, finds the same
 * pattern.
 */
record LinePattern(String text) {
  static LinePattern of(String line) {
    return new LinePattern(new Masker(Headline.of(line)).mask());
  }

  /** Eight hexadecimal digits. */
  String id() {
    return String.format("%08x", (int) (Fingerprint.add(Fingerprint.NO_LABELS, text) >>> 32));
  }
}
