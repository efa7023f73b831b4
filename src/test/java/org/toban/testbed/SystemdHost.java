package org.toban.testbed;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A host of its own with a real systemd as process 1, sshd, a small backend, nginx, PostgreSQL,
 * logrotate and certbot: systemd-nspawn on a throw-away layer over the image that {@code ./toban
 * test --heavy} makes, in a network of its own. Needs root.
 */
public final class SystemdHost extends Server {
  private static final Path IMAGE = Path.of("target/servers/host").toAbsolutePath();

  private static final String MOUNT =
      """
      set -e
      ip netns add "$1"
      ip link add "v-$1" type veth peer name eth0 netns "$1"
      ip addr add "$2.1/30" dev "v-$1"
      ip link set "v-$1" up
      ip -n "$1" addr add "$2.2/30" dev eth0
      ip -n "$1" link set eth0 up
      ip -n "$1" link set lo up
      mkdir -p "$3"
      mount -t tmpfs -o size=1g tmpfs "$3"
      mkdir "$3/up" "$3/work" "$3/root"
      mount -t overlay overlay -o "lowerdir=$4,upperdir=$3/up,workdir=$3/work" "$3/root"
      """;

  private static final String PREPARE =
      """
      set -e
      cd "$1"
      : >etc/machine-id
      echo web-1 >etc/hostname
      printf '127.0.0.1 localhost\\n127.0.1.1 web-1\\n' >etc/hosts
      chroot . useradd -m -s /bin/bash ops
      chroot . usermod -p '*' ops
      chroot . useradd -r mks
      mkdir -m 0700 home/ops/.ssh
      cp "$2" home/ops/.ssh/authorized_keys
      chroot . chown -R ops: home/ops/.ssh
      echo 'ops ALL=(ALL) NOPASSWD: ALL' >etc/sudoers.d/ops
      chmod 0440 etc/sudoers.d/ops
      mkdir -p opt/mks-backend var/log/mks-backend
      chroot . chown mks: var/log/mks-backend
      chroot . systemctl -q enable mks-backend ssh nginx postgresql
      chroot . systemctl -q mask getty.target console-getty.service apt-daily.timer \\
        apt-daily-upgrade.timer certbot.timer e2scrub_all.timer systemd-timesyncd.service
      """;

  private static final String BACKEND =
      """
      from http.server import BaseHTTPRequestHandler, HTTPServer
      class Backend(BaseHTTPRequestHandler):
          def do_GET(self):
              self.send_response(200)
              self.end_headers()
              self.wfile.write(b"ok\\n")
      HTTPServer(("", 5100), Backend).serve_forever()
      """;

  private static final String UNIT =
      """
      [Unit]
      Description=The backend
      [Service]
      User=mks
      ExecStart=/usr/bin/python3 /opt/mks-backend/server.py
      ExecReload=/bin/true
      Restart=on-failure
      RestartSec=200ms
      [Install]
      WantedBy=multi-user.target
      """;

  private final String name;
  private final String net;
  private final Path layer;

  private SystemdHost(String name, String net, Path layer, List<String> command)
      throws IOException {
    super("systemd host", layer.resolveSibling("console.log"), command);
    this.name = name;
    this.net = net;
    this.layer = layer;
    awaitReady(() -> answers(22) && answers(5100));
  }

  /** Boots one and waits for its sshd and its backend. */
  public static SystemdHost boot(Path folder) throws IOException {
    if (!System.getProperty("user.name").equals("root")) {
      throw new AssertionError("a host with systemd needs root: sudo ./toban test --heavy");
    }
    if (!Files.isDirectory(IMAGE.resolve("etc"))) {
      throw new AssertionError(
          "no image of a host at " + IMAGE + "; './toban test --heavy' makes it");
    }
    long process = ProcessHandle.current().pid();
    String name = "toban" + process % 100_000;
    String net = "10.77." + process % 250;
    Path layer = folder.resolve("layer");
    Files.createDirectories(folder);
    Shell.run("bash", "-c", MOUNT, "mount", name, net, layer.toString(), IMAGE.toString());
    Path root = layer.resolve("root");
    Shell.run(
        "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder.resolve("key").toString());
    Files.createDirectories(root.resolve("opt/mks-backend"));
    Files.writeString(root.resolve("opt/mks-backend/server.py"), BACKEND);
    Files.writeString(root.resolve("etc/systemd/system/mks-backend.service"), UNIT);
    Shell.run(
        "bash", "-c", PREPARE, "prepare", root.toString(), folder.resolve("key.pub").toString());
    String key = Files.readString(root.resolve("etc/ssh/ssh_host_ed25519_key.pub"));
    Files.writeString(folder.resolve("known_hosts"), net + ".2 " + key);
    return new SystemdHost(
        name,
        net,
        layer,
        List.of(
            program("systemd-nspawn"),
            "--register=no",
            "--keep-unit",
            "--quiet",
            "--machine=" + name,
            "--directory=" + root,
            "--network-namespace-path=/run/netns/" + name,
            "--resolv-conf=off",
            "--timezone=off",
            "--console=pipe",
            "--boot"));
  }

  private boolean answers(int port) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address(), port), 1000);
      return true;
    }
  }

  /** Where it is reached. */
  public String address() {
    return net + ".2";
  }

  /** This machine, as the host sees it. */
  public String outside() {
    return net + ".1";
  }

  /** The key of its user {@code ops}, who may do everything with sudo. */
  public Path key() {
    return layer.resolveSibling("key");
  }

  public Path knownHosts() {
    return layer.resolveSibling("known_hosts");
  }

  /** A file of the host, seen from outside. */
  public Path file(String path) {
    return layer.resolve("root" + path);
  }

  /** Runs a script on it as root, as its own administrator would. */
  public void does(String script) throws IOException {
    Shell.run(
        program("ssh"),
        "-qi",
        key().toString(),
        "-oUserKnownHostsFile=" + knownHosts(),
        "ops@" + address(),
        "sudo sh -c '" + script.replace("'", "'\\''") + "'");
  }

  /** Whether a program of this machine ends well in the host's network. */
  public boolean inside(String... command) {
    List<String> all = new ArrayList<>(List.of(program("ip"), "netns", "exec", name));
    all.addAll(List.of(command));
    try {
      return new ProcessBuilder(all).start().waitFor() == 0;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    super.close();
    try {
      Server.await(
          "the host's layer is free",
          Duration.ofMinutes(1),
          () -> Shell.run("umount", layer.resolve("root").toString()) != null);
      Shell.run("umount", layer.toString());
      Shell.run("ip", "netns", "del", name);
      Shell.run("sh", "-c", "ip link del v-" + name + " 2>/dev/null || true");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
