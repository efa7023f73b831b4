package org.toban.testbed;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real exim on loopback that wants STARTTLS and a sign-in, and puts everything into one Maildir;
 * it runs in the foreground and is no service of the machine.
 */
public final class MailServer extends Server {
  public static final String USER = "toban";
  public static final String PASSWORD = "s3cret";

  private final Path folder;
  private final int port;

  private MailServer(Path folder, int port, List<String> command) throws IOException {
    super("exim", folder.resolve("exim.out"), command);
    this.folder = folder;
    this.port = port;
    awaitReady(this::listens);
  }

  /** Starts one in a folder of its own, for exim's own user must be able to walk to it. */
  public static MailServer start() throws IOException, InterruptedException {
    if (!System.getProperty("user.name").equals("root")) {
      throw new IllegalStateException("exim becomes its own user, which only root can let it");
    }
    Path folder = Files.createTempDirectory("toban-exim");
    Files.createDirectories(folder.resolve("spool"));
    Files.createDirectories(folder.resolve("Maildir"));
    certificate(folder);
    int port = freePort();
    Path config = folder.resolve("exim.conf");
    Files.writeString(config, CONFIG.replace("$D", folder.toString()).replace("$PORT", "" + port));
    run("chown", "-R", "Debian-exim:", folder.toString());
    run("chown", "root", config.toString());
    run("chmod", "0755", folder.toString());
    return new MailServer(
        folder, port, List.of(program("exim4"), "-C", config.toString(), "-bdf", "-q10s"));
  }

  private static void certificate(Path folder) throws IOException, InterruptedException {
    run(
        program("openssl"),
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "30",
        "-subj",
        "/CN=localhost",
        "-addext",
        "subjectAltName=DNS:localhost",
        "-keyout",
        folder.resolve("key.pem").toString(),
        "-out",
        folder.resolve("cert.pem").toString());
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new AssertionError("failed: " + String.join(" ", command));
    }
  }

  @Override
  public void close() {
    super.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private boolean listens() throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 200);
      return true;
    }
  }

  public int port() {
    return port;
  }

  public Path authority() {
    return folder.resolve("cert.pem");
  }

  /** Every message that has arrived, as it is on disk. */
  public List<String> mails() throws IOException {
    Path box = folder.resolve("Maildir/new");
    if (!Files.isDirectory(box)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(box)) {
      return files.sorted().map(MailServer::read).toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static final String CONFIG =
      """
      primary_hostname = smtp.test
      daemon_smtp_ports = $PORT
      local_interfaces = 127.0.0.1
      tls_advertise_hosts = *
      tls_certificate = $D/cert.pem
      tls_privatekey = $D/key.pem
      auth_advertise_hosts = ${if eq{$tls_in_cipher}{}{}{*}}
      spool_directory = $D/spool
      log_file_path = $D/exim-%s.log
      pid_file_path = $D/exim.pid
      acl_smtp_rcpt = rcpt
      acl_smtp_data = accept
      never_users =
      keep_environment =
      trusted_users = Debian-exim
      host_lookup =
      rfc1413_hosts =
      begin acl
      rcpt:
        deny !authenticated = *
          message = authentication required
        deny local_parts = nosuchuser
          message = no such user
        defer local_parts = full
          message = mailbox full, try later
        accept
      begin routers
      all:
        driver = accept
        transport = box
      begin transports
      box:
        driver = appendfile
        maildir_format
        directory = $D/Maildir
        user = Debian-exim
        group = Debian-exim
      begin authenticators
      plain:
        driver = plaintext
        public_name = PLAIN
        server_prompts = :
        server_condition = ${if and{{eq{$auth2}{toban}}{eq{$auth3}{s3cret}}}}
        server_set_id = $auth2
      """;
}
