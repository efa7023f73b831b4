package org.toban.alert;

import java.nio.charset.StandardCharsets;

/**
 * The identity of an alert: the 64-bit FNV-1a hash of its sorted labels, as Prometheus and
 * Alertmanager compute it (each name and each value followed by a 0xFF byte), so that it equals the
 * {@code fingerprint} of Alertmanager's API.
 */
public record Fingerprint(long value) implements Comparable<Fingerprint> {
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  public static Fingerprint of(Labels labels) {
    long hash = OFFSET;
    for (int i = 0; i < labels.size(); i++) {
      hash = add(hash, labels.name(i));
      hash = add(hash, labels.value(i));
    }
    return new Fingerprint(hash);
  }

  /**
   * Reads the 16 hexadecimal digits of Alertmanager's API.
   *
   * @throws NumberFormatException when the text is something else
   */
  public static Fingerprint parse(String hex) {
    return new Fingerprint(Long.parseUnsignedLong(hex, 16));
  }

  private static long add(long seed, String text) {
    long hash = seed;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * PRIME;
    }
    return (hash ^ 0xff) * PRIME;
  }

  @Override
  public int compareTo(Fingerprint other) {
    return Long.compareUnsigned(value, other.value);
  }

  /** 16 hexadecimal digits. */
  @Override
  public String toString() {
    return String.format("%016x", value);
  }
}
