package org.toban.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a practice stands, with the responder's times; what has not happened yet is null.
 *
 * @param broken what is broken now, in a few words
 * @param brokenAt when it broke
 * @param firedAt when the scenario's alert first fired
 * @param firstCommandAt when the first command ran on a host after that
 * @param recoveredAt when the cause was mended, to stay
 * @param clearedAt when the alert was gone after that
 * @param commands those that ran on hosts since the scenario began
 */
public record EstateState(
    @Nullable Scenario scenario,
    Instant startedAt,
    @Nullable String broken,
    @Nullable Instant brokenAt,
    @Nullable Instant firedAt,
    @Nullable Instant firstCommandAt,
    @Nullable Instant recoveredAt,
    @Nullable Instant clearedAt,
    List<Command> commands) {

  /** A command that began on a practice host, as it came to the login shell. */
  public record Command(Instant at, String host, String line) {}

  public EstateState {
    commands = List.copyOf(commands);
  }

  /** Whether it broke, was mended, and its alert has cleared; calm is never over. */
  public boolean over() {
    return recoveredAt != null && clearedAt != null;
  }

  /** From the alert to the first command; null before. */
  public @Nullable Duration toFirstCommand() {
    return between(firedAt, firstCommandAt);
  }

  /** From the alert to the recovery; null before. */
  public @Nullable Duration toRecovery() {
    return between(firedAt, recoveredAt);
  }

  private static @Nullable Duration between(@Nullable Instant from, @Nullable Instant to) {
    return from == null || to == null ? null : Duration.between(from, to);
  }
}
