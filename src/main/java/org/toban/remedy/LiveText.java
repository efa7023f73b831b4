package org.toban.remedy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Output on its way to a reader who looks now and then: whole characters, and no more than a screen
 * or two at a time, whatever the host sends. What did not fit is counted in the text. Not safe for
 * several threads.
 */
final class LiveText {
  private static final int MOST_AT_ONCE = 16 * 1024;

  private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
  private long skipped;

  void accept(byte[] bytes, int offset, int length) {
    int room = Math.min(length, Math.max(0, MOST_AT_ONCE - waiting.size()));
    if (skipped > 0) {
      room = 0; // a gap must not have text after it before it is told
    }
    waiting.write(bytes, offset, room);
    skipped += length - room;
  }

  /**
   * What came since the last time.
   *
   * @param end whether no more will come, so that a broken last character is given too
   */
  String take(boolean end) {
    byte[] bytes = waiting.toByteArray();
    int unfinished = end || skipped > 0 ? 0 : Utf8.unfinished(bytes, bytes.length);
    waiting.reset();
    waiting.write(bytes, bytes.length - unfinished, unfinished);
    String text = new String(bytes, 0, bytes.length - unfinished, StandardCharsets.UTF_8);
    if (skipped > 0) {
      text += "\n[... " + skipped + " bytes not shown live ...]\n";
      skipped = 0;
    }
    return text;
  }
}
