package org.toban.drill;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The CI pipeline of the main branch; a build takes a moment and ends well unless it is broken. */
final class Pipeline {
  private static final Duration BUILD = Duration.ofSeconds(1);

  private final InstantSource clock;
  private final double speed;
  private int last = 128;
  private boolean lastPassed = true;
  private boolean running;
  private Instant started;
  private String trouble = "";

  Pipeline(InstantSource clock, double speed) {
    this.clock = clock;
    this.speed = speed;
    this.started = clock.instant();
  }

  /** The agent is lost in the middle of a build. */
  synchronized void fail(String why) {
    last++;
    lastPassed = false;
    running = false;
    started = clock.instant();
    trouble = why;
  }

  synchronized void build() {
    settle();
    if (!running) {
      last++;
      running = true;
      started = clock.instant();
    }
  }

  private void settle() {
    Duration real = Duration.ofNanos((long) (BUILD.toNanos() / speed));
    if (running && !clock.instant().isBefore(started.plus(real))) {
      running = false;
      lastPassed = true;
      trouble = "";
    }
  }

  synchronized boolean passed() {
    settle();
    return lastPassed;
  }

  /** As the CI server's API tells of a build. */
  synchronized String describe(boolean completedOnly) {
    settle();
    boolean building = running && !completedOnly;
    String result = building ? "null" : lastPassed ? "\"SUCCESS\"" : "\"FAILURE\"";
    int number = running && completedOnly ? last - 1 : last;
    return "{\"_class\":\"practice\",\"building\":%s,\"fullDisplayName\":\"mks-backend #%d\",\"number\":%d,\"result\":%s,\"timestamp\":%d}"
        .formatted(building, number, number, result, started.toEpochMilli());
  }

  synchronized String log() {
    settle();
    StringBuilder log =
        new StringBuilder(
            "Started by an SCM change (practice)\n[Pipeline] checkout main\n[Pipeline] stage build\nBUILD OK\n[Pipeline] stage test\n");
    if (running) {
      return log.append("412 tests to run\n").toString();
    }
    log.append(
        lastPassed ? "412 tests passed\nFinished: SUCCESS\n" : trouble + "\nFinished: FAILURE\n");
    return log.toString();
  }
}
