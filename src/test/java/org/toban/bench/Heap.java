package org.toban.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** This JVM's heap, and the memory of processes, in MB. */
final class Heap {
  private static final double MB = 1 << 20;
  private static final List<MemoryPoolMXBean> POOLS =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .toList();

  private Heap() {}

  /** What is in use after a collection: of the serial collector only each fourth leaves no gaps. */
  static double live() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      System.gc();
      least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return least / MB;
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

  /**
   * Memory of a process in MB, by the name that the kernel gives it: {@code Rss}, or {@code Pss},
   * which shares what several processes use among them.
   */
  static double ofProcess(long pid, String name) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup"))) {
      if (line.startsWith(name + ":")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
      }
    }
    throw new IOException("no " + name + " of " + pid);
  }
}
