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
import org.jspecify.annotations.Nullable;

/**
 * The project's own benchmarks, each beside its floor in the same run: {@code toban bench [NAME
 * ...] [--n SAMPLES] [-o FILE]}. Absolute times belong to the machine; the ratios are what counts.
 */
public final class Bench {
  /** One benchmark; it prints nothing itself. */
  public interface Run {
    List<BenchTable> tables() throws Exception;
  }

  /** A line for each room's benchmark; {@code n} as asked for, 0 for the usual. */
  private static Map<String, Run> benchmarks(int n) {
    Map<String, Run> byName = new LinkedHashMap<>();
    byName.put("intake", IntakeBench::tables);
    byName.put("find", () -> both(FindBench.tables(n), apartly("typing", n).tables()));
    byName.put("history", HistoryBench.usual());
    byName.put("runbooks", () -> RunbooksBench.tables(n));
    byName.put("ssh", apartly("ssh", n));
    byName.put("output", apartly("output", n, OutputBench.HEAP));
    byName.put("notify", apartly("notify", n));
    byName.put("sources", apartly("sources", n));
    byName.put("manners", apartly("manners", n));
    byName.put("window", apartly("window", n));
    for (String name : DESK_PARTS) {
      byName.put(name, apartly(name, n));
    }
    return byName;
  }

  private static Run apartly(String name, int n, String... flags) {
    return new Apart(name, n, List.of(flags));
  }

  /** What runs in a JVM of its own. */
  private static Run apart(String name, int n) {
    return switch (name) {
      case "typing" -> new TypingBench(n == 0 ? TypingBench.USUAL : n);
      case "ssh" -> n == 0 ? SshBench.usual() : SshBench.usual().rounds(n);
      case "output" -> n == 0 ? OutputBench.usual() : OutputBench.usual().rounds(n);
      case "notify" -> new NotifyBench(n == 0 ? NotifyBench.USUAL : n);
      case "sources" -> n == 0 ? SourcesBench.usual() : SourcesBench.usual().polling(n);
      case "manners" -> n == 0 ? MannersBench.usual() : MannersBench.usual().polling(n);
      case "start" -> n == 0 ? StartBench.usual() : StartBench.usual().rounds(n);
      case "pulses" -> n == 0 ? PulseBench.usual() : PulseBench.usual().lasting(n);
      case "soak" -> n == 0 ? SoakBench.usual() : SoakBench.usual().lasting(n);
      case "window" -> n == 0 ? WindowBench.usual() : WindowBench.usual().refreshing(n);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static List<BenchTable> both(List<BenchTable> one, List<BenchTable> other) {
    List<BenchTable> both = new ArrayList<>(one);
    both.addAll(other);
    return both;
  }

  /** What is measured of runbooks that run, in one go. */
  private static final String REMEDY = "remedy";

  private static final List<String> REMEDY_PARTS = List.of("ssh", "output", "runbooks");

  /** What is measured of the desk, the hour of the soak included. */
  private static final String DESK = "desk";

  private static final List<String> DESK_PARTS = List.of("start", "pulses", "typing", "soak");

  private Bench() {}

  public static void main(String[] arguments) throws Exception {
    List<String> names = new ArrayList<>(Arrays.asList(arguments));
    String number = take(names, "--n");
    int n = number == null ? 0 : Integer.parseInt(number);
    String tables = take(names, Apart.OPTION);
    if (tables != null) {
      Apart.write(apart(names.getFirst(), n).tables(), Path.of(tables));
      System.exit(0); // a toolkit may still be running
    }
    String output = take(names, "-o");
    if (names.remove(REMEDY)) {
      names.addAll(REMEDY_PARTS);
    }
    if (names.remove(DESK)) {
      names.addAll(DESK_PARTS);
    }
    Map<String, Run> all = benchmarks(n);
    if (!all.keySet().containsAll(names)) {
      System.err.println(
          "toban bench knows "
              + String.join(", ", all.keySet())
              + ", "
              + REMEDY
              + " ("
              + String.join(", ", REMEDY_PARTS)
              + "), "
              + DESK
              + " ("
              + String.join(", ", DESK_PARTS)
              + "), --n SAMPLES (all but intake and history) and"
              + " -o FILE");
      System.exit(2);
    }
    if (names.isEmpty()) {
      names.addAll(all.keySet());
      names.removeAll(List.of("typing", "soak")); // the one is in find, the other takes an hour
    }
    all.keySet().retainAll(names);
    String report = report(all);
    if (output == null) {
      System.out.print(report);
    } else {
      Files.writeString(Path.of(output), report);
    }
  }

  /** Takes an option with its value out of the arguments; null when it is not there. */
  private static @Nullable String take(List<String> arguments, String option) {
    int at = arguments.indexOf(option);
    if (at < 0 || at + 1 >= arguments.size()) {
      return null;
    }
    String value = arguments.remove(at + 1);
    arguments.remove(at);
    return value;
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
