package org.toban.alert;

import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A source's whole answer: an immutable set of alerts by fingerprint, in the order of the answer.
 * Two answers share the alerts that did not change, so a difference is a pass over references; 12
 * to 16 bytes an alert of its own.
 */
public final class Alerts extends AbstractCollection<Alert> {
  private static final Alerts NONE = new Alerts(new Alert[0], 0);

  private final Alert[] inOrder;
  private final int size;

  /** Open addressing, index into {@link #inOrder} plus one; a power of two long. */
  private final int[] table;

  private Alerts(Alert[] inOrder, int size) {
    this.inOrder = inOrder;
    this.size = size;
    this.table = new int[Math.max(2, Integer.highestOneBit(Math.max(1, size * 3 / 2)) << 1)];
    for (int i = 0; i < size; i++) {
      table[slot(inOrder[i].fingerprint().value())] = i + 1;
    }
  }

  public static Alerts none() {
    return NONE;
  }

  /** The alerts of a collection; two with one fingerprint are merged at the place of the first. */
  public static Alerts of(Collection<Alert> alerts) {
    Builder builder = new Builder(alerts.size());
    alerts.forEach(builder::add);
    return builder.build();
  }

  public @Nullable Alert get(Fingerprint fingerprint) {
    return get(fingerprint.value());
  }

  /** The alert of a raw fingerprint, or null. */
  public @Nullable Alert get(long fingerprint) {
    int index = indexOf(fingerprint);
    return index < 0 ? null : inOrder[index];
  }

  /** Where in the order of the answer the alert of a raw fingerprint stands, or -1. */
  public int indexOf(long fingerprint) {
    return table[slot(fingerprint)] - 1;
  }

  /**
   * The alert at a place in the order of the answer.
   *
   * @throws IndexOutOfBoundsException when the answer has fewer
   */
  public Alert at(int index) {
    return inOrder[Objects.checkIndex(index, size)];
  }

  private int slot(long fingerprint) {
    int mask = table.length - 1;
    int slot = (int) (fingerprint ^ (fingerprint >>> 32)) & mask;
    while (table[slot] != 0 && inOrder[table[slot] - 1].fingerprint().value() != fingerprint) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /** What changed from an earlier answer to this one. */
  @SuppressWarnings("ReferenceEquality") // shared alerts are the fast path; equals decides the rest
  public Difference since(Alerts before) {
    if (before == this) {
      return Difference.NOTHING;
    }
    List<Alert> added = new ArrayList<>();
    List<Alert> changed = new ArrayList<>();
    List<Alert> gone = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      Alert alert = inOrder[i];
      if (i < before.size && alert == before.inOrder[i]) {
        continue; // sources keep their order, so this is nearly all of a steady answer
      }
      Alert earlier = before.get(alert.fingerprint());
      if (earlier == null) {
        added.add(alert);
      } else if (earlier != alert && !earlier.equals(alert)) {
        changed.add(alert);
      }
    }
    if (before.size + added.size() != size) {
      for (Alert earlier : before) {
        if (get(earlier.fingerprint()) == null) {
          gone.add(earlier);
        }
      }
    }
    return new Difference(added, changed, gone);
  }

  /** These alerts with what a difference adds and changes; what is gone in it stays. */
  public Alerts with(Difference difference) {
    if (difference.added().isEmpty() && difference.changed().isEmpty()) {
      return this;
    }
    LinkedHashMap<Fingerprint, Alert> all = new LinkedHashMap<>();
    forEach(alert -> all.put(alert.fingerprint(), alert));
    difference.added().forEach(alert -> all.put(alert.fingerprint(), alert));
    difference.changed().forEach(alert -> all.put(alert.fingerprint(), alert));
    return of(all.values());
  }

  /**
   * What changed between two answers of one source; {@code gone} holds the alerts as they were last
   * seen.
   */
  public record Difference(List<Alert> added, List<Alert> changed, List<Alert> gone) {
    static final Difference NOTHING = new Difference(List.of(), List.of(), List.of());

    public boolean isEmpty() {
      return added.isEmpty() && changed.isEmpty() && gone.isEmpty();
    }
  }

  @Override
  public Iterator<Alert> iterator() {
    return Arrays.asList(inOrder).subList(0, size).iterator();
  }

  @Override
  public int size() {
    return size;
  }

  /** Gathers an answer while it is parsed. */
  public static final class Builder {
    private Alert[] inOrder;
    private int size;

    public Builder(int expected) {
      inOrder = new Alert[Math.max(16, expected)];
    }

    public Builder add(Alert alert) {
      if (size == inOrder.length) {
        inOrder = Arrays.copyOf(inOrder, size * 2);
      }
      inOrder[size++] = alert;
      return this;
    }

    public Alerts build() {
      if (size == 0) {
        return NONE;
      }
      Alerts whole = new Alerts(inOrder, size);
      return whole.distinctCount() == size ? whole : merged();
    }

    private Alerts merged() {
      LinkedHashMap<Fingerprint, Alert> byFingerprint = new LinkedHashMap<>();
      for (int i = 0; i < size; i++) {
        byFingerprint.merge(inOrder[i].fingerprint(), inOrder[i], Alert::merge);
      }
      return new Alerts(byFingerprint.values().toArray(new Alert[0]), byFingerprint.size());
    }
  }

  private int distinctCount() {
    int count = 0;
    for (int entry : table) {
      if (entry != 0) {
        count++;
      }
    }
    return count;
  }
}
