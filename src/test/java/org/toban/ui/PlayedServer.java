package org.toban.ui;

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
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An HTTP server on loopback that answers as a story tells it to, and lives by the story's time.
 */
final class PlayedServer implements AutoCloseable {
  private static final byte[] UNKNOWN = "404 page not found\n".getBytes(StandardCharsets.UTF_8);

  private final ServerSocket socket;
  private final InstantSource clock;
  private final Map<String, byte[]> answers = new ConcurrentHashMap<>();

  /** How far its clock is ahead. */
  volatile Duration skew = Duration.ZERO;

  /** What it says to everything, such as {@code 503 Service Unavailable}; empty while it works. */
  volatile String broken = "";

  PlayedServer(InstantSource clock) {
    this.clock = clock;
    try {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::acceptAll);
  }

  PlayedServer says(String path, byte[] json) {
    answers.put(path, json);
    return this;
  }

  PlayedServer says(String path, String json) {
    return says(path, json.getBytes(StandardCharsets.UTF_8));
  }

  private void acceptAll() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
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
      String request = in.readLine();
      for (String line = request; line != null && !line.isEmpty(); ) {
        line = in.readLine();
      }
      if (request != null) {
        answer(request.split(" ")[1].replaceAll("\\?.*", ""), connection.getOutputStream());
      }
    } catch (IOException e) {
      // the client went away
    }
  }

  private void answer(String path, OutputStream out) throws IOException {
    byte[] body = answers.getOrDefault(path, UNKNOWN);
    String status = answers.containsKey(path) ? "200 OK" : "404 Not Found";
    String type = "application/json";
    if (!broken.isEmpty()) {
      status = broken;
      type = "text/html";
      body = "<!DOCTYPE html><title>Sign in</title>\n".getBytes(StandardCharsets.UTF_8);
    }
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            clock.instant().plus(skew).atOffset(ZoneOffset.UTC));
    List<String> head =
        List.of(
            "HTTP/1.1 " + status,
            "Date: " + date,
            "Content-Type: " + type,
            "Content-Length: " + body.length,
            "Connection: close");
    out.write((String.join("\r\n", head) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    out.write(body);
    out.flush();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
