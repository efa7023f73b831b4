package org.toban.engine.noise;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.toban.alert.Fingerprint;

/**
 * Alerts that clear and fire again and again. After the third return within the window of the clear
 * before it, a clear is believed only when it has lasted as long as that window: until then the
 * alert counts as firing. So it is one long trouble to people, and a few events in the history
 * instead of a few more every round.
 */
public final class Flapping {
  private static final int RETURNS = 3;

  /** The oldest are forgotten: an answer full of ever new alerts must not fill the memory. */
  private static final int MOST = 100_000;

  private final Duration window;

  /** Of alerts that do not fire, in the order in which they cleared. */
  private final Map<Fingerprint, Round> cleared = new LinkedHashMap<>();

  /** How often alerts that fire have returned; of those that returned at all. */
  private final Map<Fingerprint, Integer> returned = new LinkedHashMap<>();

  private record Round(int returns, Instant clearedAt) {}

  public Flapping(Duration window) {
    this.window = window;
  }

  public void fired(Fingerprint fingerprint, Instant now) {
    Round round = cleared.remove(fingerprint);
    if (round != null && !isOver(round, now)) {
      returned.put(fingerprint, round.returns() + 1);
      forgetOldest(returned);
    }
  }

  public void cleared(Fingerprint fingerprint, Instant now) {
    Integer returns = returned.remove(fingerprint);
    cleared.remove(fingerprint);
    cleared.put(fingerprint, new Round(returns == null ? 0 : returns, now));
    forgetOldest(cleared);
    Iterator<Round> oldest = cleared.values().iterator();
    while (isOver(oldest.next(), now)) { // ends at the one that cleared now
      oldest.remove();
    }
  }

  public boolean isFlapping(Fingerprint fingerprint) {
    return returned.getOrDefault(fingerprint, 0) >= RETURNS;
  }

  /** How many alerts it remembers. */
  int size() {
    return cleared.size() + returned.size();
  }

  /** When a clear that begins now is to be believed. */
  public Instant believedFrom(Instant now) {
    return now.plus(window);
  }

  private boolean isOver(Round round, Instant now) {
    return round.clearedAt().plus(window).isBefore(now);
  }

  private static void forgetOldest(Map<Fingerprint, ?> rounds) {
    if (rounds.size() > MOST) {
      rounds.remove(rounds.keySet().iterator().next());
    }
  }
}
