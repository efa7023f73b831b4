package org.toban.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A real PostgreSQL of this machine's package, run by hand on loopback with a folder of its own.
 */
public final class PostgresServer implements AutoCloseable {
  private final Path folder;
  private final int port = Server.freePort();
  private final Path programs;

  private PostgresServer(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.programs = installed();
    if (isRoot()) { // PostgreSQL refuses to be root, and needs a way to its folder
      Shell.run("chown", "postgres:", folder.toString());
      for (Path up = folder.getParent(); up != null; up = up.getParent()) {
        if (!Files.isSameFile(up, Path.of("/tmp")) && up.startsWith("/tmp")) {
          Shell.run("chmod", "a+x", up.toString());
        }
      }
    }
    call(
        "initdb",
        "-D",
        data(),
        "-U",
        "toban",
        "--auth=trust",
        "--no-sync",
        "-E",
        "UTF8",
        "--locale=C");
  }

  /** Makes one and starts it. */
  public static PostgresServer start(Path folder) throws IOException {
    PostgresServer server = new PostgresServer(folder);
    Shell.run("sh", "-c", server.startCommand());
    return server;
  }

  private static Path installed() throws IOException {
    for (String root : List.of("/", "target/servers")) {
      Path all = Path.of(root).toAbsolutePath().resolve("usr/lib/postgresql");
      if (Files.isDirectory(all)) {
        try (var versions = Files.list(all)) {
          var found =
              versions
                  .map(it -> it.resolve("bin"))
                  .filter(it -> Files.isExecutable(it.resolve("initdb")))
                  .findFirst();
          if (found.isPresent()) {
            return found.get();
          }
        }
      }
    }
    throw new AssertionError("postgresql is not installed; './toban test' installs it");
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private List<String> as(String program) {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
    }
    command.add(programs.resolve(program).toString());
    return command;
  }

  private void call(String program, String... arguments) throws IOException {
    List<String> command = as(program);
    command.addAll(List.of(arguments));
    Shell.run(command.toArray(String[]::new));
  }

  public int port() {
    return port;
  }

  /** Where pg_isready and psql are. */
  public Path programs() {
    return programs;
  }

  /** Whether it accepts connections. */
  public boolean accepts() {
    try {
      return new ProcessBuilder(
                  programs.resolve("pg_isready").toString(),
                  "-q",
                  "-h",
                  "127.0.0.1",
                  "-p",
                  Integer.toString(port))
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** What starts it, for a shell. */
  public String startCommand() {
    return String.join(" ", as("pg_ctl"))
        + " -D '%s' -s -W -l '%s/log' -o \"-c listen_addresses=127.0.0.1 -p %d -c unix_socket_directories='' -c fsync=off\" start </dev/null >/dev/null 2>&1"
            .formatted(data(), data(), port);
  }

  /** Ends it at once, as a crash would. */
  public void crash() throws IOException {
    call("pg_ctl", "-D", data(), "-s", "-w", "-m", "immediate", "stop");
  }

  @Override
  public void close() throws IOException {
    if (Files.exists(Path.of(data(), "postmaster.pid"))) {
      crash();
    }
  }
}
