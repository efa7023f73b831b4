package org.toban.source;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which proxy stands between Toban and a server.
 *
 * @param url {@code http://HOST:PORT} or {@code socks5://HOST:PORT}; null for none
 * @param signIn for that proxy
 * @param except what is reached without it: names (with all below them), addresses, CIDR ranges,
 *     each with a port or without, or {@code *}
 * @param fromEnvironment HTTP_PROXY, HTTPS_PROXY and NO_PROXY decide instead
 */
public record Proxying(
    @Nullable URI url,
    SignIn.@Nullable Basic signIn,
    List<String> except,
    boolean fromEnvironment) {
  public Proxying {
    except = List.copyOf(except);
  }

  public static Proxying none() {
    return new Proxying(null, null, List.of(), false);
  }

  public static Proxying by(URI url, SignIn.@Nullable Basic signIn) {
    return new Proxying(url, signIn, List.of(), false);
  }
}
