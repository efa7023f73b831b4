package org.toban.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The project's own benchmarks, each beside its floor in the same run: {@code toban bench [NAME
 * ...] [-o FILE]}. Absolute times belong to the machine; the ratios are what counts.
 */
public final class Bench {
  /** One benchmark; it prints nothing itself. */
  public interface Run {
    List<BenchTable> tables() throws Exception;
  }

  /** A line for each room's benchmark. */
  private static Map<String, Run> benchmarks() {
    Map<String, Run> byName = new LinkedHashMap<>();
    byName.put("intake", IntakeBench::tables);
    byName.put("find", FindBench::tables);
    byName.put("history", new HistoryBench());
    byName.put("ssh", SshBench::tables);
    byName.put("notify", NotifyBench::tables);
    return byName;
  }

  private Bench() {}

  public static void main(String[] arguments) throws Exception {
    List<String> names = new ArrayList<>(Arrays.asList(arguments));
    Path file = null;
    int option = names.indexOf("-o");
    if (option >= 0 && option + 1 < names.size()) {
      file = Path.of(names.remove(option + 1));
      names.remove(option);
    }
    Map<String, Run> all = benchmarks();
    if (!all.keySet().containsAll(names)) {
      System.err.println("toban bench knows " + String.join(", ", all.keySet()) + " and -o FILE");
      System.exit(2);
    }
    if (!names.isEmpty()) {
      all.keySet().retainAll(names);
    }
    String report = report(all);
    if (file == null) {
      System.out.print(report);
    } else {
      Files.writeString(file, report);
    }
  }

  private static String report(Map<String, Run> wanted) throws Exception {
    StringBuilder text = new StringBuilder("# Benchmarks\n\n").append(machine());
    for (Run run : wanted.values()) {
      String before = load();
      List<BenchTable> tables = run.tables();
      tables.forEach(table -> text.append('\n').append(table.toMarkdown()));
      text.append("\nLoad average ").append(before).append(" before, ").append(load());
      text.append(" after.\n");
    }
    return text.toString();
  }

  private static String machine() throws IOException {
    List<String> flags = ManagementFactory.getRuntimeMXBean().getInputArguments();
    return String.format(
        Locale.ROOT,
        "%s, %d processors, %s %s, Java %s (%s), heap up to %d MB%nJVM flags: %s%n",
        processor(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        System.getProperty("java.runtime.version"),
        System.getProperty("java.vm.info"),
        Runtime.getRuntime().maxMemory() >> 20,
        flags.isEmpty() ? "none" : String.join(" ", flags));
  }

  private static String processor() throws IOException {
    Path info = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(info)) {
      return System.getProperty("os.arch");
    }
    try (Stream<String> lines = Files.lines(info)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .orElse(System.getProperty("os.arch"));
    }
  }

  private static String load() {
    double average = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return String.format(Locale.ROOT, "%.2f", average);
  }
}
