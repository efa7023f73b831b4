package org.toban.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;

/** This JVM's heap, in MB. */
final class Heap {
  private static final double MB = 1 << 20;
  private static final List<MemoryPoolMXBean> POOLS =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .toList();

  private Heap() {}

  /** What is in use after a collection. */
  static double live() {
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MB;
  }

  /** Forgets the peaks. */
  static void reset() {
    POOLS.forEach(MemoryPoolMXBean::resetPeakUsage);
  }

  /** The most that was in use since then, garbage included: at most the sum of the pools' peaks. */
  static double peak() {
    return POOLS.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() / MB;
  }

  static double most() {
    return Runtime.getRuntime().maxMemory() / MB;
  }
}
