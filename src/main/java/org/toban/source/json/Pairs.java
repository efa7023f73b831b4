package org.toban.source.json;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.toban.alert.Fingerprint;
import org.toban.alert.Labels;
import org.toban.source.fault.PollFailure;

/**
 * The names and values of one JSON object, as characters in a shared buffer: comparing them with
 * what is already known builds no string.
 */
final class Pairs {
  /** Alertmanager and Prometheus put no limit here; an answer with more is not alerts. */
  private static final int LIMIT = 1000;

  private final String what;
  private final TextBuffer buffer;
  private final Names order = new Names();
  private String[] names = new String[16];
  private int[] ends = new int[16];
  private int begin;
  private int size;

  Pairs(String what, TextBuffer buffer) {
    this.what = what;
    this.buffer = buffer;
  }

  void clear() {
    size = 0;
  }

  /** Reads an object of strings; true, because it was there. */
  boolean read(Tokens tokens) throws IOException {
    tokens.next();
    readObject(tokens);
    return true;
  }

  /** Reads an object of strings or null. */
  void readOptional(Tokens tokens) throws IOException {
    if (tokens.next() == JsonToken.VALUE_NULL) {
      clear();
    } else {
      readObject(tokens);
    }
  }

  private void readObject(Tokens tokens) throws IOException {
    tokens.expect(JsonToken.START_OBJECT, what);
    clear();
    begin = buffer.length();
    order.begin();
    for (String name = order.next(tokens); name != null; name = order.next(tokens)) {
      tokens.openText("a string");
      if (size == LIMIT) {
        throw tokens.unreadable("more than " + LIMIT + " " + what);
      }
      if (size == names.length) {
        names = Arrays.copyOf(names, size * 2);
        ends = Arrays.copyOf(ends, size * 2);
      }
      names[size] = name;
      ends[size++] = buffer.append(tokens);
    }
  }

  private int start(int index) {
    return index == 0 ? begin : ends[index - 1];
  }

  /** Whether the names ascend, so that none stands twice; both servers write them so. */
  boolean ascend() {
    for (int i = 1; i < size; i++) {
      if (names[i].compareTo(names[i - 1]) <= 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether these are exactly those labels; may say no for the same labels in odd order. */
  boolean are(Labels labels) {
    if (labels.size() != size) {
      return false;
    }
    for (int i = 0; i < size; i++) {
      if (!names[i].equals(labels.name(i)) || !buffer.equals(start(i), ends[i], labels.value(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether these are exactly those entries; may say no for the same entries in odd order. */
  boolean are(Map<String, String> entries) {
    if (entries.size() != size) {
      return false;
    }
    for (int i = 0; i < size; i++) {
      String value = entries.get(names[i]);
      if (value == null || !buffer.equals(start(i), ends[i], value)) {
        return false;
      }
    }
    return ascend();
  }

  /** The raw fingerprint of these labels, right only when they {@link #ascend()}. */
  long hash() {
    long hash = Fingerprint.NO_LABELS;
    for (int i = 0; i < size; i++) {
      if (start(i) < ends[i]) { // an empty value is an absent label
        hash = Fingerprint.add(hash, names[i]);
        hash = Fingerprint.add(hash, buffer.span(start(i), ends[i]));
      }
    }
    return hash;
  }

  /** Of a name that stands twice the last value counts. */
  Labels toLabels(TextPool pool, Tokens tokens) throws PollFailure {
    if (!ascend()) {
      return Labels.of(toMap(pool, tokens));
    }
    Labels.Builder builder = new Labels.Builder(size);
    for (int i = 0; i < size; i++) {
      builder.add(name(i, tokens), value(i, pool, tokens));
    }
    return builder.build();
  }

  /** Names and values as strings; of a name that stands twice the last value counts. */
  Map<String, String> toMap(TextPool pool, Tokens tokens) throws PollFailure {
    Map<String, String> map = LinkedHashMap.newLinkedHashMap(size);
    for (int i = 0; i < size; i++) {
      map.put(name(i, tokens), value(i, pool, tokens));
    }
    return map;
  }

  private String name(int index, Tokens tokens) throws PollFailure {
    tokens.requireText(names[index]);
    return names[index];
  }

  private String value(int index, TextPool pool, Tokens tokens) throws PollFailure {
    String value = pool.string(buffer.span(start(index), ends[index]));
    tokens.requireText(value);
    return value;
  }
}
