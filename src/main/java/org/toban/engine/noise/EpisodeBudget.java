package org.toban.engine.noise;

import java.time.Duration;
import java.time.Instant;

/**
 * How many new episodes the history takes: many at once, few for ever. A source that sends ever new
 * labels would fill the disk otherwise.
 */
public final class EpisodeBudget {
  /** Any real storm, whole. */
  private static final double MOST = 150_000;

  private static final double A_MINUTE = 500;

  private double left = MOST;
  private boolean told;
  private Instant at;

  public EpisodeBudget(Instant now) {
    at = now;
  }

  /** Whether one more may be stored. */
  public boolean take(Instant now) {
    double minutes = Math.max(0, Duration.between(at, now).toMillis() / 60_000.0);
    left = Math.min(MOST, left + minutes * A_MINUTE);
    at = now;
    if (left < 1) {
      return false;
    }
    told &= left < MOST / 10;
    left--;
    return true;
  }

  /** Whether people have not been told yet that it is used up; then they are. */
  public boolean tell() {
    boolean before = told;
    told = true;
    return !before;
  }
}
