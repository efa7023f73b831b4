package org.toban.engine;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.toban.history.History;
import org.toban.notice.Channel;
import org.toban.notice.Delivery;
import org.toban.notice.Earlier;
import org.toban.notice.Letter;

/**
 * What tests need that kill a console: the other side of its only channel, which outlives it; a
 * process for it; and in that process an engine over a real history.
 */
final class KilledDesk implements AutoCloseable {
  /** {@code KEY LIFE} of every letter that was taken over. */
  private final ConcurrentLinkedQueue<String> received = new ConcurrentLinkedQueue<>();

  private final AtomicReference<@Nullable Victim> victim = new AtomicReference<>();
  private final HttpServer sink;

  private record Victim(Process process, Set<String> spared) {}

  KilledDesk() throws IOException {
    sink = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    sink.createContext(
        "/",
        exchange -> {
          byte[] key = exchange.getRequestBody().readAllBytes();
          String letter = new String(key, StandardCharsets.UTF_8);
          received.add(letter);
          Victim it = victim.get();
          if (it != null && !it.spared().contains(letter.split(" ", 2)[0])) {
            it.process().toHandle().destroyForcibly();
          }
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    sink.start();
  }

  int port() {
    return sink.getAddress().getPort();
  }

  Collection<String> received() {
    return received;
  }

  /** Kills it when it sends a letter with a new key: that is taken over, and it never knows. */
  void killAtALetter(Process process, Set<String> known) {
    victim.set(new Victim(process, known));
  }

  @Override
  public void close() {
    sink.stop(0);
  }

  /** A process that runs the main method of a test. */
  static Process start(Class<?> test, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                test.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** An engine with one source, no hosts, and a channel to the sink at a port. */
  static Engine engine(EngineSettings settings, History history, String port, String life) {
    Post post = new Post(URI.create("http://127.0.0.1:" + port + "/"), life);
    return new Engine(
        settings,
        Wiring.estate(Story.LIBRARY),
        Wiring.parts(history, Wiring.nobody(), List.of(post)));
  }

  /** Posts the key of each letter and its own life's name. */
  private record Post(URI sink, String life) implements Channel {
    @Override
    public String name() {
      return "desktop";
    }

    @Override
    public String meaning() {
      return "the sink has it";
    }

    @Override
    public Delivery send(Letter letter, @Nullable Earlier earlier) {
      try {
        HttpURLConnection connection = (HttpURLConnection) sink.toURL().openConnection();
        connection.setDoOutput(true);
        connection
            .getOutputStream()
            .write((letter.key() + " " + life).getBytes(StandardCharsets.UTF_8));
        int status = connection.getResponseCode();
        connection.getInputStream().close();
        return status == 200 ? Delivery.sent() : Delivery.temporary("" + status);
      } catch (IOException e) {
        return Delivery.temporary(e.toString());
      }
    }

    @Override
    public void close() {}
  }
}
