package org.toban.testbed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Where the programs of Prometheus and Alertmanager come from: this machine, or a newer suite of
 * Debian that is unpacked once under {@code target/} and never installed. A suite that cannot be
 * had fails the test by its name.
 */
public enum Release {
  /** Debian 12: Prometheus 2.42, Alertmanager 0.25. */
  INSTALLED,
  /** Debian 13: Prometheus 2.53, Alertmanager 0.28. */
  TRIXIE,
  /** What Debian is going to be: Prometheus 3, Alertmanager 0.33 or newer. */
  SID;

  private static final List<String> PACKAGES = List.of("prometheus", "prometheus-alertmanager");
  private static final String KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg";

  /** The path of a program of this release. */
  public synchronized String program(String name) {
    if (this == INSTALLED) {
      return Server.program(name);
    }
    Path unpacked = Path.of("target", "servers-" + suite()).toAbsolutePath();
    Path program = unpacked.resolve("usr/bin").resolve(name);
    try {
      if (!Files.isExecutable(program)) {
        fetch(unpacked);
      }
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("the servers of Debian " + suite() + " cannot be had: " + e, e);
    }
    return program.toString();
  }

  private String suite() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * By apt with a list of sources of its own, so that it neither reads nor changes the machine's.
   */
  private void fetch(Path unpacked) throws IOException, InterruptedException {
    Path apt = unpacked.resolve("apt");
    Files.createDirectories(apt.resolve("lists/partial"));
    Files.createDirectories(apt.resolve("cache/archives/partial"));
    String mirror = System.getenv().getOrDefault("DEBIAN_MIRROR", "http://deb.debian.org/debian");
    Path list =
        Files.writeString(
            apt.resolve("sources.list"),
            "deb [signed-by=%s] %s %s main\n".formatted(KEYRING, mirror, suite()));
    List<String> options =
        List.of(
            "-q",
            "-o",
            "Dir::Etc::sourcelist=" + list,
            "-o",
            "Dir::Etc::sourceparts=/dev/null",
            "-o",
            "Dir::State::lists=" + apt.resolve("lists"),
            "-o",
            "Dir::Cache=" + apt.resolve("cache"),
            "-o",
            "APT::Sandbox::User=root");
    run(apt, "apt-get", options, List.of("update"));
    List<String> download = new ArrayList<>(List.of("download"));
    download.addAll(PACKAGES);
    run(apt, "apt-get", options, download);
    List<Path> packages;
    try (Stream<Path> files = Files.list(apt)) {
      packages = files.filter(it -> it.toString().endsWith(".deb")).toList();
    }
    for (Path file : packages) {
      run(apt, "dpkg", List.of("-x"), List.of(file.toString(), unpacked.toString()));
    }
  }

  private void run(Path folder, String program, List<String> options, List<String> rest)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(options);
    command.addAll(rest);
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(
          String.join(" ", rest) + " failed: " + Files.readString(log, StandardCharsets.UTF_8));
    }
  }
}
