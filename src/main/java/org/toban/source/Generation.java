package org.toban.source;

import java.util.Collections;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.alert.Alerts;

/**
 * Gathers an answer over the one before it. An alert with nothing changed is the same object as
 * before, and an answer with nothing changed is the same {@link Alerts}.
 *
 * <p>Most alerts stand where they stood, so the next one in the old order is tried first, character
 * by character; only where that fails is the fingerprint computed and looked up.
 */
final class Generation {
  /** How far the old order is followed to the place of an alert that was found elsewhere. */
  private static final int STRIDE = 16;

  private final Alerts before;
  private final TextPool pool;
  private Iterator<Alert> order;
  private @Nullable Alert expected;

  /** How many of the old order came again, one after the other, from the first on. */
  private int inOrder;

  /** All alerts of the new answer, once it differs in any way from the old order. */
  private Alerts.@Nullable Builder gathered;

  Generation(Alerts before, TextPool pool) {
    this.before = before;
    this.pool = pool;
    this.order = before.iterator();
    advance();
  }

  void add(Sighting sighting, Tokens tokens) throws PollFailure {
    Alert next = expected;
    if (next != null && sighting.is(next)) {
      advance();
      if (gathered == null) {
        inOrder++;
      } else {
        gathered.add(next);
      }
      return;
    }
    Alert known = sighting.among(before);
    gathered()
        .add(known != null && sighting.is(known) ? known : sighting.toAlert(known, pool, tokens));
    if (known != null) {
      follow(known);
    }
  }

  @SuppressWarnings("ReferenceEquality") // a place in the old order, not a value
  private void follow(Alert known) {
    for (int i = 0; i < STRIDE && expected != null; i++) {
      boolean found = expected == known;
      advance();
      if (found) {
        return;
      }
    }
  }

  private void advance() {
    expected = order.hasNext() ? order.next() : null;
  }

  private Alerts.Builder gathered() {
    Alerts.Builder builder = gathered;
    if (builder == null) {
      builder = new Alerts.Builder(before.size());
      Iterator<Alert> again = before.iterator();
      for (int i = 0; i < inOrder; i++) {
        builder.add(again.next());
      }
      gathered = builder;
    }
    return builder;
  }

  /** The new answer; the old one when they hold the same. */
  Alerts alerts() {
    if (gathered == null && inOrder == before.size()) {
      return before;
    }
    order = Collections.emptyIterator();
    Alerts after = gathered().build();
    return after.size() == before.size() && after.since(before).isEmpty() ? before : after;
  }
}
