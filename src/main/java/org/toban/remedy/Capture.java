package org.toban.remedy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The first and the last bytes of an output of any length, without its NULs. Bounded; not safe for
 * several threads.
 */
final class Capture {
  private final int limit;
  private final ByteArrayOutputStream head = new ByteArrayOutputStream();

  /** A ring; byte number n after the head lies at n modulo the limit. */
  private byte[] tail = new byte[0];

  private long afterHead;

  /**
   * @param limit bytes to keep at each end
   */
  Capture(int limit) {
    this.limit = limit;
  }

  void accept(byte[] bytes, int offset, int length) {
    int first = Math.min(length, limit - head.size());
    head.write(bytes, offset, first);
    if (length > first) {
      keepLast(bytes, offset + first, length - first);
    }
  }

  private void keepLast(byte[] bytes, int offset, int length) {
    if (tail.length == 0) {
      tail = new byte[limit];
    }
    int skipped = Math.max(0, length - limit);
    int at = (int) ((afterHead + skipped) % limit);
    int count = length - skipped;
    int upToEnd = Math.min(count, limit - at);
    System.arraycopy(bytes, offset + skipped, tail, at, upToEnd);
    System.arraycopy(bytes, offset + skipped + upToEnd, tail, 0, count - upToEnd);
    afterHead += length;
  }

  /** What is kept, cut between characters. */
  Outcome.Output output() {
    byte[] first = head.toByteArray();
    byte[] last = last();
    long left = afterHead - last.length;
    if (left == 0) {
      byte[] whole = Arrays.copyOf(first, first.length + last.length);
      System.arraycopy(last, 0, whole, first.length, last.length);
      return new Outcome.Output(new String(whole, StandardCharsets.UTF_8), "", 0);
    }
    int end = first.length - Utf8.unfinished(first, first.length);
    int start = Utf8.continued(last);
    return new Outcome.Output(
        new String(first, 0, end, StandardCharsets.UTF_8),
        new String(last, start, last.length - start, StandardCharsets.UTF_8),
        left + (first.length - end) + start);
  }

  private byte[] last() {
    int length = (int) Math.min(limit, afterHead);
    byte[] last = new byte[length];
    for (int i = 0; i < length; i++) {
      last[i] = tail[(int) ((afterHead - length + i) % limit)];
    }
    return last;
  }
}
