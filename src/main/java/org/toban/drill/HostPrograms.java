package org.toban.drill;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.toban.drill.shell.Invocation;
import org.toban.drill.shell.Process;
import org.toban.drill.shell.Program;
import org.toban.drill.tools.Flags;
import org.toban.drill.tools.Sizes;

/** What tells of a host's disks, memory and load. */
final class HostPrograms {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String PACKAGES = "/var/cache/apt/archives/linux-image.deb";

  private final Host host;

  HostPrograms(Host host) {
    this.host = host;
  }

  Map<String, Program> programs() {
    return Map.ofEntries(
        Map.entry("df", this::disks),
        Map.entry("free", this::memory),
        Map.entry("ps", new Ps(host)::run),
        Map.entry("top", this::top),
        Map.entry("uptime", this::uptime),
        Map.entry("vmstat", this::statistics),
        Map.entry("who", this::who),
        Map.entry("lsof", this::openFiles),
        Map.entry("apt-get", this::packages),
        Map.entry("nproc", it -> line(it, "2")));
  }

  private static int line(Invocation it, String text) {
    it.println(text);
    return 0;
  }

  private int disks(Invocation it) {
    Flags flags = Flags.parse(it.arguments(), "t", "x", "type");
    List<Host.Disk> disks = host.disks();
    if (!flags.operands().isEmpty()) {
      for (String operand : flags.operands()) {
        if (!it.files().exists(it.path(operand))) {
          return it.fail(1, operand + ": No such file or directory");
        }
      }
      disks =
          flags.operands().stream().map(operand -> host.disk(it.path(operand))).distinct().toList();
    }
    String output = flags.value("output").orElse("");
    boolean human = flags.has("h", "human-readable");
    if (output.equals("pcent")) {
      it.println("Use%");
      disks.forEach(disk -> it.println(String.format("%3d%%", percent(disk))));
    } else if (flags.has("i", "inodes")) {
      it.println("Filesystem      Inodes  IUsed   IFree IUse% Mounted on");
      disks.forEach(disk ->
          it.println(
              String.format(
                  "%-14s 1310720 184302 1126418   15%% %s", disk.device(), disk.mount())));
    } else {
      it.println(
          human
              ? "Filesystem      Size  Used Avail Use% Mounted on"
              : "Filesystem     1024-blocks      Used Available Capacity Mounted on");
      disks.forEach(disk -> it.println(row(disk, human)));
    }
    return 0;
  }

  private String row(Host.Disk disk, boolean human) {
    long used = host.used(disk);
    long free = disk.size() - used;
    return human
        ? String.format(
            "%-14s %5s %5s %5s %3d%% %s",
            disk.device(),
            Sizes.human(disk.size()),
            Sizes.human(used),
            Sizes.human(free),
            percent(disk),
            disk.mount())
        : String.format(
            "%-14s %11d %9d %9d %7d%% %s",
            disk.device(), disk.size() >> 10, used >> 10, free >> 10, percent(disk), disk.mount());
  }

  private long percent(Host.Disk disk) {
    return (long) Math.ceil(100.0 * host.used(disk) / disk.size());
  }

  private int memory(Invocation it) {
    Flags flags = Flags.parse(it.arguments());
    double unit = flags.has("g") ? 1024 : flags.has("m", "h") ? 1 : 1.0 / 1024;
    String suffix = flags.has("h") ? "Mi" : "";
    long total = (long) (host.memoryMegabytes() / unit);
    long used = (long) (host.usedMegabytes() / unit);
    long available = total - used;
    it.println("               total        used        free      shared  buff/cache   available");
    it.println(
        String.format(
            "Mem:    %12s%12s%12s%12s%12s%12s",
            total + suffix,
            used + suffix,
            available * 6 / 10 + suffix,
            "2" + suffix,
            available * 4 / 10 + suffix,
            available + suffix));
    it.println(String.format("Swap:   %12s%12s%12s", "0" + suffix, "0" + suffix, "0" + suffix));
    return 0;
  }

  private String head() {
    return " "
        + CLOCK.format(host.machine().clock().instant())
        + " up 41 days,  3:12,  1 user,  load average: "
        + host.loadAverage().replace(" ", ", ");
  }

  private int uptime(Invocation it) {
    return line(it, head());
  }

  private int top(Invocation it) {
    it.println("top -" + head());
    List<Process> processes = host.machine().processes().all();
    it.println(
        String.format(
            "Tasks: %3d total,   1 running, %3d sleeping,   0 stopped,   0 zombie",
            processes.size(), processes.size() - 1));
    it.println(
        String.format(
            Locale.ROOT,
            "MiB Mem : %8.1f total, %8.1f free, %8.1f used",
            host.memoryMegabytes(),
            host.memoryMegabytes() - host.usedMegabytes(),
            host.usedMegabytes()));
    it.println("\n    PID USER          RES  %CPU  %MEM COMMAND");
    boolean byMemory = it.arguments().contains("%MEM");
    Comparator<Process> order =
        Comparator.comparingDouble(byMemory ? Process::residentMegabytes : Process::load)
            .reversed();
    for (Process process : processes.stream().sorted(order).limit(20).toList()) {
      it.println(
          String.format(
              Locale.ROOT,
              "%7d %-10s %6s %5.1f %5.1f %s",
              process.id(),
              process.user(),
              Sizes.human((long) (process.residentMegabytes() * 1048576)),
              process.load(),
              100 * process.residentMegabytes() / host.memoryMegabytes(),
              Ps.program(process)));
    }
    return 0;
  }

  private int statistics(Invocation it) {
    List<String> operands = Flags.parse(it.arguments()).operands();
    int times = operands.size() > 1 ? Integer.parseInt(operands.get(1)) : 1;
    it.println(
        "procs -----------memory---------- -----io---- -system-- ------cpu-----\n r  b   swpd   free   buff  cache   bi    bo   in   cs us sy id wa st");
    for (int i = 0; i < times; i++) {
      if (i > 0) {
        it.machine().rest(it.process(), Duration.ofSeconds(Long.parseLong(operands.getFirst())));
      }
      long free = (long) ((host.memoryMegabytes() - host.usedMegabytes()) * 614);
      it.println(
          String.format(
              " 1  0      0 %6d  18204 %6d   11    37  %3d  %3d  4  2 93  1  0",
              free, free / 2, 310 + 7 * i, 580 + 11 * i));
    }
    return 0;
  }

  private int who(Invocation it) {
    return line(
        it,
        "ops      pts/0        "
            + host.machine().clock().instant().toString().substring(0, 10)
            + " 08:58 (practice)");
  }

  private int openFiles(Invocation it) {
    it.println("COMMAND   PID USER   FD   TYPE DEVICE SIZE/OFF NLINK NODE NAME");
    return it.user().equals("root") ? 0 : 1;
  }

  private int packages(Invocation it) {
    if (!it.user().equals("root")) {
      return it.fail(
          100,
          "E: Could not open lock file /var/lib/dpkg/lock-frontend - open (13: Permission denied)");
    }
    if (!it.arguments().contains("clean")) {
      return it.fail(100, "only 'clean' works in practice");
    }
    if (it.files().exists(PACKAGES)) {
      it.files().remove(PACKAGES, "root");
    }
    return 0;
  }
}
