package org.toban.drill;

import org.jspecify.annotations.Nullable;
import org.toban.drill.shell.Process;

/** The scenarios in which the backend stops. */
final class BackendCourses {
  private BackendCourses() {}

  static Course serviceDown() {
    return Course.breaking(2, BackendCourses::killBackend, BackendCourses::backend);
  }

  private static void killBackend(World world) {
    Host host = world.host("web-1");
    world.logError("critical", "java.lang.OutOfMemoryError: Java heap space (practice)");
    host.journal()
        .add(
            "kernel",
            Journal.Priority.ERROR,
            "kernel",
            "Out of memory: Killed process "
                + world.backend().mainId()
                + " (mks-backend) total-vm:3121040kB, anon-rss:1894220kB (practice)");
    world.backend().killForMemory();
  }

  private static @Nullable String backend(World world) {
    return world.backend().activity() == Unit.Activity.ACTIVE
        ? null
        : "mks-backend is " + word(world.backend());
  }

  /** In what way a unit is down. */
  static String word(Unit unit) {
    return unit.activity() == Unit.Activity.FAILED ? "failed (" + unit.result() + ")" : "stopped";
  }

  /** A worker of the old process holds the port for a while after the first failed start. */
  static Course fixFails() {
    return new Course() {
      private volatile @Nullable Process orphan;
      private int attempts;
      private int failedAt = Integer.MAX_VALUE;
      private int now;

      @Override
      void tick(World world, int tick) {
        now = tick;
        if (tick == 2) {
          killBackend(world);
          Process worker =
              world
                  .host("web-1")
                  .machine()
                  .processes()
                  .start("mks", "/opt/mks-backend/bin/mks-backend: worker (old)");
          worker.weigh(310, 0);
          worker.whenKilled(_ -> release(world, worker));
          orphan = worker;
          world.backend().whenStarted(() -> refuse(world, worker));
        }
        Process worker = orphan;
        if (worker != null && tick - 2 > failedAt) {
          release(world, worker);
        }
      }

      private void refuse(World world, Process worker) {
        attempts++;
        failedAt = Math.min(failedAt, now);
        world.logError(
            "error",
            "bind 0.0.0.0:5100: Address already in use (held by process " + worker.id() + ")");
        world
            .backend()
            .exit(
                1,
                "bind 0.0.0.0:5100: Address already in use (held by process "
                    + worker.id()
                    + "), attempt "
                    + attempts);
      }

      private void release(World world, Process worker) {
        world.host("web-1").machine().processes().end(worker, 0);
        world.backend().whenStarted(null);
        orphan = null;
      }

      @Override
      @Nullable String broken(World world) {
        return backend(world);
      }
    };
  }

  /** The service dies while nobody can see it: errors, then a web page, then half an answer. */
  static Course sourceBlind() {
    return new Course() {
      @Override
      void tick(World world, int tick) {
        if (tick == 3) {
          killBackend(world);
        }
      }

      @Override
      SourceServer.Blindness blindness(int tick) {
        return tick < 2 || tick > 13
            ? SourceServer.Blindness.NONE
            : tick < 6
                ? SourceServer.Blindness.ERROR
                : tick < 10 ? SourceServer.Blindness.HTML : SourceServer.Blindness.CUT_OFF;
      }

      @Override
      @Nullable String broken(World world) {
        return backend(world);
      }
    };
  }
}
