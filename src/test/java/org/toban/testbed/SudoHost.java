package org.toban.testbed;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * A real sshd and the real sudo, with a user who has a password. Users, passwords and sudoers are
 * files of the test's, which only this server's processes see in the places of the machine's: it
 * has mounts of its own, for which it needs root.
 */
public final class SudoHost extends Server {
  /** Who signs in. */
  public static final String USER = "onduty";

  private static final String ID = "64123";

  private final Path folder;
  private final int port;

  private SudoHost(Path folder, int port, List<String> command) throws IOException {
    super("sshd", folder.resolve("sshd.log"), command);
    this.folder = folder;
    this.port = port;
    awaitReady(this::listens);
  }

  /**
   * Starts one on which the user may do all by sudo, with the password.
   *
   * @param bash whether the host has bash; without it scripts run in its sh
   * @param shell the path of what /bin/sh is there
   */
  public static SudoHost start(Path folder, String password, boolean bash, String shell)
      throws IOException {
    if (!System.getProperty("user.name").equals("root")) {
      throw new AssertionError("another user can only be taken on by root: sudo ./toban test");
    }
    Files.createDirectories(folder);
    Files.createDirectories(Path.of("/run/sshd")); // privilege separation wants it
    Files.createDirectories(Path.of("/run/sudo"));
    String hash = out(program("openssl"), "passwd", "-6", password).strip();
    copy(folder, "passwd", USER + ":x:" + ID + ":" + ID + "::/mnt/home:/bin/sh");
    copy(folder, "group", USER + ":x:" + ID + ":");
    copy(folder, "shadow", USER + ":" + hash + ":19000:0:99999:7:::");
    Files.writeString(folder.resolve("sudoers"), "");
    Files.setPosixFilePermissions(
        folder.resolve("sudoers"), PosixFilePermissions.fromString("r--r-----"));
    for (String key : List.of("host_key", "user_key")) {
      out(
          program("ssh-keygen"),
          "-q",
          "-t",
          "ed25519",
          "-N",
          "",
          "-f",
          folder.resolve(key).toString());
    }
    int port = freePort();
    Files.writeString(
        folder.resolve("known_hosts"),
        "[127.0.0.1]:" + port + " " + Files.readString(folder.resolve("host_key.pub")));
    Files.write(
        folder.resolve("sshd_config"),
        List.of(
            "Port " + port,
            "ListenAddress 127.0.0.1",
            "HostKey " + folder.resolve("host_key"),
            "AuthorizedKeysFile /mnt/keys",
            "PidFile none",
            "UsePAM no",
            "PasswordAuthentication no",
            "StrictModes no",
            "SetEnv PATH=/mnt/bin"));
    Path setUp = Files.writeString(folder.resolve("mounts"), mounts(folder, bash, shell));
    String sshd = program("sshd") + " -D -e -f " + folder.resolve("sshd_config");
    SudoHost host =
        new SudoHost(
            folder,
            port,
            List.of(program("unshare"), "-m", "/bin/bash", "-ec", ". " + setUp + "; exec " + sshd));
    host.sudoers(USER + " ALL=(ALL:ALL) ALL");
    return host;
  }

  private static String mounts(Path folder, boolean bash, String shell) {
    StringBuilder text = new StringBuilder("mount --make-rprivate /\n");
    text.append("mount -t tmpfs -o mode=0755 tmpfs /mnt\n");
    text.append("mkdir -m 0755 /mnt/home; chown ").append(ID).append(" /mnt/home\n");
    text.append("cp ").append(folder).append("/user_key.pub /mnt/keys; chmod 0644 /mnt/keys\n");
    for (String file : List.of("passwd", "group", "shadow", "sudoers")) {
      text.append("mount --bind ").append(folder).append('/').append(file);
      text.append(" /etc/").append(file).append('\n');
    }
    text.append("mount -t tmpfs -o mode=0711 tmpfs /run/sudo\n");
    if (!shell.equals("/bin/sh")) {
      text.append("mount --bind ").append(shell).append(" \"$(readlink -f /bin/sh)\"\n");
    }
    text.append("mkdir /mnt/bin; ln -s /usr/bin/* /mnt/bin/\n");
    if (!bash) {
      text.append("rm /mnt/bin/bash\n");
    }
    return text.toString();
  }

  private static void copy(Path folder, String file, String more) throws IOException {
    Path copy = folder.resolve(file);
    Files.writeString(
        copy, Files.readString(Path.of("/etc", file)).stripTrailing() + "\n" + more + "\n");
    Files.setPosixFilePermissions(
        copy, PosixFilePermissions.fromString(file.equals("shadow") ? "rw-------" : "rw-r--r--"));
  }

  private static String out(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new AssertionError(String.join(" ", command) + ": " + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return output;
  }

  private boolean listens() throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 5000);
      socket.setSoTimeout(5000);
      return socket.getInputStream().read() == 'S';
    }
  }

  /** Writes the host's sudoers anew: the usual defaults of Debian, root, and these lines. */
  public void sudoers(String... lines) throws IOException {
    String usual =
        """
        Defaults env_reset, use_pty
        Defaults secure_path="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        root ALL=(ALL:ALL) ALL
        """;
    Files.writeString(
        folder.resolve("sudoers"),
        usual + String.join("\n", lines) + "\n",
        StandardOpenOption.TRUNCATE_EXISTING);
  }

  public int port() {
    return port;
  }

  public Path userKey() {
    return folder.resolve("user_key");
  }

  public Path knownHosts() {
    return folder.resolve("known_hosts");
  }
}
