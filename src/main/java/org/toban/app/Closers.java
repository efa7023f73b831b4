package org.toban.app;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was opened, closed in the reverse order, each with a name and a time limit: one part that
 * hangs or fails never keeps the others from closing.
 */
final class Closers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Closers.class);

  private record Closer(String name, Duration limit, AutoCloseable part) {}

  private final Deque<Closer> open = new ArrayDeque<>();

  /** Remembers a part and gives it back. */
  synchronized <T extends AutoCloseable> T push(String name, Duration limit, T part) {
    open.push(new Closer(name, limit, part));
    return part;
  }

  /** Closes all; a second call finds nothing left to do. */
  @Override
  public synchronized void close() {
    while (!open.isEmpty()) {
      close(open.pop());
    }
  }

  private static void close(Closer closer) {
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name("closing " + closer.name())
            .start(() -> {
              try {
                closer.part().close();
              } catch (Exception e) {
                LOG.warn("{} did not close well", closer.name(), e);
              }
            });
    try {
      if (!thread.join(closer.limit())) {
        LOG.warn("{} did not close within {} ms", closer.name(), closer.limit().toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
