package org.toban.drill.shell;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** What a file descriptor leads to. */
public interface Stream {
  /**
   * Reads some bytes, waiting for them.
   *
   * @return how many, -1 at the end
   */
  default int read(byte[] into, Process reader) {
    throw new FileProblem("Bad file descriptor");
  }

  /** Writes all bytes, waiting for room. */
  default void write(byte[] bytes, int offset, int length, Process writer) {
    throw new FileProblem("Bad file descriptor");
  }

  /** What the writer says when it writes no more. */
  default void close() {}

  /** {@code /dev/null}. */
  static Stream nothing() {
    return new Stream() {
      @Override
      public int read(byte[] into, Process reader) {
        return -1;
      }

      @Override
      public void write(byte[] bytes, int offset, int length, Process writer) {}
    };
  }

  /** Reads these bytes. */
  static Stream of(byte[] bytes) {
    return new Stream() {
      private int at;

      @Override
      public synchronized int read(byte[] into, Process reader) {
        int count = Math.min(into.length, bytes.length - at);
        System.arraycopy(bytes, at, into, 0, count);
        at += count;
        return count == 0 ? -1 : count;
      }
    };
  }

  /** Keeps what is written. */
  final class Capture implements Stream {
    private static final int MOST = 8 << 20;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public synchronized void write(byte[] from, int offset, int length, Process writer) {
      writer.check();
      if (bytes.size() < MOST) {
        bytes.write(from, offset, length);
      }
    }

    public synchronized String text() {
      return bytes.toString(StandardCharsets.UTF_8);
    }
  }
}
