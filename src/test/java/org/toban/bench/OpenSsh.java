package org.toban.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** OpenSSH's own client on the hosts of a fleet: one by itself, many at once by xargs. */
final class OpenSsh implements AutoCloseable {
  private final Path config;
  private int masters;

  OpenSsh(Fleet fleet) {
    config = fleet.config();
  }

  /** Runs a script on the first hosts at once and gives what all of them printed. */
  String run(int hosts, boolean kept, String script) throws IOException, InterruptedException {
    List<String> ssh = new ArrayList<>(List.of("ssh", "-F", config.toString()));
    if (kept) {
      ssh.addAll(List.of("-S", socket("{}")));
    }
    ssh.addAll(List.of("{}", script));
    return hosts == 1
        ? output(ssh.stream().map(word -> word.replace("{}", "host-0")).toList(), "")
        : output(atOnce(hosts, ssh), names(0, hosts));
  }

  /** Opens a ControlMaster for each of the first hosts that has none yet. */
  void openMasters(int hosts) throws IOException, InterruptedException {
    if (hosts > masters) {
      List<String> ssh = List.of("ssh", "-F", config.toString());
      List<String> master = new ArrayList<>(ssh);
      master.addAll(List.of("-f", "-N", "-M", "-S", socket("{}"), "{}"));
      quiet(atOnce(8, master), names(masters, hosts));
      masters = hosts;
    }
  }

  private String socket(String host) {
    return config.resolveSibling("m-" + host).toString();
  }

  private static String names(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(host -> "host-" + host + "\n")
        .collect(Collectors.joining());
  }

  private static List<String> atOnce(int processes, List<String> command) {
    List<String> xargs =
        new ArrayList<>(List.of("xargs", "-P", Integer.toString(processes), "-I{}"));
    xargs.addAll(command);
    return xargs;
  }

  private static String output(List<String> command, String input)
      throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    give(process, input);
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    expectSuccess(process, command, output);
    return output;
  }

  /** For what leaves a process behind, which would keep a pipe open. */
  static void quiet(List<String> command, String input) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    give(process, input);
    expectSuccess(process, command, "");
  }

  private static void give(Process process, String input) throws IOException {
    try (var stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void expectSuccess(Process process, List<String> command, String output)
      throws InterruptedException {
    if (process.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command) + ": " + output);
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    if (masters > 0) {
      quiet(
          atOnce(8, List.of("ssh", "-F", config.toString(), "-S", socket("{}"), "-Oexit", "{}")),
          names(0, masters));
    }
  }
}
