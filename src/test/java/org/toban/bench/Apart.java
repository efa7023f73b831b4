package org.toban.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs a benchmark in a JVM of its own with the flags that Toban itself is started with ({@code
 * bench.product}, which {@code ./toban bench} gives), and on a display of its own where Xvfb is
 * installed and there is no other: what is measured is what a person runs.
 *
 * @param n as asked for, 0 for the usual
 * @param flags more flags, which win over the product's
 */
record Apart(String name, int n, List<String> flags) implements Bench.Run {
  /** The first argument of a run in a JVM of its own; the file for its tables follows. */
  static final String OPTION = "--apart";

  @Override
  public List<BenchTable> tables() throws Exception {
    Path file = Files.createTempFile("toban-bench", ".tables");
    Process display = wantsDisplay() ? display() : null;
    try {
      ProcessBuilder builder = new ProcessBuilder(command(file)).inheritIO();
      builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
      if (display != null) {
        BufferedReader number = display.inputReader(StandardCharsets.US_ASCII);
        builder.environment().put("DISPLAY", ":" + number.readLine());
      }
      Process process = builder.start();
      if (process.waitFor() != 0) {
        throw new IllegalStateException("the benchmark " + name + " ended with " + process);
      }
      return read(file);
    } finally {
      if (display != null) {
        display.destroy();
      }
      Files.deleteIfExists(file);
    }
  }

  private List<String> command(Path file) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        Stream.of(System.getProperty("bench.product", "").split(" "))
            .filter(flag -> !flag.isBlank())
            .toList());
    command.addAll(flags);
    for (String name : List.of("bench.product", "bench.packaged")) {
      if (System.getProperty(name) != null) {
        command.add("-D" + name + "=" + System.getProperty(name));
      }
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Bench.class.getName()));
    command.addAll(List.of(OPTION, file.toString(), name, "--n", Integer.toString(n)));
    return command;
  }

  private static boolean wantsDisplay() {
    return System.getenv("DISPLAY") == null
        && Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "Xvfb")));
  }

  private static Process display() throws IOException {
    return new ProcessBuilder(
            "Xvfb", "-displayfd", "1", "-screen", "0", "1600x1000x24", "-nolisten", "tcp")
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  @SuppressWarnings({"unchecked", "BanSerializableRead"}) // written by our own JVM a moment ago
  private static List<BenchTable> read(Path file) throws IOException, ClassNotFoundException {
    try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(file))) {
      return (List<BenchTable>) in.readObject();
    }
  }

  /** What the JVM of its own gives back. */
  static void write(List<BenchTable> tables, Path file) throws IOException {
    try (ObjectOutputStream out = new ObjectOutputStream(Files.newOutputStream(file))) {
      out.writeObject(new ArrayList<>(tables));
    }
  }
}
