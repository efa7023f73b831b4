package org.toban.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** CPU time that processes have taken, in seconds, user and system together. */
final class Cpu {
  private static final OperatingSystemMXBean OWN =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /** Ticks a second of {@code /proc/PID/stat}: USER_HZ, which is 100 on every Linux of today. */
  private static final double TICKS = 100;

  private static final int USER_TIME = 11;

  private Cpu() {}

  /** Of this JVM, its compiler and collector included. */
  static double own() {
    return OWN.getProcessCpuTime() / 1e9;
  }

  /** Of another process, to 0.01 s. */
  static double of(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[USER_TIME + 1])) / TICKS;
  }
}
