package org.toban.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A door on loopback at which a notification rings, and its source is polled at once. What is
 * brought is thrown away unread, so that who rings can say nothing but "look": a webhook of
 * Alertmanager makes the board quick without being trusted.
 *
 * <p>{@code POST /TOKEN} is for all sources, {@code POST /TOKEN/SOURCE} for one.
 */
public final class Doorbell implements AutoCloseable {
  /** Rings within this time become one poll at its end. */
  private static final Duration CALM = Duration.ofMillis(500);

  /** What a visitor may bring; a notification of hundreds of alerts is smaller. */
  private static final int LIMIT = 1 << 20;

  private static final int VISITORS = 16;
  private static final int PROBE_MILLIS = 2000;

  private final byte[] token;
  private final Set<String> sources;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore visitors = new Semaphore(VISITORS);
  private final Semaphore rung = new Semaphore(0);
  private final Set<String> waiting = new HashSet<>();
  private boolean all;

  /**
   * Where the door is, and what opens it.
   *
   * @param listen a loopback address
   */
  public record Place(InetSocketAddress listen, String token) {
    public Place {
      if (listen.getAddress() == null || !listen.getAddress().isLoopbackAddress()) {
        throw new IllegalArgumentException("not a loopback address: " + listen);
      }
    }

    /** What Alertmanager's {@code webhook_configs} needs. */
    public URI url() {
      InetAddress address = listen.getAddress();
      String host = address.getHostAddress();
      return URI.create(
          "http://"
              + (host.indexOf(':') < 0 ? host : "[" + host + "]")
              + ":"
              + listen.getPort()
              + "/"
              + token);
    }
  }

  /** What stands at a place. */
  public enum Found {
    /** A Toban of this token. */
    OURS,
    NOBODY,
    /** Another program, or a Toban with another token. */
    ANOTHER
  }

  private Doorbell(HttpServer server, Place place, Set<String> sources) {
    this.server = server;
    this.token = place.token().getBytes(StandardCharsets.UTF_8);
    this.sources = Set.copyOf(sources);
  }

  /**
   * Opens the door.
   *
   * @param sources names that may be rung for
   * @param ring asks for a poll of one source, or (null) of all
   * @throws IOException when the port is taken
   */
  public static Doorbell open(Place place, Set<String> sources, Consumer<@Nullable String> ring)
      throws IOException {
    HttpServer server = HttpServer.create(place.listen(), VISITORS);
    Doorbell bell = new Doorbell(server, place, sources);
    server.createContext("/", bell::receive);
    server.setExecutor(bell.threads);
    bell.threads.execute(() -> bell.pass(ring));
    server.start();
    return bell;
  }

  private void receive(HttpExchange visit) throws IOException {
    try (visit) {
      if (visitors.tryAcquire()) {
        try {
          visit.sendResponseHeaders(answer(visit), -1);
        } finally {
          visitors.release();
        }
      } else {
        visit.sendResponseHeaders(503, -1);
      }
    }
  }

  /** Rings before it reads: a slow visitor delays nobody, and says nothing. */
  private int answer(HttpExchange visit) throws IOException {
    String path = visit.getRequestURI().getPath();
    int slash = path.indexOf('/', 1);
    String key = path.substring(1, slash < 0 ? path.length() : slash);
    String source = slash < 0 ? null : path.substring(slash + 1);
    if (!MessageDigest.isEqual(key.getBytes(StandardCharsets.UTF_8), token)
        || (source != null && !sources.contains(source))) {
      return 404;
    }
    if (!visit.getRequestMethod().equals("POST")) {
      return 405;
    }
    ring(source);
    return throwAway(visit.getRequestBody()) ? 200 : 413;
  }

  private static boolean throwAway(InputStream body) throws IOException {
    byte[] buffer = new byte[8192];
    int sum = 0;
    for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
      sum += read;
      if (sum > LIMIT) {
        return false;
      }
    }
    return true;
  }

  private void ring(@Nullable String source) {
    synchronized (waiting) {
      if (source == null) {
        all = true;
      } else {
        waiting.add(source);
      }
    }
    rung.release();
  }

  /** The first ring goes on at once, those soon after it together. */
  private void pass(Consumer<@Nullable String> ring) {
    try {
      while (true) {
        rung.acquire();
        rung.drainPermits();
        Set<String> names;
        boolean everyone;
        synchronized (waiting) {
          names = Set.copyOf(waiting);
          everyone = all;
          waiting.clear();
          all = false;
        }
        if (everyone) {
          ring.accept(null);
        } else {
          names.forEach(ring);
        }
        TimeUnit.NANOSECONDS.sleep(CALM.toNanos());
      }
    } catch (InterruptedException e) {
      // closed
    }
  }

  /** The port, also when the place left it to the system. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** Looks who listens at a place, without ringing. */
  public static Found look(Place place) {
    try {
      HttpURLConnection visit = (HttpURLConnection) place.url().toURL().openConnection();
      visit.setConnectTimeout(PROBE_MILLIS);
      visit.setReadTimeout(PROBE_MILLIS);
      return visit.getResponseCode() == 405 ? Found.OURS : Found.ANOTHER;
    } catch (java.net.ConnectException e) {
      return Found.NOBODY;
    } catch (IOException e) {
      return Found.ANOTHER;
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
