package org.toban.source.json;

import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.alert.Alerts;
import org.toban.source.fault.PollFailure;

/**
 * Gathers an answer over the one before it. An alert with nothing changed is the same object as
 * before, and an answer with nothing changed is the same {@link Alerts}.
 *
 * <p>Most alerts stand where they stood, so the next one in the old order is tried first: by its
 * bytes, then character by character; only where that fails is the fingerprint computed and looked
 * up.
 */
public final class Generation {
  private final Alerts before;
  private final Prints prints;
  private final TextPool pool;
  private final byte[] buffer;
  private final Prints.Print print = new Prints.Print();

  /** Index in the old order of the alert that probably comes next. */
  private int expected;

  /** How many of the old order came again, one after the other, from the first on. */
  private int inOrder;

  /** All alerts of the new answer, once it differs in any way from the old order. */
  private Alerts.@Nullable Builder gathered;

  private Prints gatheredPrints;
  private @Nullable Alerts whole;

  /**
   * @param prints of the alerts before, one each; else none is known
   * @param buffer for what reads the answer's bytes
   */
  Generation(Alerts before, Prints prints, TextPool pool, byte[] buffer) {
    this.before = before;
    this.prints = prints.size() == before.size() ? prints : Prints.unknown(before.size());
    this.gatheredPrints = this.prints;
    this.pool = pool;
    this.buffer = buffer;
  }

  /** What a reader of bytes works in. */
  byte[] buffer() {
    return buffer;
  }

  /** The print of the alert that is added next; nothing is known of it unless it is taken. */
  Prints.Print print() {
    return print;
  }

  /** Bytes of the alert so many places after the expected one; 0 when there is none. */
  int lengthOfExpected(int further) {
    int index = expected + further;
    return index < before.size() ? prints.length(index) : 0;
  }

  /** Adds the alert so many places after the expected one if these are its bytes. */
  boolean takeExpected(int further, byte[] bytes, int from) {
    int index = expected + further;
    if (!prints.matches(index, bytes, from)) {
      return false;
    }
    if (!isInOrder(index)) {
      gathered().add(before.at(index));
      gatheredPrints.add(prints, index);
    }
    expected = index + 1;
    return true;
  }

  void add(Sighting sighting, Tokens tokens) throws PollFailure {
    if (expected < before.size() && sighting.is(before.at(expected))) {
      if (isInOrder(expected)) {
        prints.set(expected, print);
      } else {
        gather(before.at(expected));
      }
      expected++;
      return;
    }
    int index = sighting.among(before);
    Alert known = index < 0 ? null : before.at(index);
    gather(known != null && sighting.is(known) ? known : sighting.toAlert(known, pool, tokens));
    if (index >= 0) {
      expected = index + 1;
    }
  }

  /** Whether all is as before up to and with this one, which then needs no new place. */
  private boolean isInOrder(int index) {
    boolean is = gathered == null && index == inOrder;
    if (is) {
      inOrder++;
    }
    return is;
  }

  private void gather(Alert alert) {
    gathered().add(alert);
    gatheredPrints.add(print);
  }

  private Alerts.Builder gathered() {
    Alerts.Builder builder = gathered;
    if (builder == null) {
      builder = new Alerts.Builder(before.size());
      gatheredPrints = new Prints();
      for (int i = 0; i < inOrder; i++) {
        builder.add(before.at(i));
        gatheredPrints.add(prints, i);
      }
      gathered = builder;
    }
    return builder;
  }

  /** The new answer; the old one when they hold the same. */
  Alerts alerts() {
    Alerts after = whole;
    if (after == null) {
      after = build();
      whole = after;
    }
    return after;
  }

  private Alerts build() {
    if (gathered == null && inOrder == before.size()) {
      return before;
    }
    Alerts after = gathered().build();
    if (after.size() == before.size() && after.since(before).isEmpty()) {
      gatheredPrints = prints; // of the old order, which stays
      return before;
    }
    return after;
  }

  /** How the alerts of the new answer stood in it. */
  Prints prints() {
    alerts();
    return gatheredPrints;
  }
}
