package org.toban.source.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * How the alerts of an answer stood in it, in bytes: for each, in the order of the answer, its
 * length, the places of the values that move with every answer, and a 64-bit hash of all other
 * bytes. 24 bytes an alert, where the text would be a thousand.
 *
 * <p>The hash is keyed with secrets of this process, so that nobody can write an alert that passes
 * for another one; two texts have the same by chance once in 2^64.
 */
final class Prints {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long[] KEYS = new SecureRandom().longs(3).toArray();

  /** What is known of an alert whose bytes were not kept track of. */
  private static final int UNKNOWN = 0;

  private int size;
  private long[] hashes;
  private int[] lengths;
  private long[] moving;

  private Prints(int size, int room) {
    this.size = size;
    hashes = new long[room];
    lengths = new int[room];
    moving = new long[room];
  }

  /** Of so many alerts of which nothing is known. */
  static Prints unknown(int size) {
    return new Prints(size, size);
  }

  /** Of none yet. */
  static Prints room(int expected) {
    return new Prints(0, expected);
  }

  int size() {
    return size;
  }

  /** Of one alert: used again for each. */
  static final class Print {
    private long hash;
    private int length;
    private long moving;

    /** Nothing is known. */
    void forget() {
      length = UNKNOWN;
    }

    /**
     * Takes the print of an alert in a buffer.
     *
     * @param spots where values move, by {@link Spots}
     */
    void take(byte[] bytes, int from, int to, long spots) {
      length = to - from;
      moving = spots;
      hash = hash(bytes, from, length, spots);
    }
  }

  void add(Print print) {
    makeRoom();
    set(size++, print);
  }

  /** The same alert in other bytes. */
  void set(int index, Print print) {
    hashes[index] = print.hash;
    lengths[index] = print.length;
    moving[index] = print.moving;
  }

  void add(Prints other, int index) {
    makeRoom();
    hashes[size] = other.hashes[index];
    lengths[size] = other.lengths[index];
    moving[size++] = other.moving[index];
  }

  private void makeRoom() {
    if (size == lengths.length) {
      int more = Math.max(16, size * 2);
      hashes = Arrays.copyOf(hashes, more);
      lengths = Arrays.copyOf(lengths, more);
      moving = Arrays.copyOf(moving, more);
    }
  }

  /** In bytes; 0 when it is not known. */
  int length(int index) {
    return lengths[index];
  }

  /** Whether the bytes from here on are those of an alert, but for the values that move. */
  boolean matches(int index, byte[] bytes, int from) {
    int length = lengths[index];
    long spots = moving[index];
    return bytes[from + length - 1] == '}'
        && Spots.hold(spots, bytes, from)
        && hashes[index] == hash(bytes, from, length, spots);
  }

  private static long hash(byte[] bytes, int from, int length, long spots) {
    long hash = KEYS[0] ^ length;
    int at = 0;
    for (int i = 0; i < Spots.MOST; i++) {
      int begin = Spots.begin(spots, i);
      if (begin > 0) {
        hash = add(hash, bytes, from + at, from + begin);
        at = begin + Spots.length(spots, i);
      }
    }
    return add(hash, bytes, from + at, from + length);
  }

  private static long add(long seed, byte[] bytes, int from, int to) {
    long hash = seed;
    int at = from;
    for (; at + 16 <= to; at += 16) {
      hash = fold((long) LONG.get(bytes, at) ^ KEYS[1] ^ hash, eight(bytes, at + 8) ^ KEYS[2]);
    }
    long rest = 0;
    if (at + 8 <= to) {
      rest = eight(bytes, at);
      at += 8;
    }
    long last = (long) to - from;
    for (; at < to; at++) {
      last = (last << 8) | (bytes[at] & 0xff);
    }
    return fold(rest ^ KEYS[1] ^ hash, last ^ KEYS[2]);
  }

  private static long eight(byte[] bytes, int at) {
    return (long) LONG.get(bytes, at);
  }

  private static long fold(long one, long other) {
    return one * other ^ Math.unsignedMultiplyHigh(one, other);
  }

  /** Up to two places in an alert, packed: 24 bits where the value begins, 8 for its length. */
  static final class Spots {
    static final int MOST = 2;
    static final long NONE = 0;
    private static final int LONGEST = 64;
    private static final int FARTHEST = 1 << 24;

    private Spots() {}

    /** With one more place behind the others; without it when it cannot be one. */
    static long with(long spots, int begin, int length) {
      if (length > LONGEST || begin >= FARTHEST || begin(spots, 1) > 0) {
        return spots;
      }
      long spot = (long) begin << 8 | length;
      return begin(spots, 0) > 0 ? spots | spot << 32 : spot;
    }

    static int begin(long spots, int which) {
      return (int) (spots >>> (which * 32 + 8)) & (FARTHEST - 1);
    }

    static int length(long spots, int which) {
      return (int) (spots >>> (which * 32)) & 0xff;
    }

    /** Whether times stand there: digits and signs, nothing that could end the string. */
    private static boolean hold(long spots, byte[] bytes, int from) {
      for (int i = 0; i < MOST; i++) {
        int begin = from + begin(spots, i);
        int end = begin + length(spots, i);
        for (int at = begin; at < end; at++) {
          byte b = bytes[at];
          boolean time = (b >= '+' && b <= ':' && b != ',' && b != '/') || b == 'T' || b == 'Z';
          if (!time) {
            return false;
          }
        }
      }
      return true;
    }
  }
}
