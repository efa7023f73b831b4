package org.toban.source;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.SocketFactory;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Credentials;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.TlsVersion;
import org.jspecify.annotations.Nullable;
import org.toban.source.fault.Fault;
import org.toban.source.fault.PollFailure;
import org.toban.source.proxy.Lookup;
import org.toban.source.proxy.SocksSocket;
import org.toban.source.tls.ClientCertificate;
import org.toban.source.tls.NameCheck;
import org.toban.source.tls.NamedSockets;
import org.toban.source.tls.ServerTrust;
import org.toban.source.tls.Tls;

/**
 * The HTTP clients of a source or a token server, one for each way to it; made at their first use
 * and again when a certificate's or key's file changed, so that rotated files work.
 */
final class Clients {
  private final Tls tls;
  private final Duration timeout;
  private final int connections;
  private final NameCheck names;
  private final Map<Way, OkHttpClient> clients = new HashMap<>();
  private List<Stamp> built = List.of();

  /** Without TLS nothing of it is made: reading the system's authorities takes a while. */
  private record Way(Route route, boolean secure) {}

  /** When and what a file was; a rotated one differs in one of these. */
  private record Stamp(Path file, long modified, long size, @Nullable Object key) {
    static Stamp of(Path file) throws PollFailure {
      try {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        return new Stamp(
            file, now.lastModifiedTime().to(TimeUnit.NANOSECONDS), now.size(), now.fileKey());
      } catch (IOException e) {
        throw new PollFailure(
            new Fault.Misconfigured(
                "the file " + file + " cannot be read: " + e.getClass().getSimpleName()));
      }
    }
  }

  /**
   * Clients that check and show certificates in one way.
   *
   * @param timeout of connecting; the deadline of a whole exchange stands on each call
   * @param connections that are kept open between exchanges
   */
  Clients(Tls tls, Duration timeout, int connections) {
    this.tls = tls;
    this.timeout = timeout;
    this.connections = connections;
    this.names = new NameCheck(tls.serverName());
  }

  /**
   * The client to use now.
   *
   * @param secure whether the server speaks TLS
   * @throws PollFailure when a file for it cannot be used
   */
  synchronized OkHttpClient current(Route route, boolean secure) throws PollFailure {
    List<Stamp> now = stamps();
    if (!now.equals(built)) {
      clients.values().forEach(client -> client.connectionPool().evictAll());
      clients.clear();
    }
    Way way = new Way(route, secure);
    OkHttpClient client = clients.get(way);
    if (client == null) {
      client = build(way);
      clients.put(way, client);
      built = now;
    }
    return client;
  }

  /** The certificate of a host that was refused because it is for another. */
  ServerTrust.@Nullable Distrust misnamed(String host) {
    return names.refused(host);
  }

  private List<Stamp> stamps() throws PollFailure {
    List<Stamp> stamps = new ArrayList<>();
    Tls.ClientFiles client = tls.client();
    Stream<@Nullable Path> files =
        client == null
            ? Stream.of(tls.caFile())
            : Stream.of(tls.caFile(), client.certificate(), client.key());
    for (Path file : files.filter(file -> file != null).toList()) {
      stamps.add(Stamp.of(file));
    }
    return stamps;
  }

  private OkHttpClient build(Way way) throws PollFailure {
    OkHttpClient.Builder builder =
        new OkHttpClient.Builder()
            .connectionPool(new ConnectionPool(connections, 5, TimeUnit.MINUTES))
            .connectTimeout(timeout)
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO)
            .followRedirects(false)
            .followSslRedirects(false);
    if (way.secure()) {
      secure(builder);
    } else {
      builder.connectionSpecs(List.of(ConnectionSpec.CLEARTEXT));
    }
    lead(way.route(), builder);
    return builder.build();
  }

  private KeyManager @Nullable [] keys() throws PollFailure {
    try {
      return tls.client() == null ? null : ClientCertificate.read(tls.client());
    } catch (IOException e) {
      throw new PollFailure(new Fault.Misconfigured(String.valueOf(e.getMessage())));
    }
  }

  private void secure(OkHttpClient.Builder builder) throws PollFailure {
    KeyManager[] keys = keys();
    try {
      ServerTrust trust = ServerTrust.of(tls);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, new TrustManager[] {trust}, null);
      SSLSocketFactory sockets = context.getSocketFactory();
      String name = tls.serverName();
      builder.sslSocketFactory(name == null ? sockets : new NamedSockets(sockets, name), trust);
      // who has the pinned key is the server, whatever names are in its certificate
      builder.hostnameVerifier(trust.isByKeyOnly() ? (host, session) -> true : names);
    } catch (IOException | GeneralSecurityException e) {
      throw new PollFailure(
          new Fault.Misconfigured("the CA file " + tls.caFile() + " cannot be used: " + e));
    }
    ConnectionSpec.Builder spec = new ConnectionSpec.Builder(ConnectionSpec.MODERN_TLS);
    if (tls.leastVersion().equals("TLSv1.3")) {
      spec.tlsVersions(TlsVersion.TLS_1_3);
    }
    builder.connectionSpecs(List.of(spec.build()));
  }

  /**
   * A system-wide proxy of Java is not used: the configuration alone says how a source is reached.
   */
  private void lead(Route route, OkHttpClient.Builder builder) {
    builder.dns(new Lookup(timeout)).proxy(Proxy.NO_PROXY);
    switch (route) {
      case Route.Direct _ -> {}
      case Route.ByHttp it -> {
        builder.proxy(
            new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(it.host(), it.port())));
        Route.Pair pair = it.signIn();
        if (pair != null) {
          builder.proxyAuthenticator((_, answer) -> signedIn(answer.request(), pair));
        }
      }
      case Route.BySocks it ->
          builder.dns(UNRESOLVED).socketFactory(new SocksSockets(proxy(it), timeout));
    }
  }

  /** Null gives up: the proxy has seen the name and the password and does not take them. */
  private static @Nullable Request signedIn(Request request, Route.Pair pair) {
    if (request.header("Proxy-Authorization") != null) {
      return null;
    }
    return request
        .newBuilder()
        .header(
            "Proxy-Authorization",
            Credentials.basic(pair.username(), pair.password(), StandardCharsets.UTF_8))
        .build();
  }

  /** The name with no address: the proxy looks it up, and names need not be known here. */
  private static final Dns UNRESOLVED =
      host -> List.of(InetAddress.getByAddress(host, new byte[4]));

  private static SocksSocket.Proxy proxy(Route.BySocks route) {
    Route.Pair pair = route.signIn();
    return pair == null
        ? new SocksSocket.Proxy(route.host(), route.port(), null, null)
        : new SocksSocket.Proxy(route.host(), route.port(), pair.username(), pair.password());
  }

  private static final class SocksSockets extends SocketFactory {
    private final SocksSocket.Proxy proxy;
    private final Duration limit;

    SocksSockets(SocksSocket.Proxy proxy, Duration limit) {
      this.proxy = proxy;
      this.limit = limit;
    }

    @Override
    public Socket createSocket() {
      return new SocksSocket(proxy, limit);
    }

    @Override
    public Socket createSocket(String host, int port) {
      throw new UnsupportedOperationException("sockets are connected by the client");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
      throw new UnsupportedOperationException("sockets are connected by the client");
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
      throw new UnsupportedOperationException("sockets are connected by the client");
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
      throw new UnsupportedOperationException("sockets are connected by the client");
    }
  }
}
