package org.toban.config;

import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that files change on disk. It looks every few seconds, because change events do not reach
 * a program from network file systems.
 */
public final class FileWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);

  private final Thread thread;

  private FileWatch(Thread thread) {
    this.thread = thread;
  }

  /**
   * Begins to look.
   *
   * @param stamp another text whenever the files are others
   * @param changed runs after each change, on a thread of its own; one that fails is tried again
   */
  public static FileWatch start(
      String name, Supplier<String> stamp, Duration every, Runnable changed) {
    String begun = stamp.get();
    return new FileWatch(
        Thread.ofVirtual().name(name).start(() -> watch(name, stamp, begun, every, changed)));
  }

  private static void watch(
      String name, Supplier<String> stamp, String begun, Duration every, Runnable changed) {
    String known = begun;
    try {
      while (true) {
        Thread.sleep(every);
        try {
          String now = stamp.get();
          if (!now.equals(known)) {
            changed.run();
            known = now;
          }
        } catch (RuntimeException e) {
          LOG.warn("{} cannot be read again", name, e);
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
