package org.toban.e2e;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A small real service that can be killed and that its own script restarts: the JDK's file server
 * behind {@code service.sh}, which also writes a line for each restart, so that runs can be counted
 * on the target itself.
 */
final class Service implements AutoCloseable {
  private final Path folder;
  private final int port;

  Service(Path folder, int port) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.port = port;
    Files.createDirectories(folder.resolve("www"));
    Files.writeString(folder.resolve("www/health"), "ok\n");
    Files.writeString(folder.resolve("service.sh"), script());
  }

  private String script() {
    String java = Path.of(System.getProperty("java.home"), "bin", "jwebserver").toString();
    return """
    #!/bin/sh
    # service.sh start|stop|restart
    cd '%s' || exit 1
    stop() { [ -f pid ] && kill -9 "$(cat pid)" 2>/dev/null; rm -f pid; }
    start() {
      setsid '%s' -b 127.0.0.1 -p %d -d '%s' </dev/null >>service.log 2>&1 &
      echo $! >pid
    }
    case $1 in
      start) start ;;
      stop) stop ;;
      restart) echo "$(date +%%s) $TOBAN_LABEL_SERVICE" >>restarts; stop; start ;;
    esac
    """
        .formatted(folder, java, port, folder.resolve("www"));
  }

  int port() {
    return port;
  }

  /** The command that a runbook uses. */
  String restartCommand() {
    return "sh '" + folder.resolve("service.sh") + "' restart";
  }

  void start() throws IOException, InterruptedException {
    call("start");
    for (int i = 0; i < 1200 && !isUp(); i++) {
      Thread.sleep(50);
    }
    if (!isUp()) {
      throw new AssertionError(
          "the service did not start: " + Files.readString(folder.resolve("service.log")));
    }
  }

  void kill() throws IOException, InterruptedException {
    call("stop");
  }

  /** How often the restart command has run on the target. */
  int restarts() throws IOException {
    Path file = folder.resolve("restarts");
    return Files.exists(file) ? Files.readAllLines(file).size() : 0;
  }

  boolean isUp() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 5000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void call(String verb) throws IOException, InterruptedException {
    new ProcessBuilder(List.of("sh", folder.resolve("service.sh").toString(), verb))
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("script.log").toFile())
        .start()
        .waitFor();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    call("stop");
  }
}
