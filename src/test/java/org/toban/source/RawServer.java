package org.toban.source;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A server that says byte for byte what a test tells it to, also what no server should. */
public final class RawServer implements AutoCloseable {
  private final ServerSocket socket;
  private final String scheme;
  private final Script script;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  /** Writes the whole answer, status line included. */
  public interface Script {
    void answer(OutputStream out) throws Exception;
  }

  private RawServer(ServerSocket socket, String scheme, Script script) {
    this.socket = socket;
    this.scheme = scheme;
    this.script = script;
    Thread.ofVirtual().start(this::acceptAll);
  }

  public static RawServer start(Script script) {
    try {
      return start(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), "http", script);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static RawServer start(ServerSocket socket, String scheme, Script script) {
    return new RawServer(socket, scheme, script);
  }

  /** One fixed answer. */
  public static RawServer answering(String status, String headers, byte[] body) {
    return start(out -> {
      out.write(
          ("HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + body.length + "\r\n\r\n")
              .getBytes(StandardCharsets.ISO_8859_1));
      out.write(body);
    });
  }

  public static RawServer answering(byte[] body) {
    return answering("200 OK", "Content-Type: application/json\r\n", body);
  }

  private void acceptAll() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        open.add(connection);
        Thread.ofVirtual().start(() -> serve(connection));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
      StringBuilder request = new StringBuilder();
      String line = in.readLine();
      if (line == null) {
        return;
      }
      for (; line != null && !line.isEmpty(); line = in.readLine()) {
        request.append(line).append('\n');
      }
      requests.add(request.toString());
      script.answer(connection.getOutputStream());
      connection.getOutputStream().flush();
    } catch (Exception e) {
      // the client went away, or the test is over
    }
  }

  public URI url() {
    return URI.create(scheme + "://127.0.0.1:" + socket.getLocalPort());
  }

  /** The requests so far, each with its headers. */
  public List<String> requests() {
    return requests;
  }

  public @Nullable String lastRequest() {
    return requests.isEmpty() ? null : requests.getLast();
  }

  /** The newest request for alerts, be it for all or for some; the empty text for none. */
  String lastForAlerts() {
    return requests.stream().filter(it -> it.contains("/alerts")).reduce("", (one, next) -> next);
  }

  @Override
  public void close() {
    try {
      socket.close();
      for (Socket connection : open) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
