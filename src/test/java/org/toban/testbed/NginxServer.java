package org.toban.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A real nginx with TLS on loopback, with a configuration and a certificate that a test changes.
 */
public final class NginxServer extends Server {
  private final Path folder;
  private final int port;

  private NginxServer(Path folder, int port, List<String> command) throws IOException {
    super("nginx", folder.resolve("nginx.log"), command);
    this.folder = folder;
    this.port = port;
    awaitReady(() -> served().contains("serial="));
  }

  /** Starts one with a certificate that is valid for a day. */
  public static NginxServer start(Path folder) throws IOException {
    int port = freePort();
    Files.createDirectories(folder.resolve("conf.d"));
    Files.writeString(
        folder.resolve("nginx.conf"),
        """
        daemon off;
        pid %1$s/nginx.pid;
        error_log stderr;
        events {}
        http {
          access_log off;
          server { listen 127.0.0.1:%2$d ssl; ssl_certificate %1$s/cert.pem; ssl_certificate_key %1$s/key.pem; }
          include %1$s/conf.d/*.conf;
        }
        """
            .formatted(folder, port));
    Shell.run("sh", "-c", certificate(folder, 1));
    String program = program("nginx");
    return new NginxServer(
        folder,
        port,
        List.of(program, "-c", folder.resolve("nginx.conf").toString(), "-e", "stderr"));
  }

  /** What makes a new certificate, for a shell. */
  public String certificate(int days) {
    return certificate(folder, days);
  }

  private static String certificate(Path folder, int days) {
    return ("openssl req -x509 -newkey rsa:2048 -nodes -days %d -subj /CN=localhost"
            + " -keyout '%s/key.pem' -out '%s/cert.pem' 2>/dev/null")
        .formatted(days, folder, folder);
  }

  public int port() {
    return port;
  }

  public Path folder() {
    return folder;
  }

  /** What makes it read its configuration and certificate again, for a shell. */
  public String reload() {
    return "kill -HUP " + pid();
  }

  /** The certificate that it shows now. */
  public String served() throws IOException {
    return Shell.run(
        "sh",
        "-c",
        "openssl s_client -connect 127.0.0.1:%d </dev/null 2>/dev/null | openssl x509 -noout -serial"
            .formatted(port));
  }

  /** When the certificate that it shows expires, in seconds of the epoch. */
  public long expiry() {
    return expiry("127.0.0.1:" + port);
  }

  /** When the certificate that is shown at a place expires, in seconds of the epoch. */
  public static long expiry(String place) {
    try {
      return Long.parseLong(
          Shell.run(
                  "sh",
                  "-c",
                  "date -d \"$(openssl s_client -connect %s </dev/null 2>/dev/null | openssl x509 -noout -enddate | cut -d= -f2)\" +%%s"
                      .formatted(place))
              .strip());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
