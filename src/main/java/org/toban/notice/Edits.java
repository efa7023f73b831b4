package org.toban.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The edits of one channel that wait: of each incident only the newest. They stand behind what
 * tells people, and one that fails holds nothing else up. Pure but for its own memory: time comes
 * in.
 */
final class Edits {
  /** A message that was not edited this long says something wrong, which the next edit mends. */
  static final Duration USEFUL = Duration.ofDays(1);

  private final Map<String, Letter> waiting = new LinkedHashMap<>();

  /** Those whose message is still to be made. */
  private final Map<String, Letter> aside = new LinkedHashMap<>();

  private final List<Letter> over = new ArrayList<>();
  private int attempts;
  private Instant retryAt = Instant.MIN;

  /** One more; an older one of the same incident is dropped for it. */
  void put(Letter edit) {
    String incident = incident(edit);
    Letter other = waiting.containsKey(incident) ? waiting.get(incident) : aside.get(incident);
    if (other == null) {
      waiting.put(incident, edit);
    } else if (other.at().isAfter(edit.at())) {
      over.add(edit);
    } else if (!other.key().equals(edit.key())) {
      over.add(other);
      aside.remove(incident);
      waiting.put(incident, edit);
    }
  }

  /** The next one, to be sent or dropped; {@link #settle} or {@link #setAside} must follow. */
  @Nullable Parcel take(Instant now) {
    if (!over.isEmpty()) {
      Parcel dropped = new Parcel(over.getFirst(), List.of(), over);
      over.clear();
      return dropped;
    }
    if (waiting.isEmpty() || now.isBefore(retryAt)) {
      return null;
    }
    Letter next = waiting.remove(waiting.keySet().iterator().next());
    return new Parcel(Objects.requireNonNull(next), List.of(next), List.of());
  }

  /**
   * There is no message that could be edited.
   *
   * @param coming whether a letter waits that may make it
   */
  void setAside(Letter edit, boolean coming) {
    String incident = incident(edit);
    if (coming && !waiting.containsKey(incident)) {
      aside.put(incident, edit);
    } else {
      over.add(edit);
    }
  }

  /** A message may have been made since. */
  void moved() {
    aside.forEach(waiting::putIfAbsent);
    aside.clear();
  }

  /** What came of it; gives the same, or that it was given up. */
  Delivery settle(Letter edit, Delivery delivery, Instant now) {
    if (!(delivery instanceof Delivery.Temporary it)) {
      reset();
      return delivery;
    }
    if (edit.at().plus(USEFUL).isBefore(now)) {
      reset();
      return new Delivery.Permanent("given up, it is older than a day: " + it.reason());
    }
    attempts++;
    retryAt = now.plus(it.retryAfter() == null ? Mailbag.wait(attempts) : it.retryAfter());
    if (waiting.putIfAbsent(incident(edit), edit) != null) {
      over.add(edit);
    }
    return it;
  }

  private void reset() {
    attempts = 0;
    retryAt = Instant.MIN;
  }

  /** How often the channel has failed to edit since it last did. */
  int attempts() {
    return attempts;
  }

  /** When {@link #take} may next give something that it does not give now; null for never. */
  @Nullable Instant next(Instant now) {
    return !waiting.isEmpty() && retryAt.isAfter(now) ? retryAt : null;
  }

  private static String incident(Letter edit) {
    return Objects.requireNonNull(edit.notice().incident());
  }
}
