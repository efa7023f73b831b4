package org.toban.source.logs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A websocket server (RFC 6455) on loopback that sends what a test gives each connection. */
public final class TailStandIn implements AutoCloseable {
  private static final String SECRET = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private final ServerSocket socket;
  private final List<byte[]>[] scripts;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  /** One list of frames for each connection in turn; after its frames a connection breaks off. */
  @SafeVarargs
  public TailStandIn(List<byte[]>... scripts) {
    this.scripts = scripts;
    try {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::acceptAll);
  }

  private void acceptAll() {
    for (int i = 0; ; i++) {
      try (Socket connection = socket.accept()) {
        List<byte[]> frames = i < scripts.length ? scripts[i] : List.of();
        serve(connection, frames, i >= scripts.length - 1);
      } catch (IOException e) {
        if (socket.isClosed()) {
          return;
        }
      }
    }
  }

  private void serve(Socket connection, List<byte[]> frames, boolean stays) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
    String key = "";
    asked.add(URLDecoder.decode(in.readLine(), StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      if (line.toLowerCase(java.util.Locale.ROOT).startsWith("sec-websocket-key:")) {
        key = line.substring(18).strip();
      }
    }
    OutputStream out = connection.getOutputStream();
    out.write(
        ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: "
                + accept(key)
                + "\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1));
    for (byte[] frame : frames) {
      out.write(new byte[] {(byte) 0x81, 126, (byte) (frame.length >> 8), (byte) frame.length});
      out.write(frame);
    }
    out.flush();
    if (stays) {
      in.read(); // until the client goes
    }
  }

  private static String accept(String key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-1")
              .digest((key + SECRET).getBytes(StandardCharsets.ISO_8859_1));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Request lines so far, decoded. */
  List<String> asked() {
    return asked;
  }

  public URI url() {
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
