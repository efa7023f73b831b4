package org.toban.source.json;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.toban.source.fault.PollFailure;

/** Names of one kind that an alert lists, such as the ids of its silences, as characters. */
final class Listed {
  private static final int LIMIT = 1000;

  private final String prefix;
  private final TextBuffer buffer;
  private int[] starts = new int[2];
  private int[] ends = new int[2];
  private int size;

  Listed(String prefix, TextBuffer buffer) {
    this.prefix = prefix;
    this.buffer = buffer;
  }

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  /** Reads an array of strings, or null. */
  void read(Tokens tokens) throws IOException {
    clear();
    if (tokens.next() == JsonToken.VALUE_NULL) {
      return;
    }
    tokens.expect(JsonToken.START_ARRAY, "an array of strings");
    while (tokens.next() != JsonToken.END_ARRAY) {
      tokens.expect(JsonToken.VALUE_STRING, "a string");
      tokens.takeText();
      add(tokens);
    }
  }

  /** Reads an array of objects, of which the field {@code name} counts, or null. */
  void readNamed(Tokens tokens, Names fields) throws IOException {
    clear();
    if (tokens.next() == JsonToken.VALUE_NULL) {
      return;
    }
    tokens.expect(JsonToken.START_ARRAY, "an array of objects with a name");
    while (tokens.next() != JsonToken.END_ARRAY) {
      tokens.expect(JsonToken.START_OBJECT, "an object with a name");
      fields.begin();
      for (String field = fields.next(tokens); field != null; field = fields.next(tokens)) {
        if (field.equals("name")) {
          tokens.openText("a name");
          add(tokens);
        } else {
          tokens.skip();
        }
      }
    }
  }

  private void add(Tokens tokens) throws PollFailure {
    if (size == LIMIT) {
      throw tokens.unreadable("more than " + LIMIT + " entries");
    }
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, size * 2);
      ends = Arrays.copyOf(ends, size * 2);
    }
    starts[size] = buffer.length();
    buffer.append(prefix, tokens);
    ends[size++] = buffer.append(tokens);
  }

  /** Whether these are exactly the entries of a list. */
  boolean are(List<String> list) {
    return list.size() == size && standIn(list, 0);
  }

  /** Whether these are the entries of a list from an index on. */
  boolean standIn(List<String> list, int index) {
    for (int i = 0; i < size; i++) {
      if (!buffer.equals(starts[i], ends[i], list.get(index + i))) {
        return false;
      }
    }
    return true;
  }

  void addTo(List<String> list, Tokens tokens) throws PollFailure {
    for (int i = 0; i < size; i++) {
      String entry = buffer.span(starts[i], ends[i]).toString();
      tokens.requireText(entry);
      list.add(entry);
    }
  }
}
