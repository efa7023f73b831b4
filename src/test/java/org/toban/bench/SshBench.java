package org.toban.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.toban.alert.Labels;
import org.toban.remedy.Job;
import org.toban.remedy.Outcome;
import org.toban.remedy.SshRunner;
import org.toban.remedy.SshSettings;
import org.toban.remedy.Target;
import org.toban.testbed.SshdServer;

/** Runs over SSH beside OpenSSH's own client, on one real sshd; the four ways take turns. */
final class SshBench implements AutoCloseable {
  private static final int ROUNDS_OF_ONE = 15;
  private static final int ROUNDS = 5;
  private static final List<Integer> HOSTS = List.of(10, 50);
  private static final String SCRIPT = "sleep 0.2; echo done";

  private final Path folder;
  private final SshdServer server;
  private final Path config;
  private final List<Path> masters = new ArrayList<>();

  private SshBench(Path folder) throws Exception {
    this.folder = folder;
    // SHLVL keeps bash from reading this machine's .bashrc, whose cost would be that of all four.
    this.server = SshdServer.start(folder.resolve("sshd"), "MaxSessions 200", "SetEnv SHLVL=3");
    this.config =
        Files.writeString(
            folder.resolve("ssh_config"),
            String.join(
                "\n",
                "Host *",
                "  HostName 127.0.0.1",
                "  Port " + server.port(),
                "  User " + server.user(),
                "  IdentityFile " + server.userKey(),
                "  IdentitiesOnly yes",
                "  StrictHostKeyChecking yes",
                "  UserKnownHostsFile " + server.knownHosts(),
                "  HostKeyAlias [127.0.0.1]:" + server.port(),
                "  BatchMode yes",
                ""));
  }

  static List<BenchTable> tables() throws Exception {
    Path folder = Files.createTempDirectory("toban-bench-ssh");
    try (SshBench bench = new SshBench(folder)) {
      return bench.measure();
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }

  private List<BenchTable> measure() throws Exception {
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("1, true", 1, "true", ROUNDS_OF_ONE));
    for (int hosts : HOSTS) {
      rows.add(row(hosts + ", " + SCRIPT, hosts, SCRIPT, ROUNDS));
    }
    return List.of(
        new BenchTable(
            "SSH runs",
            "Commands on so many hosts at once (one sshd, a connection for each host), from start to"
                + " the last exit, median of "
                + ROUNDS_OF_ONE
                + " and "
                + ROUNDS
                + " turns, in ms. Client and server share the processors. Cold: connect, check the"
                + " host key, sign in, run; kept: over open connections, ssh with ControlMaster.",
            List.of(
                "hosts, command",
                "ssh cold",
                "Toban cold",
                "ratio",
                "ControlMaster",
                "Toban kept",
                "ratio"),
            rows));
  }

  private List<String> row(String name, int hosts, String script, int rounds) throws Exception {
    openMasters(hosts);
    Samples sshCold = new Samples();
    Samples sshKept = new Samples();
    Samples tobanCold = new Samples();
    Samples tobanKept = new Samples();
    try (SshRunner kept = runner()) {
      time(hosts, host -> toban(kept, host, script)); // opens the connections, warms the code
      for (int round = 0; round < rounds; round++) {
        sshCold.add(time(hosts, host -> ssh(host, script)));
        try (SshRunner cold = runner()) {
          tobanCold.add(time(hosts, host -> toban(cold, host, script)));
        }
        sshKept.add(time(hosts, host -> ssh(host, script, "-S", masters.get(host).toString())));
        tobanKept.add(time(hosts, host -> toban(kept, host, script)));
      }
    }
    return List.of(
        name,
        format("%.0f", sshCold.median()),
        format("%.0f", tobanCold.median()),
        format("%.2f", tobanCold.median() / sshCold.median()),
        format("%.0f", sshKept.median()),
        format("%.0f", tobanKept.median()),
        format("%.2f", tobanKept.median() / sshKept.median()));
  }

  private static String format(String pattern, double value) {
    return String.format(Locale.ROOT, pattern, value);
  }

  /** What is done on one host of the number. */
  private interface OnHost {
    void run(int host) throws Exception;
  }

  private static double time(int hosts, OnHost work) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Void>> all =
          IntStream.range(0, hosts)
              .mapToObj(host ->
                  (Callable<Void>)
                      () -> {
                        work.run(host);
                        return null;
                      })
              .toList();
      long start = System.nanoTime();
      for (Future<Void> one : threads.invokeAll(all)) {
        one.get();
      }
      return (System.nanoTime() - start) / 1e6;
    }
  }

  private SshRunner runner() {
    return new SshRunner(
        new SshSettings(
            server.knownHosts(),
            List.of(server.userKey()),
            null,
            Duration.ofSeconds(60),
            Duration.ofMinutes(5),
            64 * 1024));
  }

  private void toban(SshRunner runner, int host, String script) {
    Target target = new Target("host-" + host, server.user(), "127.0.0.1", server.port());
    StringBuilder live = new StringBuilder();
    Outcome outcome =
        runner.run(
            new Job(
                UUID.randomUUID().toString(),
                target,
                script,
                Labels.empty(),
                Duration.ofMinutes(1)),
            live::append);
    if (!(outcome instanceof Outcome.Exited exited)
        || exited.status() != 0
        || !live.toString().equals(script.equals("true") ? "" : "done\n")) {
      throw new IllegalStateException(outcome.toString());
    }
  }

  private void ssh(int host, String script, String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of("ssh", "-F", config.toString()));
    command.addAll(List.of(options));
    command.addAll(List.of("host-" + host, script));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0 || !output.equals(script.equals("true") ? "" : "done\n")) {
      throw new IllegalStateException(String.join(" ", command) + ": " + output);
    }
  }

  private void openMasters(int hosts) throws Exception {
    while (masters.size() < hosts) {
      Path socket = folder.resolve("m" + masters.size());
      Process master =
          new ProcessBuilder(
                  "ssh",
                  "-F",
                  config.toString(),
                  "-f",
                  "-N",
                  "-M",
                  "-S",
                  socket.toString(),
                  "host-" + masters.size())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (master.waitFor() != 0) {
        throw new IllegalStateException("no ControlMaster at " + socket);
      }
      masters.add(socket);
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    for (Path master : masters) {
      new ProcessBuilder(
              "ssh", "-F", config.toString(), "-S", master.toString(), "-O", "exit", "any")
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    }
    server.close();
  }
}
