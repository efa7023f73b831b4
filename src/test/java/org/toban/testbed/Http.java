package org.toban.testbed;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** The plainest HTTP client, for asking test servers. */
public final class Http {
  private Http() {}

  /** Status and body of an answer. */
  public record Answer(int status, String body) {}

  public static Answer get(URI uri) throws IOException {
    return exchange(open(uri));
  }

  /** Takes an answer and throws it away; gives its length in bytes. */
  public static long drain(URI uri) throws IOException {
    HttpURLConnection connection = open(uri);
    connection.setReadTimeout(60_000);
    try (InputStream in = connection.getInputStream()) {
      return in.transferTo(OutputStream.nullOutputStream());
    }
  }

  public static Answer post(URI uri, String json) throws IOException {
    HttpURLConnection connection = open(uri);
    connection.setRequestMethod("POST");
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setDoOutput(true);
    connection.getOutputStream().write(json.getBytes(StandardCharsets.UTF_8));
    return exchange(connection);
  }

  public static Answer delete(URI uri) throws IOException {
    HttpURLConnection connection = open(uri);
    connection.setRequestMethod("DELETE");
    return exchange(connection);
  }

  private static HttpURLConnection open(URI uri) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setConnectTimeout(10_000);
    connection.setReadTimeout(20_000);
    return connection;
  }

  private static Answer exchange(HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    try (InputStream in =
        status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      return new Answer(
          status, in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
