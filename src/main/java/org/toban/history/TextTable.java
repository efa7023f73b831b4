package org.toban.history;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes each text once, and from then on as a number of one to four bytes. */
final class TextTable {
  /** More than a source may send in one text. */
  private static final int LONGEST = 4 << 20;

  private static final int NEW = 0;

  private TextTable() {}

  /** To a stream. */
  static final class Writer {
    private final DataOutputStream out;
    private final Map<String, Integer> places = new HashMap<>();

    Writer(DataOutputStream out) {
      this.out = out;
    }

    void write(String text) throws IOException {
      Integer place = places.putIfAbsent(text, places.size() + 1);
      if (place != null) {
        number(place);
        return;
      }
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      number(NEW);
      number(bytes.length);
      out.write(bytes);
    }

    private void number(int value) throws IOException {
      int left = value;
      while (left > 0x7f) {
        out.writeByte((left & 0x7f) | 0x80);
        left >>>= 7;
      }
      out.writeByte(left);
    }
  }

  /** From a stream. */
  static final class Reader {
    private final DataInputStream in;
    private final List<String> texts = new ArrayList<>();

    Reader(DataInputStream in) {
      this.in = in;
    }

    String read() throws IOException {
      int place = number();
      if (place != NEW) {
        return texts.get(place - 1);
      }
      int length = number();
      if (length > LONGEST) {
        throw new IOException("damaged: a text of " + length + " bytes");
      }
      byte[] bytes = in.readNBytes(length);
      if (bytes.length < length) {
        throw new IOException("cut off");
      }
      String text = new String(bytes, StandardCharsets.UTF_8);
      texts.add(text);
      return text;
    }

    private int number() throws IOException {
      int value = 0;
      for (int shift = 0; shift < 28; shift += 7) {
        int next = in.readUnsignedByte();
        value |= (next & 0x7f) << shift;
        if (next < 0x80) {
          return value;
        }
      }
      throw new IOException("damaged: no number");
    }
  }
}
