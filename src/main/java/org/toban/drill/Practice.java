package org.toban.drill;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps the times of one playing of a scenario. */
final class Practice {
  private static final int MOST_COMMANDS = 1000;

  private final @Nullable Scenario scenario;
  private final Course course;
  private final Instant startedAt;
  private final List<EstateState.Command> commands = new ArrayList<>();
  private int ticks;
  private @Nullable String broken;
  private @Nullable Instant brokenAt;
  private @Nullable Instant firedAt;
  private @Nullable Instant firstCommandAt;
  private @Nullable Instant recoveredAt;
  private @Nullable Instant clearedAt;

  Practice(@Nullable Scenario scenario, Instant startedAt) {
    this.scenario = scenario;
    this.course = scenario == null ? Courses.calm() : scenario.plot().begin();
    this.startedAt = startedAt;
  }

  synchronized SourceServer.Blindness tick(World world) {
    ticks++;
    course.tick(world, ticks);
    return course.blindness(ticks);
  }

  /** Looks at the world and the alerts after a tick. */
  synchronized void note(World world, List<FiredAlert> firing, Instant now) {
    broken = course.broken(world);
    if (broken != null) {
      brokenAt = brokenAt == null ? now : brokenAt;
      recoveredAt = null;
      clearedAt = null;
    } else if (brokenAt != null && recoveredAt == null) {
      recoveredAt = now;
    }
    boolean fires =
        scenario != null
            && firing.stream().anyMatch(alert -> alert.name().equals(scenario.alert()));
    if (fires) {
      firedAt = firedAt == null ? now : firedAt;
      clearedAt = null;
    } else if (recoveredAt != null && clearedAt == null) {
      clearedAt = now;
    }
  }

  synchronized void command(String host, String line, Instant now) {
    if (commands.size() < MOST_COMMANDS) {
      commands.add(new EstateState.Command(now, host, line));
    }
    if (firedAt != null && firstCommandAt == null) {
      firstCommandAt = now;
    }
  }

  synchronized EstateState state() {
    return new EstateState(
        scenario,
        startedAt,
        broken,
        brokenAt,
        firedAt,
        firstCommandAt,
        recoveredAt,
        clearedAt,
        commands);
  }
}
