package org.toban.alert;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An immutable label set, sorted by name. Empty values are kept out, because Prometheus treats a
 * label with an empty value as absent.
 */
public final class Labels {
  private static final Labels EMPTY = new Labels(new String[0]);

  /** name, value, name, value ... sorted by name. */
  private final String[] pairs;

  private final int hash;

  private Labels(String[] pairs) {
    this.pairs = pairs;
    this.hash = Arrays.hashCode(pairs);
  }

  /**
   * Labels of names and values in turn.
   *
   * @throws IllegalArgumentException for an odd number of strings
   */
  public static Labels of(String... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException(
          "a label name without a value: " + String.join(",", namesAndValues));
    }
    Map<String, String> map = new TreeMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return of(map);
  }

  public static Labels of(Map<String, String> map) {
    TreeMap<String, String> sorted = new TreeMap<>(map);
    sorted.values().removeIf(String::isEmpty);
    if (sorted.isEmpty()) {
      return EMPTY;
    }
    String[] pairs = new String[sorted.size() * 2];
    int i = 0;
    for (Map.Entry<String, String> entry : sorted.entrySet()) {
      pairs[i++] = entry.getKey();
      pairs[i++] = entry.getValue();
    }
    return new Labels(pairs);
  }

  /**
   * Gathers labels that come in the order of their names, as servers write them, in the array that
   * they end in.
   */
  public static final class Builder {
    private String[] pairs;
    private int length;

    /**
     * @param size as many labels as will come, or more
     */
    public Builder(int size) {
      pairs = new String[size * 2];
    }

    /**
     * Adds a label; one with an empty value is an absent one.
     *
     * @throws IllegalArgumentException when the name does not stand behind the one before it
     */
    public Builder add(String name, String value) {
      if (length > 0 && pairs[length - 2].compareTo(name) >= 0) {
        throw new IllegalArgumentException(name + " after " + pairs[length - 2]);
      }
      if (!value.isEmpty()) {
        pairs[length++] = name;
        pairs[length++] = value;
      }
      return this;
    }

    /** The labels; nothing may be added afterwards. */
    public Labels build() {
      if (length == 0) {
        return EMPTY;
      }
      String[] whole = length == pairs.length ? pairs : Arrays.copyOf(pairs, length);
      pairs = new String[0];
      return new Labels(whole);
    }
  }

  public static Labels empty() {
    return EMPTY;
  }

  public int size() {
    return pairs.length / 2;
  }

  /** The name at an index in sorted order, 0 to size - 1. */
  public String name(int index) {
    return pairs[index * 2];
  }

  /** The value at an index in sorted order, 0 to size - 1. */
  public String value(int index) {
    return pairs[index * 2 + 1];
  }

  public @Nullable String get(String name) {
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i].equals(name)) {
        return pairs[i + 1];
      }
    }
    return null;
  }

  public String getOrDefault(String name, String otherwise) {
    String value = get(name);
    return value == null ? otherwise : value;
  }

  /** These labels less the named ones. */
  public Labels without(List<String> names) {
    Map<String, String> kept = asMap();
    kept.keySet().removeAll(names);
    return of(kept);
  }

  /** Only the named labels, of those that are there. */
  public Labels only(List<String> names) {
    Map<String, String> kept = asMap();
    kept.keySet().retainAll(names);
    return of(kept);
  }

  /** A fresh, sorted, mutable copy. */
  public Map<String, String> asMap() {
    Map<String, String> map = LinkedHashMap.newLinkedHashMap(size());
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }

  /** Name and value pairs in sorted order. */
  public List<Map.Entry<String, String>> entries() {
    List<Map.Entry<String, String>> entries = new ArrayList<>(size());
    for (int i = 0; i < pairs.length; i += 2) {
      entries.add(new AbstractMap.SimpleImmutableEntry<>(pairs[i], pairs[i + 1]));
    }
    return entries;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Labels that && hash == that.hash && Arrays.equals(pairs, that.pairs);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** In the notation of Prometheus: {@code {alertname="A", instance="b"}}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < pairs.length; i += 2) {
      if (i > 0) {
        text.append(", ");
      }
      text.append(pairs[i]).append('=').append('"');
      text.append(pairs[i + 1].replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
      text.append('"');
    }
    return text.append('}').toString();
  }
}
