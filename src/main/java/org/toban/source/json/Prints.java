package org.toban.source.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

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

  /** Of so many alerts each, so that an answer of any size grows without copying what it has. */
  private static final int CHUNK_BITS = 7;

  private static final int CHUNK = 1 << CHUNK_BITS;

  private final List<Chunk> chunks = new ArrayList<>();
  private int size;

  /** The prints of alerts that stand one after the other. */
  private static final class Chunk {
    private final long[] hashes = new long[CHUNK];
    private final int[] lengths = new int[CHUNK];
    private final long[] moving = new long[CHUNK];
  }

  /** Of none yet. */
  Prints() {}

  /** Of so many alerts of which nothing is known. */
  static Prints unknown(int size) {
    Prints prints = new Prints();
    for (; prints.size < size; prints.size += Math.min(CHUNK, size - prints.size)) {
      prints.chunks.add(new Chunk());
    }
    return prints;
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
    put(index, print.hash, print.length, print.moving);
  }

  void add(Prints other, int index) {
    makeRoom();
    Chunk from = other.chunk(index);
    int place = place(index);
    put(size++, from.hashes[place], from.lengths[place], from.moving[place]);
  }

  private void put(int index, long hash, int length, long moving) {
    Chunk chunk = chunk(index);
    int place = place(index);
    chunk.hashes[place] = hash;
    chunk.lengths[place] = length;
    chunk.moving[place] = moving;
  }

  private void makeRoom() {
    if (size == chunks.size() << CHUNK_BITS) {
      chunks.add(new Chunk());
    }
  }

  private Chunk chunk(int index) {
    return chunks.get(index >> CHUNK_BITS);
  }

  private static int place(int index) {
    return index & (CHUNK - 1);
  }

  /** In bytes; 0 when it is not known. */
  int length(int index) {
    return chunk(index).lengths[place(index)];
  }

  /** Whether the bytes from here on are those of an alert, but for the values that move. */
  boolean matches(int index, byte[] bytes, int from) {
    Chunk chunk = chunk(index);
    int place = place(index);
    int length = chunk.lengths[place];
    long spots = chunk.moving[place];
    return bytes[from + length - 1] == '}'
        && Spots.hold(spots, bytes, from)
        && chunk.hashes[place] == hash(bytes, from, length, spots);
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
