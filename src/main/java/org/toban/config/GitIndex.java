package org.toban.config;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** Git's index, versions 2 to 4: which content git has of each file (gitformat-index(5)). */
final class GitIndex {
  private static final int MAGIC = 0x44495243;
  private static final int STAT = 40;
  private static final int EXTENDED = 0x4000;
  private static final int STAGE = 0x3000;

  private final ByteBuffer in;
  private final int version;
  private final int idLength;

  private GitIndex(ByteBuffer in, int version, int idLength) {
    this.in = in;
    this.version = version;
    this.idLength = idLength;
  }

  /**
   * The ids by path.
   *
   * @param idLength of an id, in bytes
   * @throws IOException when it is none, or of another version
   */
  static Map<String, String> read(byte[] bytes, int idLength) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      int magic = in.getInt();
      int version = in.getInt();
      if (magic != MAGIC || version < 2 || version > 4) {
        throw new IOException("no index of a version that is known");
      }
      return new GitIndex(in, version, idLength).entries(in.getInt());
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new IOException("the index is cut off", e);
    }
  }

  private Map<String, String> entries(int count) {
    Map<String, String> ids = new HashMap<>();
    byte[] path = new byte[0];
    for (int i = 0; i < count; i++) {
      int begin = in.position();
      in.position(begin + STAT);
      byte[] id = new byte[idLength];
      in.get(id);
      int flags = in.getShort();
      if ((flags & EXTENDED) != 0) {
        in.getShort();
      }
      int kept = version < 4 ? 0 : path.length - number();
      ByteArrayOutputStream name = new ByteArrayOutputStream();
      name.write(path, 0, kept);
      for (byte b = in.get(); b != 0; b = in.get()) {
        name.write(b);
      }
      path = name.toByteArray();
      if (version < 4) {
        // each entry is filled up to a multiple of eight; one zero at least ends the path
        in.position(begin + (in.position() - 1 - begin + 8) / 8 * 8);
      }
      if ((flags & STAGE) == 0) {
        ids.put(new String(path, StandardCharsets.UTF_8), HexFormat.of().formatHex(id));
      }
    }
    return Map.copyOf(ids);
  }

  /** A number of seven bits a byte, each continued one counted up by one. */
  private int number() {
    int b = in.get() & 0xff;
    int value = b & 0x7f;
    while ((b & 0x80) != 0) {
      b = in.get() & 0xff;
      value = ((value + 1) << 7) | (b & 0x7f);
    }
    return value;
  }
}
