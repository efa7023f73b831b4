package org.toban.testbed;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real sshd on loopback as the current user, with its own host key and one allowed user key. */
public final class SshdServer extends Server {
  private final Path folder;
  private final int port;
  private final List<String> command;

  private SshdServer(Path folder, int port, List<String> command) throws IOException {
    super("sshd", folder.resolve("sshd.log"), command);
    this.folder = folder;
    this.port = port;
    this.command = command;
    awaitReady(this::listens);
  }

  /** Starts one with more lines of sshd_config, such as {@code MaxSessions 100}. */
  public static SshdServer start(Path folder, String... moreConfig) throws IOException {
    Files.createDirectories(folder);
    String sshd = program("sshd");
    if (System.getProperty("user.name").equals("root")) {
      Files.createDirectories(Path.of("/run/sshd")); // privilege separation wants it
    }
    int port = freePort();
    generateKey(folder.resolve("host_key"));
    generateKey(folder.resolve("user_key"));
    Files.copy(folder.resolve("user_key.pub"), folder.resolve("authorized_keys"));
    List<String> config = new ArrayList<>();
    config.add("Port " + port);
    config.add("ListenAddress 127.0.0.1");
    config.add("HostKey " + folder.resolve("host_key"));
    config.add("AuthorizedKeysFile " + folder.resolve("authorized_keys"));
    config.add("PidFile none");
    config.add("UsePAM no");
    config.add("PasswordAuthentication no");
    config.add("KbdInteractiveAuthentication no");
    config.add("StrictModes no");
    config.add("MaxStartups 200:30:400");
    for (String line : moreConfig) {
      config.add(line.startsWith("SetEnv ") ? line + ownState(line, folder) : line);
    }
    if (List.of(moreConfig).stream().noneMatch(line -> line.startsWith("SetEnv "))) {
      config.add("SetEnv" + ownState("", folder));
    }
    Path file = Files.write(folder.resolve("sshd_config"), config);
    SshdServer server =
        new SshdServer(folder, port, List.of(sshd, "-D", "-e", "-f", file.toString()));
    server.writeKnownHosts();
    return server;
  }

  /** What consoles keep on a host: with this server, not in the home of who runs the tests. */
  private static String ownState(String given, Path folder) {
    return given.contains("XDG_STATE_HOME=") ? "" : " XDG_STATE_HOME=" + folder.resolve("state");
  }

  private static void generateKey(Path file) throws IOException {
    Files.deleteIfExists(file);
    run(
        program("ssh-keygen"),
        "-q",
        "-t",
        "ed25519",
        "-N",
        "",
        "-C",
        "test",
        "-f",
        file.toString());
  }

  private static void run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new AssertionError(String.join(" ", command) + ": " + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void writeKnownHosts() throws IOException {
    String key = Files.readString(folder.resolve("host_key.pub"));
    Files.writeString(knownHosts(), "[127.0.0.1]:" + port + " " + key);
  }

  private boolean listens() throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 5000);
      socket.setSoTimeout(5000);
      return socket.getInputStream().read() == 'S';
    }
  }

  public int port() {
    return port;
  }

  /** Who the server lets in: the user that runs the test. */
  public String user() {
    return System.getProperty("user.name");
  }

  public Path userKey() {
    return folder.resolve("user_key");
  }

  public Path knownHosts() {
    return folder.resolve("known_hosts");
  }

  /**
   * Comes back with another host key, as an impostor or a reinstalled host would; known_hosts
   * stays.
   */
  public void swapHostKey() throws IOException {
    kill();
    generateKey(folder.resolve("host_key"));
    restart(command);
    awaitReady(this::listens);
  }

  /** Goes away with all its connections, and comes back as it was. */
  public void comeBack() throws IOException {
    kill();
    restart(command);
    awaitReady(this::listens);
  }
}
