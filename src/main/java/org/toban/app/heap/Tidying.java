package org.toban.app.heap;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects what has become garbage among the long-lived while nobody looks. The serial collector,
 * which Toban is started with, lets that lie until the heap has all that it may have: after some
 * hours the program would take ten times what it needs, and keep it. A collection stops everything
 * for a tenth of a second or so; hence the waiting until nobody looks. Other collectors do this by
 * themselves, and are left alone.
 */
public final class Tidying implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Tidying.class);
  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final Duration QUIET = Duration.ofSeconds(20);

  /** Bytes of garbage that are worth it. */
  private static final long WORTH = 32L << 20;

  private final Supplier<Duration> untouched;
  private final List<MemoryPoolMXBean> pools;
  private final Thread thread;

  private Tidying(Supplier<Duration> untouched) {
    this.untouched = untouched;
    pools =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getName().equals("Tenured Gen"))
            .toList();
    thread = Thread.ofPlatform().daemon().name("tidying").unstarted(this::watch);
  }

  /**
   * Looks once a minute from now on.
   *
   * @param untouched how long nobody has used the window
   */
  public static Tidying start(Supplier<Duration> untouched) {
    Tidying tidying = new Tidying(untouched);
    tidying.thread.start();
    return tidying;
  }

  /** One that looks when it is told to. */
  static Tidying idle(Supplier<Duration> untouched) {
    return new Tidying(untouched);
  }

  private void watch() {
    try {
      while (!pools.isEmpty()) {
        Thread.sleep(EVERY);
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Collects when it is worth it and nobody looks; says whether it did. */
  boolean look() {
    long before = used();
    if (untouched.get().compareTo(QUIET) < 0 || before - kept() < WORTH) {
      return false;
    }
    long begun = System.nanoTime();
    System.gc();
    LOG.debug(
        "collected {} MB in {} ms",
        (before - used()) >> 20,
        (System.nanoTime() - begun) / 1_000_000);
    return true;
  }

  private long used() {
    return pools.stream().mapToLong(pool -> pool.getUsage().getUsed()).sum();
  }

  /** What the last collection left. */
  private long kept() {
    return pools.stream().mapToLong(pool -> pool.getCollectionUsage().getUsed()).sum();
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
