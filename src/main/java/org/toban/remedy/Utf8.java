package org.toban.remedy;

/** Where characters begin and end in bytes of UTF-8. */
final class Utf8 {
  private Utf8() {}

  /** How many bytes at the end, 0 to 3, begin a character that is not finished. */
  static int unfinished(byte[] bytes, int length) {
    for (int back = 1; back <= Math.min(3, length); back++) {
      byte b = bytes[length - back];
      if (!isContinuation(b)) {
        return lengthOf(b) > back ? back : 0;
      }
    }
    return 0;
  }

  /** How many bytes at the start, 0 to 3, continue a character that began before. */
  static int continued(byte[] bytes) {
    int count = 0;
    while (count < Math.min(3, bytes.length) && isContinuation(bytes[count])) {
      count++;
    }
    return count;
  }

  private static boolean isContinuation(byte b) {
    return (b & 0xC0) == 0x80;
  }

  private static int lengthOf(byte first) {
    int bits = first & 0xFF;
    return bits >= 0xF0 ? 4 : bits >= 0xE0 ? 3 : bits >= 0xC0 ? 2 : 1;
  }
}
