package org.toban.source;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.toban.source.fault.Fault;
import org.toban.source.fault.PollFailure;
import org.toban.source.proxy.Exemptions;

/** The way to a server: at once, or through one proxy. */
sealed interface Route {
  /** At once. */
  record Direct() implements Route {}

  /** Through an HTTP proxy; a server behind TLS by a tunnel. */
  record ByHttp(String host, int port, @Nullable Pair signIn) implements Route {}

  /** Through a SOCKS5 proxy, which also looks the name up. */
  record BySocks(String host, int port, @Nullable Pair signIn) implements Route {}

  /** A name and a password as they are needed: a secret, so never shown. */
  record Pair(String username, String password) {
    @Override
    public String toString() {
      return "(a name and a password)";
    }
  }

  /** Where the proxy is; null without one. */
  default @Nullable String proxy() {
    return switch (this) {
      case Direct _ -> null;
      case ByHttp it -> it.host() + ":" + it.port();
      case BySocks it -> it.host() + ":" + it.port();
    };
  }

  /**
   * The way to a URL.
   *
   * @throws PollFailure when a secret or a variable for it is wrong
   */
  static Route to(URI url, Proxying proxying, Secrets secrets) throws PollFailure {
    if (proxying.fromEnvironment()) {
      return fromEnvironment(url, secrets);
    }
    URI proxy = proxying.url();
    if (proxy == null || new Exemptions(proxying.except()).cover(url)) {
      return new Direct();
    }
    SignIn.Basic signIn = proxying.signIn();
    Pair pair =
        signIn == null
            ? null
            : new Pair(secrets.read(signIn.username()), secrets.read(signIn.password()));
    return by(proxy, pair);
  }

  private static Route by(URI proxy, @Nullable Pair pair) {
    boolean socks = proxy.getScheme().startsWith("socks5");
    int port = proxy.getPort() >= 0 ? proxy.getPort() : socks ? 1080 : 80;
    String host = proxy.getHost().replaceAll("^\\[|\\]$", "");
    return socks ? new BySocks(host, port, pair) : new ByHttp(host, port, pair);
  }

  /** The variables may hold a password, so no message repeats what stands in them. */
  private static Route fromEnvironment(URI url, Secrets secrets) throws PollFailure {
    String name = url.getScheme().toUpperCase(Locale.ROOT) + "_PROXY";
    String value = secrets.variableOfAnyCase(name);
    String except = secrets.variableOfAnyCase("NO_PROXY");
    if (value == null
        || value.isBlank()
        || isThisMachine(url.getHost())
        || new Exemptions(List.of((except == null ? "" : except).split(","))).cover(url)) {
      return new Direct();
    }
    try {
      URI proxy = URI.create(value.contains("://") ? value.strip() : "http://" + value.strip());
      if (proxy.getHost() == null || !proxy.getScheme().matches("http|socks5h?")) {
        throw new IllegalArgumentException("not a proxy");
      }
      return by(proxy, pair(proxy.getUserInfo()));
    } catch (IllegalArgumentException e) {
      throw new PollFailure(
          new Fault.Misconfigured(
              "the environment variable "
                  + name
                  + " is not a proxy's address: write http://HOST:PORT or socks5://HOST:PORT"));
    }
  }

  private static @Nullable Pair pair(@Nullable String userInfo) {
    if (userInfo == null) {
      return null;
    }
    int colon = userInfo.indexOf(':');
    return colon < 0
        ? new Pair(userInfo, "")
        : new Pair(userInfo.substring(0, colon), userInfo.substring(colon + 1));
  }

  private static boolean isThisMachine(String host) {
    return host.equalsIgnoreCase("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }
}
