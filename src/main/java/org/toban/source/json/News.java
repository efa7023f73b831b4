package org.toban.source.json;

import java.io.IOException;
import java.io.InputStream;
import org.toban.source.fault.Fault;
import org.toban.source.fault.PollFailure;

/**
 * What is new in an answer that is one array: the alerts that stand there byte for byte as in the
 * answer before, but for times that move with every answer, are told to the generation and left
 * out; the rest passes unchanged to the parser. So a steady answer of a hundred thousand alerts is
 * read at the speed of memory.
 *
 * <p>All that a parser would have said of an alert that is left out it has said of the same bytes
 * before. Whatever looks odd between two alerts passes from there on as it is, for the parser to
 * judge. One call gives bytes of one alert at most, so that the parser has taken it before the next
 * is looked at, and the order stays.
 */
final class News extends InputStream {
  /** How far an alert is looked for in the old order: some may have gone. */
  private static final int REACH = 8;

  private final InputStream answer;
  private final Generation next;
  private final ObjectScan scan = new ObjectScan();
  private final byte[] bytes;
  private int from;
  private int to;

  /** Up to where the bytes may be handed over. */
  private int ready;

  private Place place = Place.BEFORE_ARRAY;
  private boolean passed;
  private long handedOver;
  private long leftOutBytes;
  private int leftOut;

  private enum Place {
    BEFORE_ARRAY,
    BEFORE_FIRST,
    AFTER_ALERT,
    /** Nothing is looked at any more. */
    REST
  }

  /**
   * @param buffer to work in; an alert that is larger is not kept track of, nor is any after it
   */
  News(InputStream answer, Generation next, byte[] buffer) {
    this.answer = answer;
    this.next = next;
    this.bytes = buffer;
  }

  /** How many bytes of the answer the parser has not seen, before those that it has. */
  long leftOutBytes() {
    return leftOutBytes;
  }

  /** How many alerts of the answer the parser has not seen, before those that it has. */
  int leftOut() {
    return leftOut;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] out, int offset, int length) throws IOException {
    if (from == ready) {
      next.print().forget();
      lookAhead();
    }
    if (from == ready && place == Place.REST) {
      if (from == to && !fill()) {
        return -1;
      }
      ready = to;
    }
    int count = Math.min(length, ready - from);
    System.arraycopy(bytes, from, out, offset, count);
    from += count;
    handedOver += count;
    return count;
  }

  /** Leaves out what is known, up to something that the parser must see or to the rest. */
  private void lookAhead() throws IOException {
    while (from == ready && place != Place.REST) {
      switch (place) {
        case BEFORE_ARRAY -> {
          int bracket = skipSpace(from);
          if (at(bracket) == '[') {
            ready = bracket + 1;
            place = Place.BEFORE_FIRST;
          } else {
            place = Place.REST;
          }
        }
        case BEFORE_FIRST -> lookAt(skipSpace(from));
        case AFTER_ALERT -> lookBehindAlert();
        case REST -> throw new IllegalStateException("nothing to look at");
      }
    }
  }

  private void lookBehindAlert() throws IOException {
    int index = skipSpace(from);
    switch (at(index)) {
      case ',' -> lookAt(skipSpace(index + 1));
      case ']', -1 -> place = Place.REST;
      // A parser that has not seen the alert could not miss the comma.
      default ->
          throw new PollFailure(
              new Fault.Unreadable(
                  "byte " + (handedOver + leftOutBytes + index - from),
                  "expected a comma between two alerts"));
    }
  }

  /**
   * Leaves one alert out or makes it ready.
   *
   * @param begin where it begins, beyond {@code from}, where the comma before it stands
   */
  private void lookAt(int begin) throws IOException {
    int offset = begin - from; // what is filled in moves the bytes, and this with them
    if (at(begin) != '{') {
      place = Place.REST;
      return;
    }
    for (int i = 0; i < REACH; i++) {
      int length = next.lengthOfExpected(i);
      if (length > 0 && require(offset + length) && next.takeExpected(i, bytes, from + offset)) {
        leaveOut(offset + length);
        return;
      }
    }
    pass(offset);
  }

  private void leaveOut(int count) {
    from += count;
    ready = from;
    leftOutBytes += count;
    leftOut++;
    place = Place.AFTER_ALERT;
  }

  private void pass(int offset) throws IOException {
    scan.begin(from + offset);
    while (!scan.advance(bytes, to)) {
      int before = from;
      if (!fill()) {
        dropComma(offset);
        place = Place.REST;
        return;
      }
      scan.move(from - before);
    }
    next.print().take(bytes, from + offset, scan.end(), scan.spots());
    dropComma(offset);
    ready = scan.end();
    place = Place.AFTER_ALERT;
  }

  /** Before the first alert that passes there is no comma, whatever was left out. */
  private void dropComma(int offset) {
    if (!passed) {
      passed = true;
      leftOutBytes += offset;
      from += offset;
      ready = from;
    }
  }

  /** The byte at a place, or -1 when the answer ends before it. */
  private int at(int index) {
    return index < to ? bytes[index] & 0xff : -1;
  }

  /** The first place from this one on that is no white space, filled in as needed. */
  private int skipSpace(int start) throws IOException {
    int offset = start - from;
    while (require(offset + 1)) {
      byte b = bytes[from + offset];
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        break;
      }
      offset++;
    }
    return from + offset;
  }

  /** Whether so many bytes are there, from {@code from} on. */
  private boolean require(int count) throws IOException {
    while (to - from < count) {
      if (!fill()) {
        return false;
      }
    }
    return true;
  }

  /** Takes in more; false at the end of the answer, and when the buffer is full. */
  private boolean fill() throws IOException {
    if (from > 0 && to == bytes.length) {
      System.arraycopy(bytes, from, bytes, 0, to - from);
      to -= from;
      ready -= from;
      from = 0;
    }
    if (to == bytes.length) {
      return false;
    }
    int count = answer.read(bytes, to, bytes.length - to);
    to += Math.max(0, count);
    return count > 0;
  }

  @Override
  public void close() throws IOException {
    answer.close();
  }
}
