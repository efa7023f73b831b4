package org.toban.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.toban.source.fault.Fault;
import org.toban.source.fault.PollFailure;

/**
 * An answer's bytes while they come in: counted against the cap of the source, and held to UTF-8
 * (RFC 3629), of which JSON parsers check only a part.
 */
public final class CheckedBody extends FilterInputStream {
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long HIGH_BITS = 0x8080808080808080L;

  private final long limit;
  private long count;

  /** How many bytes of the current character are still to come, and where the next must lie. */
  private int missing;

  private int least;
  private int most;

  public CheckedBody(InputStream body, long limit) {
    super(body);
    this.limit = limit;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = receive(buffer, offset, length);
    if (read > 0) {
      check(buffer, offset, offset + read);
      count += read;
      if (count > limit) {
        throw new PollFailure(new Fault.OverLimit(limit));
      }
    } else if (missing > 0) {
      throw notUtf8(0);
    }
    return read;
  }

  private int receive(byte[] buffer, int offset, int length) throws PollFailure {
    try {
      return in.read(buffer, offset, length);
    } catch (IOException e) {
      throw new PollFailure(
          new Fault.Unreadable("byte " + count, "the answer broke off (" + reason(e) + ")"));
    }
  }

  private static String reason(IOException e) {
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return e.getMessage() == null ? "the connection ended" : message;
  }

  @Override
  public long skip(long bytes) {
    throw new UnsupportedOperationException("every byte is read");
  }

  private void check(byte[] buffer, int from, int to) throws PollFailure {
    int at = from;
    while (at < to) {
      if (missing == 0) {
        at = skipAscii(buffer, at, to);
        if (at == to) {
          return;
        }
      }
      checkByte(buffer[at] & 0xff, at - from);
      at++;
    }
  }

  private static int skipAscii(byte[] buffer, int from, int to) {
    int at = from;
    while (at + 32 <= to
        && (eight(buffer, at)
                | eight(buffer, at + 8)
                | eight(buffer, at + 16)
                | eight(buffer, at + 24))
            == 0) {
      at += 32;
    }
    while (at + 8 <= to && eight(buffer, at) == 0) {
      at += 8;
    }
    return at;
  }

  /** The high bits of eight bytes: zero when all of them are ASCII. */
  private static long eight(byte[] buffer, int at) {
    return (long) EIGHT.get(buffer, at) & HIGH_BITS;
  }

  private void checkByte(int b, int index) throws PollFailure {
    if (missing > 0) {
      if (b < least || b > most) {
        throw notUtf8(index);
      }
      missing--;
      least = 0x80;
      most = 0xbf;
    } else if (b >= 0x80) {
      begin(b, index);
    }
  }

  private void begin(int first, int index) throws PollFailure {
    if (first < 0xc2 || first > 0xf4) {
      throw notUtf8(index);
    }
    missing = first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
    least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80; // no longer form than needed
    most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf; // no surrogates, none over 10FFFF
  }

  private PollFailure notUtf8(int index) {
    return new PollFailure(new Fault.Unreadable("byte " + (count + index), "not UTF-8"));
  }
}
