package org.toban.testbed;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real proxy on loopback: tinyproxy for HTTP, microsocks for SOCKS5. */
public final class ProxyServer extends Server {
  private final String scheme;
  private final int port;

  private ProxyServer(String scheme, int port, Path log, List<String> command) throws IOException {
    super(scheme + " proxy", log, command);
    this.scheme = scheme;
    this.port = port;
    awaitReady(this::listens);
  }

  /** With more lines of tinyproxy.conf, such as {@code BasicAuth name password}. */
  public static ProxyServer http(Path folder, String... moreConfig) throws IOException {
    int port = freePort();
    List<String> config = new ArrayList<>();
    config.add("Port " + port);
    config.add("Listen 127.0.0.1");
    config.add("Timeout 60");
    config.add("LogLevel Connect");
    config.addAll(List.of(moreConfig));
    Path file = Files.write(folder.resolve("tinyproxy-" + port + ".conf"), config);
    List<String> command = List.of(program("tinyproxy"), "-d", "-c", file.toString());
    return new ProxyServer("http", port, folder.resolve("tinyproxy-" + port + ".log"), command);
  }

  /** With more arguments, such as {@code -u name -P password}. */
  public static ProxyServer socks(Path folder, String... arguments) throws IOException {
    int port = freePort();
    List<String> command = new ArrayList<>();
    command.addAll(List.of(program("microsocks"), "-i", "127.0.0.1", "-p", "" + port));
    command.addAll(List.of(arguments));
    return new ProxyServer("socks5", port, folder.resolve("socks-" + port + ".log"), command);
  }

  private boolean listens() throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 5000);
      return true;
    }
  }

  public URI url() {
    return URI.create(scheme + "://127.0.0.1:" + port);
  }
}
