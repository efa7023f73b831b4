package org.toban.drill;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.toban.drill.shell.FileTree;
import org.toban.drill.shell.Process;

/** What really happens in each scenario. */
final class Courses {
  private static final long MB = 1_000_000L;
  private static final int STORM = 300;

  private Courses() {}

  static Course databaseUnreachable() {
    return Course.breaking(
        2,
        world -> {
          Host host = world.host("db-1");
          host.journal()
              .add(
                  "kernel",
                  Journal.Priority.ERROR,
                  "kernel",
                  "Out of memory: Killed process "
                      + world.unit("db-1", "postgresql").mainId()
                      + " (postgres) (practice)");
          world.unit("db-1", "postgresql").killForMemory();
        },
        world ->
            world.databaseAnswers()
                ? null
                : "postgresql is " + BackendCourses.word(world.unit("db-1", "postgresql")));
  }

  /** The error log grows until it is rotated; afterwards the cause is gone. */
  static Course diskFull() {
    return new Course() {
      private long size;
      private boolean rotated;

      @Override
      void tick(World world, int tick) {
        FileTree files = world.host("web-1").machine().files();
        String log = World.LOGS + "error.log";
        rotated |= size > 0 && files.pretended(log) < size;
        if (tick >= 2 && !rotated && size < 5_100 * MB) {
          size += 1_300 * MB;
          files.pretend(log, size);
          world.logError("error", "retry storm: upstream said 429, trying again (practice)");
        }
      }

      @Override
      @Nullable String broken(World world) {
        Host host = world.host("web-1");
        Host.Disk disk = host.disk("/");
        long percent = 100 * host.used(disk) / disk.size();
        return percent >= 90 ? "/ is " + percent + " % full" : null;
      }
    };
  }

  static Course apiSlow() {
    return Course.breaking(
        2,
        world -> {
          world.backend().slow(7.2);
          world.logError(
              "warning", "connection pool exhausted: 20 of 20 in use, waiting 7000 ms (practice)");
          world
              .host("web-1")
              .journal()
              .add(
                  World.BACKEND,
                  Journal.Priority.WARNING,
                  "mks-backend[" + world.backend().mainId() + "]",
                  "connection pool exhausted: 20 of 20 in use");
        },
        world -> world.backend().slowness() > 5 ? "the API takes 7 s" : null);
  }

  static Course certificateExpiring() {
    return Course.breaking(
        2,
        world -> {
          Certificate old =
              new Certificate(
                  world.served().subject(), world.clock().instant().plus(Duration.ofDays(12)));
          world.host("www-1").machine().files().put(Certificate.FILE, "root", 0640, old.pem());
          world.serve(old);
        },
        world -> {
          long days = world.served().left(world.clock().instant()).toDays();
          return days < 21 ? "the certificate ends in " + days + " days" : null;
        });
  }

  static Course pipelineFailed() {
    return Course.breaking(
        2,
        world ->
            world
                .pipeline()
                .fail(
                    "java.io.IOException: agent ci-agent-3 went offline during the test stage (practice)"),
        world -> world.pipeline().passed() ? null : "the last build failed");
  }

  static Course memoryHigh() {
    return new Course() {
      private @Nullable Process leaking;

      @Override
      void tick(World world, int tick) {
        Process process = world.backend().main();
        if (tick == 2) {
          leaking = process;
          world.logError(
              "warning", "session cache holds 1048576 entries and never drops one (practice)");
        }
        if (tick >= 2
            && process != null
            && process == leaking
            && process.residentMegabytes() < 2_900) {
          process.weigh(process.residentMegabytes() + 600, 35);
        }
      }

      @Override
      @Nullable String broken(World world) {
        Host host = world.host("web-1");
        double used = host.usedMegabytes() / host.memoryMegabytes();
        return used > 0.8 ? "memory is " + Math.round(used * 100) + " % used" : null;
      }
    };
  }

  /** 300 alerts within five ticks, which then clear. */
  static Course alertStorm() {
    return new Course() {
      private int lost;

      @Override
      void tick(World world, int tick) {
        if (tick >= 2 && lost < STORM) {
          for (int end = lost + STORM / 5; lost < end; lost++) {
            world.loseProbe(String.format("edge-%03d:9115", lost));
          }
        } else if (tick > 15) {
          world.findProbes(STORM / 5);
        }
      }

      @Override
      @Nullable String broken(World world) {
        return world.lostProbes().isEmpty()
            ? null
            : world.lostProbes().size() + " instances cannot be reached";
      }
    };
  }

  static Course calm() {
    return Course.breaking(0, _ -> {}, _ -> null);
  }
}
