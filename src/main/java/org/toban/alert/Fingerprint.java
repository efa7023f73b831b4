package org.toban.alert;

/**
 * The identity of an alert: the 64-bit FNV-1a hash of its sorted labels, as Prometheus and
 * Alertmanager compute it (each name and each value followed by a 0xFF byte), so that it equals the
 * {@code fingerprint} of Alertmanager's API.
 */
public record Fingerprint(long value) implements Comparable<Fingerprint> {
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  /** The raw value of an empty label set, to which {@link #add} adds. */
  public static final long NO_LABELS = OFFSET;

  public static Fingerprint of(Labels labels) {
    long hash = NO_LABELS;
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

  /**
   * The raw value after one more name or one more value; labels are added in the order of their
   * names, none with an empty value.
   */
  public static long add(long hash, CharSequence nameOrValue) {
    long sum = hash;
    for (int i = 0; i < nameOrValue.length(); i++) {
      char c = nameOrValue.charAt(i);
      if (c < 0x80) {
        sum = addByte(sum, c);
      } else if (Character.isSurrogate(c)) {
        int codePoint = Character.codePointAt(nameOrValue, i);
        i += Character.charCount(codePoint) - 1;
        sum = addUtf8(sum, codePoint);
      } else {
        sum = addUtf8(sum, c);
      }
    }
    return addByte(sum, 0xff);
  }

  private static long addUtf8(long hash, int codePoint) {
    if (codePoint < 0x800) {
      return addByte(addByte(hash, 0xc0 | codePoint >> 6), last6(codePoint));
    }
    if (codePoint <= Character.MAX_VALUE) {
      if (Character.isSurrogate((char) codePoint)) {
        return addByte(hash, '?'); // half a pair has no UTF-8; Java writes this in its place
      }
      long first = addByte(hash, 0xe0 | codePoint >> 12);
      return addByte(addByte(first, last6(codePoint >> 6)), last6(codePoint));
    }
    long second = addByte(addByte(hash, 0xf0 | codePoint >> 18), last6(codePoint >> 12));
    return addByte(addByte(second, last6(codePoint >> 6)), last6(codePoint));
  }

  private static int last6(int bits) {
    return 0x80 | (bits & 0x3f);
  }

  private static long addByte(long hash, int unsignedByte) {
    return (hash ^ unsignedByte) * PRIME;
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
