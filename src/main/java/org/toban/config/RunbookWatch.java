package org.toban.config;

import java.time.Duration;
import java.util.function.Consumer;
import org.toban.runbook.Library;

/**
 * Reads runbooks again when they change on disk. It looks every few seconds, because change events
 * do not reach a program from network file systems.
 */
public final class RunbookWatch implements AutoCloseable {
  private final Thread thread;

  private RunbookWatch(Thread thread) {
    this.thread = thread;
  }

  /** Gives each changed library to {@code changed}, on a thread of its own. */
  public static RunbookWatch start(
      RunbookFolder folder, Duration every, Consumer<Library> changed) {
    String begun = folder.stamp();
    return new RunbookWatch(
        Thread.ofVirtual().name("runbooks").start(() -> watch(folder, begun, every, changed)));
  }

  private static void watch(
      RunbookFolder folder, String begun, Duration every, Consumer<Library> changed) {
    String known = begun;
    try {
      while (true) {
        Thread.sleep(every);
        String now = folder.stamp();
        if (!now.equals(known)) {
          known = now;
          changed.accept(folder.read());
        }
      }
    } catch (InterruptedException e) {
      // closed
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
