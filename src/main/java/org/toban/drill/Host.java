package org.toban.drill;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.toban.drill.shell.FileTree;
import org.toban.drill.shell.Machine;
import org.toban.drill.shell.Process;
import org.toban.drill.tools.Toolbox;

/** A simulated host: a machine with units, a journal, disks and memory. */
final class Host {
  private static final double SYSTEM_MEGABYTES = 420;

  private final Machine machine;
  private final Journal journal;
  private final double memoryMegabytes;
  private final Map<String, Unit> units = new LinkedHashMap<>();
  private final List<Disk> disks = new ArrayList<>();
  private Consumer<Certificate> onReload = _ -> {};

  /**
   * A file system.
   *
   * @param base bytes in use that belong to no simulated file
   */
  record Disk(String device, String mount, long size, long base) {}

  Host(Machine machine, double memoryMegabytes) {
    this.machine = machine;
    this.journal = new Journal(machine.clock());
    this.memoryMegabytes = memoryMegabytes;
    machine.install(Toolbox.programs());
    FileTree files = machine.files();
    files.makeDirectories("/home/" + World.USER, "root");
    files.own("/home/" + World.USER, World.USER, 0755);
    for (String folder : List.of("/tmp", "/var/tmp", "/run/lock", "/dev/shm")) {
      files.makeDirectories(folder, "root");
      files.own(folder, "root", 01777);
    }
    files.put("/dev/null", "root", 0666, "");
    files.put("/etc/hostname", "root", 0644, machine.name() + "\n");
    files.put(
        "/etc/motd",
        "root",
        0644,
        "Practice host " + machine.name() + " of Toban's drill. Nothing here is real.\n");
    files.supply("/proc/meminfo", this::memoryInfo);
    files.supply("/proc/loadavg", () -> loadAverage() + " 2/180 4242\n");
    machine.processes().start("root", "/sbin/init");
  }

  String name() {
    return machine.name();
  }

  Machine machine() {
    return machine;
  }

  Journal journal() {
    return journal;
  }

  void add(Disk disk) {
    disks.add(disk);
    machine.files().makeDirectories(disk.mount(), "root");
  }

  List<Disk> disks() {
    return disks;
  }

  /** The file system that a path is on. */
  Disk disk(String path) {
    Disk best = disks.getFirst();
    for (Disk disk : disks) {
      boolean below = path.equals(disk.mount()) || path.startsWith(disk.mount() + "/");
      best = below && disk.mount().length() > best.mount().length() ? disk : best;
    }
    return best;
  }

  @SuppressWarnings("ReferenceEquality") // the same disk, not an equal one
  long used(Disk disk) {
    long weight = disk.base() + machine.files().weight(disk.mount());
    for (Disk other : disks) {
      boolean inside = other != disk && disk.mount().equals("/");
      weight -= inside ? machine.files().weight(other.mount()) : 0;
    }
    return Math.min(disk.size(), weight);
  }

  Unit add(Unit.Plan plan) {
    Unit unit = new Unit(plan, machine, journal);
    units.put(plan.name(), unit);
    return unit;
  }

  @Nullable Unit unit(String name) {
    return units.get(name.replaceFirst("\\.service$", ""));
  }

  List<Unit> units() {
    return List.copyOf(units.values());
  }

  /** The unit that listens on a port and is up. */
  @Nullable Unit listening(int port) {
    return units().stream()
        .filter(unit -> unit.plan().port() == port && unit.activity() == Unit.Activity.ACTIVE)
        .findFirst()
        .orElse(null);
  }

  /** What happens when the web server reads its certificate again. */
  void whenReloaded(Consumer<Certificate> action) {
    onReload = action;
  }

  void reloadCertificate(Certificate certificate) {
    onReload.accept(certificate);
  }

  double memoryMegabytes() {
    return memoryMegabytes;
  }

  double usedMegabytes() {
    double held = machine.processes().all().stream().mapToDouble(Process::residentMegabytes).sum();
    return Math.min(memoryMegabytes - 40, SYSTEM_MEGABYTES + held);
  }

  private String memoryInfo() {
    long total = (long) (memoryMegabytes * 1024);
    long available = (long) ((memoryMegabytes - usedMegabytes()) * 1024);
    return "MemTotal:       %8d kB\nMemFree:        %8d kB\nMemAvailable:   %8d kB\nSwapTotal:             0 kB\nSwapFree:              0 kB\n"
        .formatted(total, available * 6 / 10, available);
  }

  /** Three load averages. */
  String loadAverage() {
    double load = machine.processes().all().stream().mapToDouble(Process::load).sum() / 100;
    return String.format(
        Locale.ROOT, "%.2f %.2f %.2f", 0.08 + load, 0.06 + load * 0.8, 0.05 + load * 0.5);
  }
}
