package org.toban.source;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a server says of itself beside its alerts. One that has just started does not know yet what
 * fires: Alertmanager keeps no alerts over a restart and has them again when Prometheus resends
 * them, Prometheus when it has evaluated its rules.
 *
 * @param startedAt when its process began, by its own clock; null when it does not say
 * @param settlesIn how long it may yet lack alerts that fire; zero when it does not say
 * @param skew how far its clock is ahead of this machine's, to a second; null when it does not say
 */
public record Vitals(@Nullable Instant startedAt, Duration settlesIn, @Nullable Duration skew) {
  private static final Vitals UNKNOWN = new Vitals(null, Duration.ZERO, null);

  public static Vitals unknown() {
    return UNKNOWN;
  }

  /**
   * Of a server that says when it began.
   *
   * @param age how long ago that was, by the same clock
   * @param resend how often alerts that fire are sent or evaluated again; twice that settles it
   */
  static Vitals of(Instant startedAt, Duration age, Duration resend, @Nullable Duration skew) {
    Duration settles = resend.multipliedBy(2);
    boolean young = age.compareTo(settles) < 0 && age.negated().compareTo(settles) < 0;
    return new Vitals(
        startedAt,
        young ? settles.minus(age.isNegative() ? Duration.ZERO : age) : Duration.ZERO,
        skew);
  }

  boolean isSettled() {
    return settlesIn.isZero();
  }

  /** Of several replicas the one that most probably knows everything, with the worst clock. */
  Vitals merge(Vitals other) {
    Vitals best = settlesIn.compareTo(other.settlesIn) <= 0 ? this : other;
    return new Vitals(best.startedAt, best.settlesIn, worse(skew, other.skew));
  }

  private static @Nullable Duration worse(@Nullable Duration one, @Nullable Duration other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.abs().compareTo(other.abs()) >= 0 ? one : other;
  }
}
