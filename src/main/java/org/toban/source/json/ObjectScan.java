package org.toban.source.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.toban.source.json.Prints.Spots;

/**
 * Finds where a JSON object ends, and where in it the times stand that Alertmanager writes anew
 * with every answer. It judges nothing: of an object that is not valid it finds some end or none.
 */
final class ObjectScan {
  private static final byte[][] MOVING = {
    "updatedAt".getBytes(StandardCharsets.US_ASCII), "endsAt".getBytes(StandardCharsets.US_ASCII)
  };

  private int begin;
  private int at;
  private int depth;
  private boolean inString;

  /** Whether this string has a backslash, and whether the last byte was one. */
  private boolean escapes;

  private boolean escaped;
  private int stringBegin;

  /** Of the object itself: whether a value comes next, and whether it is one that moves. */
  private boolean value;

  private boolean moving;
  private long spots;

  /** A new object begins here. */
  void begin(int index) {
    begin = index;
    at = index;
    depth = 0;
    inString = false;
    escaped = false;
    value = false;
    moving = false;
    spots = Spots.NONE;
  }

  /** The bytes have moved in their buffer. */
  void move(int by) {
    begin += by;
    at += by;
    stringBegin += by;
  }

  /** One past the object's last byte. */
  int end() {
    return at;
  }

  long spots() {
    return spots;
  }

  /** Goes on up to the end of the object, true, or of what is there. */
  boolean advance(byte[] bytes, int to) {
    while (at < to) {
      byte b = bytes[at++];
      if (inString) {
        readInString(b, bytes, to);
      } else if (b == '"') {
        inString = true;
        escapes = false;
        stringBegin = at;
      } else if (b == '{' || b == '[') {
        depth++;
      } else if (b == '}' || b == ']') {
        if (--depth == 0) {
          return true;
        }
      } else if (depth == 1) {
        value = b == ':' || (value && b != ',');
      }
    }
    return false;
  }

  private void readInString(byte first, byte[] bytes, int to) {
    if (escaped) {
      escaped = false;
      return;
    }
    byte b = first;
    while (b != '"' && b != '\\') {
      if (at == to) {
        return;
      }
      b = bytes[at++];
    }
    if (b == '\\') {
      escapes = true;
      escaped = true;
    } else {
      inString = false;
      if (depth == 1) {
        endString(bytes, at - 1);
      }
    }
  }

  private void endString(byte[] bytes, int end) {
    if (value) {
      if (moving && !escapes) {
        spots = Spots.with(spots, stringBegin - begin, end - stringBegin);
      }
      moving = false;
    } else {
      moving = !escapes && isMoving(bytes, stringBegin, end);
    }
  }

  private static boolean isMoving(byte[] bytes, int from, int to) {
    for (byte[] name : MOVING) {
      if (Arrays.equals(bytes, from, to, name, 0, name.length)) {
        return true;
      }
    }
    return false;
  }
}
