package org.toban.testbed;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A real ACME server (Pebble, of Let's Encrypt) for the names under {@code .test}, all of which its
 * own name server leads to one address.
 */
public final class PebbleServer implements AutoCloseable {
  private final Path folder;
  private final String address;
  private final Names names;
  private Acme acme;

  private PebbleServer(Path folder, String address, Names names, Acme acme) {
    this.folder = folder;
    this.address = address;
    this.names = names;
    this.acme = acme;
  }

  private static final class Names extends Server {
    private final int port;

    Names(Path folder, int port, String leadsTo) throws IOException {
      super(
          "pebble-challtestsrv",
          folder.resolve("names.log"),
          List.of(
              program("pebble-challtestsrv"),
              "-defaultIPv4",
              leadsTo,
              "-defaultIPv6",
              "",
              "-dns01",
              "127.0.0.1:" + port,
              "-http01",
              "",
              "-https01",
              "",
              "-tlsalpn01",
              "",
              "-management",
              "127.0.0.1:" + Server.freePort()));
      this.port = port;
      awaitReady(() -> connects("127.0.0.1", port));
    }
  }

  private static final class Acme extends Server {
    Acme(Path folder, String address, int names) throws IOException {
      super(
          "pebble",
          folder.resolve("pebble.log"),
          List.of(
              "env",
              "PEBBLE_VA_NOSLEEP=1",
              "PEBBLE_WFE_NONCEREJECT=0",
              program("pebble"),
              "-config",
              folder.resolve("pebble.json").toString(),
              "-dnsserver",
              "127.0.0.1:" + names));
      awaitReady(() -> connects(address, 14000));
    }
  }

  private static boolean connects(String address, int port) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 1000);
      return true;
    }
  }

  /**
   * Starts one that listens on an address.
   *
   * @param leadsTo where all names lead
   * @param valid for how many seconds its certificates are
   */
  public static PebbleServer start(Path folder, String address, String leadsTo, long valid)
      throws IOException {
    Files.createDirectories(folder);
    Shell.run(
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=pebble",
        "-addext",
        "subjectAltName=IP:" + address,
        "-keyout",
        folder.resolve("key.pem").toString(),
        "-out",
        folder.resolve("cert.pem").toString());
    Names names = new Names(folder, Server.freePort(), leadsTo);
    configure(folder, address, valid);
    return new PebbleServer(folder, address, names, new Acme(folder, address, names.port));
  }

  private static void configure(Path folder, String address, long valid) throws IOException {
    Files.writeString(
        folder.resolve("pebble.json"),
        """
        {"pebble": {"listenAddress": "%1$s:14000", "managementListenAddress": "%1$s:15000",
          "certificate": "%2$s/cert.pem", "privateKey": "%2$s/key.pem", "httpPort": 80, "tlsPort": 443,
          "ocspResponderURL": "", "externalAccountBindingRequired": false,
          "certificateValidityPeriod": %3$d}}
        """
            .formatted(address, folder, valid));
  }

  /** Starts it anew, without its memory, with another time for certificates. */
  public void restart(long valid) throws IOException {
    acme.close();
    configure(folder, address, valid);
    acme = new Acme(folder, address, names.port);
  }

  public String directory() {
    return "https://" + address + ":14000/dir";
  }

  /** The certificate that a client must trust to reach it. */
  public Path certificate() {
    return folder.resolve("cert.pem");
  }

  @Override
  public void close() {
    acme.close();
    names.close();
  }
}
