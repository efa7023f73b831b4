package org.toban.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.toban.remedy.SshRunner;
import org.toban.remedy.SshSettings;
import org.toban.remedy.Target;
import org.toban.testbed.SshdServer;

/**
 * Hosts on loopback, each an address and port of its own, so that each has its own connection and
 * its own line in known_hosts; and the same hosts for OpenSSH's client, which knows them as host-0
 * and so on. An sshd listens at sixteen addresses at most, so there are several.
 */
final class Fleet implements AutoCloseable {
  private static final int ADDRESSES = 16;

  /** Held, so that it stays quiet: a line for each connection would be measured too. */
  private static final Logger LIBRARY = Logger.getLogger("org.apache.sshd");

  static {
    LIBRARY.setLevel(Level.WARNING);
  }

  private final Path folder;
  private final int size;
  private final List<SshdServer> servers = new ArrayList<>();

  /** Connects, and then nobody says anything. */
  private final ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

  private Fleet(Path folder, int size) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.size = size;
  }

  static Fleet start(Path folder, int size) throws IOException {
    Fleet fleet = new Fleet(folder, size);
    try {
      fleet.start();
    } catch (IOException | RuntimeException e) {
      fleet.close();
      throw e;
    }
    return fleet;
  }

  private void start() throws IOException {
    List<String> known = new ArrayList<>();
    while (servers.size() * ADDRESSES < size) {
      Path own = folder.resolve("sshd" + servers.size());
      List<String> lines = new ArrayList<>(List.of("MaxSessions 200"));
      // SHLVL keeps bash from reading this machine's .bashrc, whose cost would be that of all.
      lines.add("SetEnv SHLVL=3");
      IntStream.range(1, ADDRESSES).forEach(i -> lines.add("ListenAddress " + address(i)));
      SshdServer server = SshdServer.start(own, lines.toArray(String[]::new));
      servers.add(server);
      Files.copy(
          folder.resolve("sshd0/authorized_keys"),
          own.resolve("authorized_keys"),
          StandardCopyOption.REPLACE_EXISTING);
      String key = Files.readString(own.resolve("host_key.pub")).strip();
      IntStream.range(0, ADDRESSES)
          .forEach(i -> known.add("[" + address(i) + "]:" + server.port() + " " + key));
    }
    Files.write(folder.resolve("known_hosts"), known);
    List<String> config = new ArrayList<>();
    for (int host = 0; host < size; host++) {
      config.add("Host host-" + host);
      config.add("  HostName " + address(host));
      config.add("  Port " + server(host).port());
    }
    config.addAll(
        List.of(
            "Host *",
            "  User " + servers.getFirst().user(),
            "  IdentityFile " + key(),
            "  IdentitiesOnly yes",
            "  StrictHostKeyChecking yes",
            "  UserKnownHostsFile " + folder.resolve("known_hosts"),
            "  BatchMode yes"));
    Files.write(config(), config);
  }

  private static String address(int host) {
    return "127.0.0." + (1 + host % ADDRESSES);
  }

  private SshdServer server(int host) {
    return servers.get(host / ADDRESSES);
  }

  /** For {@code ssh -F}. */
  Path config() {
    return folder.resolve("ssh_config");
  }

  /** Who may sign in everywhere. */
  Path key() {
    return servers.getFirst().userKey();
  }

  Target target(int host) {
    SshdServer server = server(host);
    return new Target("host-" + host, server.user(), address(host), server.port());
  }

  /** A host that takes connections and never says a word. */
  Target silent() {
    return new Target("silent", server(0).user(), "127.0.0.1", silent.getLocalPort());
  }

  /** One without connections yet, as the program has it. */
  SshRunner runner(int outputLimit) {
    return new SshRunner(
        new SshSettings(
            folder.resolve("known_hosts"),
            List.of(key()),
            null,
            Duration.ofSeconds(60),
            Duration.ofMinutes(5),
            outputLimit));
  }

  @Override
  public void close() throws IOException {
    silent.close();
    servers.forEach(SshdServer::close);
  }
}
