package org.toban.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.toban.drill.shell.Invocation;
import org.toban.drill.shell.Process;
import org.toban.drill.tools.Flags;

/** {@code ps} of one host, in its three dialects. */
final class Ps {
  private final Host host;

  Ps(Host host) {
    this.host = host;
  }

  /** The name that ps shows: the first word without its folder. */
  static String program(Process process) {
    return process
        .command()
        .replaceFirst(" .*", "")
        .replaceFirst("^.*/", "")
        .replaceFirst(":$", "");
  }

  int run(Invocation it) {
    List<String> arguments = new ArrayList<>(it.arguments());
    boolean bsd = !arguments.isEmpty() && arguments.getFirst().matches("[auxwf]+");
    if (bsd) {
      arguments.removeFirst();
    }
    Flags flags =
        Flags.parse(arguments, "o", "format", "p", "pid", "g", "s", "sort", "C", "u", "U");
    List<String> columns = new ArrayList<>();
    flags.all("o", "format").forEach(names -> columns.addAll(List.of(names.split(","))));
    if (columns.isEmpty()) {
      columns.addAll(
          bsd
              ? List.of("user", "pid", "pcpu", "pmem", "rss", "stat", "etime", "args")
              : flags.has("f")
                  ? List.of("user", "pid", "ppid", "etime", "args")
                  : List.of("pid", "tty", "etime", "comm"));
    }
    List<Process> shown =
        host.machine().processes().all().stream()
            .filter(process -> chosen(process, flags))
            .sorted(order(flags))
            .toList();
    boolean headless = columns.stream().allMatch(column -> column.endsWith("="));
    if (!headless && !flags.has("no-headers")) {
      it.println(line(columns, column -> title(column)));
    }
    shown.forEach(process -> it.println(line(columns, column -> cell(process, column))));
    return shown.isEmpty() ? 1 : 0;
  }

  private static boolean chosen(Process process, Flags flags) {
    boolean everything = flags.has("e", "A") || !flags.has("p", "pid", "g", "s", "C");
    return everything
        || listed(flags, process.id(), "p", "pid")
        || listed(flags, process.group(), "g")
        || listed(flags, process.session(), "g", "s")
        || flags.all("C").contains(program(process));
  }

  private static boolean listed(Flags flags, int id, String... names) {
    return flags.all(names).stream()
        .anyMatch(list -> List.of(list.split("[, ]+")).contains(String.valueOf(id)));
  }

  private static Comparator<Process> order(Flags flags) {
    String key = flags.value("sort").orElse("pid");
    Comparator<Process> order =
        switch (key.replaceFirst("^[-+]", "")) {
          case "rss", "pmem", "%mem", "vsz" ->
              Comparator.comparingDouble(Process::residentMegabytes);
          case "pcpu", "%cpu", "time" -> Comparator.comparingDouble(Process::load);
          default -> Comparator.comparingInt(Process::id);
        };
    return key.startsWith("-") ? order.reversed() : order;
  }

  private static String line(List<String> columns, java.util.function.UnaryOperator<String> cell) {
    StringBuilder line = new StringBuilder();
    for (String column : columns) {
      String name = column.replaceFirst("=.*", "");
      boolean text =
          List.of("user", "comm", "args", "cmd", "command", "stat", "tty").contains(name);
      line.append(line.isEmpty() ? "" : " ")
          .append(String.format(text ? "%-8s" : "%7s", cell.apply(name)));
    }
    return line.toString().stripTrailing();
  }

  private static String title(String column) {
    return switch (column) {
      case "pcpu" -> "%CPU";
      case "pmem" -> "%MEM";
      case "etime" -> "ELAPSED";
      case "comm", "args", "cmd", "command" -> "COMMAND";
      default -> column.toUpperCase(Locale.ROOT);
    };
  }

  private String cell(Process process, String column) {
    return switch (column) {
      case "pid" -> String.valueOf(process.id());
      case "ppid" -> String.valueOf(process.parent());
      case "pgid", "pgrp" -> String.valueOf(process.group());
      case "sid", "sess" -> String.valueOf(process.session());
      case "user", "euser", "uname" -> process.user();
      case "rss", "vsz" -> String.valueOf((long) (process.residentMegabytes() * 1024));
      case "pmem", "%mem" ->
          String.format(
              Locale.ROOT, "%.1f", 100 * process.residentMegabytes() / host.memoryMegabytes());
      case "pcpu", "%cpu" -> String.format(Locale.ROOT, "%.1f", process.load());
      case "etime", "etimes" -> elapsed(process, column);
      case "comm", "ucmd" -> program(process);
      case "args", "cmd", "command" -> process.command();
      case "stat" -> "Ss";
      case "tty" -> "?";
      default -> "-";
    };
  }

  private String elapsed(Process process, String column) {
    Duration age = Duration.between(process.started(), host.machine().clock().instant());
    return column.equals("etimes")
        ? String.valueOf(age.toSeconds())
        : String.format("%02d:%02d", age.toMinutes(), age.toSecondsPart());
  }
}
