package org.toban.source.json;

import java.util.Arrays;
import org.toban.source.fault.PollFailure;

/** The characters of one alert, gathered without building strings. */
final class TextBuffer {
  /** No alert of a person's making is longer; 2 MB of memory. */
  private static final int LIMIT = 1 << 20;

  private char[] chars = new char[4096];
  private int length;

  /** Where a known string's characters are laid out to be compared at once. */
  private char[] known = new char[512];

  private final Span span = new Span();

  void clear() {
    length = 0;
    if (chars.length > LIMIT / 16) {
      chars = new char[4096]; // after one huge alert
    }
  }

  int length() {
    return length;
  }

  /** Appends the newest text of the tokens; gives its end. */
  int append(Tokens tokens) throws PollFailure {
    int count = tokens.length();
    makeRoom(count, tokens);
    System.arraycopy(tokens.text(), tokens.start(), chars, length, count);
    length += count;
    return length;
  }

  /** Appends a text of our own. */
  void append(String text, Tokens tokens) throws PollFailure {
    makeRoom(text.length(), tokens);
    text.getChars(0, text.length(), chars, length);
    length += text.length();
  }

  private void makeRoom(int count, Tokens tokens) throws PollFailure {
    if (length + count > chars.length) {
      if (length + count > LIMIT) {
        throw tokens.unreadable("one alert of more than " + LIMIT + " characters");
      }
      chars = Arrays.copyOf(chars, Integer.highestOneBit(length + count) << 1);
    }
  }

  /** Whether a range holds exactly this string. */
  boolean equals(int from, int to, String string) {
    int count = string.length();
    if (count != to - from) {
      return false;
    }
    if (count > known.length) {
      return string.contentEquals(span(from, to));
    }
    string.getChars(0, count, known, 0);
    return Arrays.equals(chars, from, to, known, 0, count);
  }

  /** A view of a range, good until the next call. */
  CharSequence span(int from, int to) {
    span.from = from;
    span.to = to;
    return span;
  }

  private final class Span implements CharSequence {
    private int from;
    private int to;

    @Override
    public int length() {
      return to - from;
    }

    @Override
    public char charAt(int index) {
      return chars[from + index];
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new String(chars, from + start, end - start);
    }

    @Override
    public String toString() {
      return new String(chars, from, to - from);
    }
  }
}
