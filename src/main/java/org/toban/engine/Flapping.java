package org.toban.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.toban.alert.Fingerprint;

/**
 * Alerts that clear and fire again and again. After the third return within the window of the clear
 * before it, a clear is believed only when it has lasted as long as that window: until then the
 * alert counts as firing. So it is one long trouble to people, and a few events in the history
 * instead of a few more every round.
 */
final class Flapping {
  private static final int RETURNS = 3;

  /** The oldest are forgotten: an answer full of ever new alerts must not fill the memory. */
  private static final int MOST = 100_000;

  private final Duration window;
  private final Map<Fingerprint, Round> rounds = new LinkedHashMap<>();

  private record Round(int returns, Instant clearedAt) {}

  Flapping(Duration window) {
    this.window = window;
  }

  void fired(Fingerprint fingerprint, Instant now) {
    Round round = rounds.get(fingerprint);
    if (round == null) {
      return;
    }
    if (round.clearedAt().plus(window).isBefore(now)) {
      rounds.remove(fingerprint);
    } else {
      rounds.put(fingerprint, new Round(round.returns() + 1, round.clearedAt()));
    }
  }

  void cleared(Fingerprint fingerprint, Instant now) {
    Round round = rounds.remove(fingerprint);
    rounds.put(fingerprint, new Round(round == null ? 0 : round.returns(), now));
    if (rounds.size() > MOST) {
      rounds.remove(rounds.keySet().iterator().next());
    }
  }

  boolean isFlapping(Fingerprint fingerprint) {
    Round round = rounds.get(fingerprint);
    return round != null && round.returns() >= RETURNS;
  }

  /** When a clear that begins now is to be believed. */
  Instant believedFrom(Instant now) {
    return now.plus(window);
  }
}
